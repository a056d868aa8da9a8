"""A plugin that ends its process or hangs while it is loaded is named, from the safety of another process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from farolito.cli.plugins import plugins
from farolito.plugins import discovery, preflight
from farolito.plugins.loader import load
from farolito.testing.plugins import installed_in, write_plugin

from .broken import HEAD, method

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ENDS = "import os; os._exit(3)\n"
CRASHES = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)\n"
HANGS = "import time\nwhile True: time.sleep(1)\n"


def test_each_plugin_that_ends_its_process_is_named_and_the_others_are_not(folder: Path) -> None:
    write_plugin(folder, "ends", ENDS)
    write_plugin(folder, "broken", HEAD)
    write_plugin(folder, "raises", "1 / 0\n")
    write_plugin(folder, "crashes", CRASHES)

    found = preflight.check(
        ["ends", "broken", "raises", "crashes", "absent"], installed=installed_in(folder)
    )

    assert found == {
        "ends": "It ends the whole program while it is being loaded (exit code 3).",
        "crashes": "It ends the whole program while it is being loaded (SIGSEGV).",
    }


def test_a_plugin_that_ends_its_process_in_a_register_hook_is_named(folder: Path) -> None:
    hook = "@hookimpl\ndef register_navigation(self):\n    import os\n    os._exit(0)"
    write_plugin(folder, "broken", method(hook))

    assert set(preflight.check(["broken"], installed=installed_in(folder))) == {"broken"}


def test_a_plugin_that_hangs_is_named(folder: Path) -> None:
    write_plugin(folder, "hangs", HANGS)

    found = preflight.check(["hangs"], installed=installed_in(folder), seconds=2)

    assert found == {"hangs": "It was still not loaded after 2 seconds."}


def test_what_was_found_keeps_the_loader_from_importing_the_plugin(folder: Path) -> None:
    write_plugin(folder, "ends", ENDS)

    hooks = load(["ends"], installed=installed_in(folder), culprits={"ends": "It ends."})

    (refusal,) = hooks.roster.refused
    assert (refusal.code, refusal.reason) == ("ends_or_hangs", "It ends.")


def test_the_check_on_the_command_line_outlives_such_a_plugin(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plugin(folder, "ends", ENDS)
    write_plugin(folder, "broken", HEAD)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(discovery, "installed", lambda: installed_in(folder))

    done = CliRunner().invoke(plugins, ["check", "--json", "ends", "broken"])

    fine, refused = json.loads(done.output)
    assert (fine["name"], refused["name"]) == ("broken", "ends")
    assert refused["code"] == "ends_or_hangs"
    assert done.exit_code == 1
