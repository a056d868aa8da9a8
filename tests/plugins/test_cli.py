"""``farolito plugins``: plain words, JSON for programs, and an exit code that tells good from bad."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from farolito.cli.plugins import plugins
from farolito.plugins import discovery
from farolito.plugins.catalogue import CATALOGUE
from farolito.testing.plugins import installed_in, write_plugin

from .broken import HEAD, method

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def only_this_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plugin is installed but those in ``folder``; the working directory is empty."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(discovery, "installed", lambda: installed_in(folder))


def run(*arguments: str, **environ: str) -> Result:
    return CliRunner().invoke(plugins, arguments, env=dict(environ), catch_exceptions=False)


def test_list_names_every_plugin_its_version_and_its_state(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD, version="1.2")
    write_plugin(folder, "quiet", "raise SystemExit\n")

    done = run("list", FAROLITO_PLUGINS="broken")

    assert done.exit_code == 0
    assert "broken                 1.2      on" in done.output
    assert "quiet                  1.0      installed, not on" in done.output


def test_list_says_why_a_plugin_is_not_loaded(folder: Path) -> None:
    write_plugin(folder, "broken", method("@hookimpl\ndef next_stepz(self): pass"))

    done = run("list", FAROLITO_PLUGINS="broken")

    assert "NOT LOADED" in done.output
    assert "did you mean `next_steps`?" in done.output


def test_check_exits_with_1_and_says_what_to_do(folder: Path) -> None:
    write_plugin(folder, "broken", "import nowhere_at_all\n")

    done = run("check", FAROLITO_PLUGINS="broken")

    assert done.exit_code == 1
    assert "Why: It needs the Python module `nowhere_at_all`" in done.output
    assert "What to do: Install the plugin again" in done.output
    assert "1 of 1 cannot be loaded. The rest works." in done.output


def test_check_exits_with_0_when_all_is_well(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD)

    done = run("check", FAROLITO_PLUGINS="broken")

    assert done.exit_code == 0
    assert "The plugin can be loaded." in done.output


def test_check_looks_at_a_plugin_that_is_not_on(folder: Path) -> None:
    write_plugin(folder, "broken", "1 / 0\n")

    assert run("check", "broken", FAROLITO_PLUGINS="none").exit_code == 1


def test_check_reads_the_forms_of_a_plugin(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD, files={"forms/needs.json": '{"name": "needs"'})

    done = run("check", FAROLITO_PLUGINS="broken")

    assert done.exit_code == 1
    assert "ok          broken 1.0" in done.output
    assert "    needs.json: line 1" in done.output
    assert json.loads(run("check", "--json", FAROLITO_PLUGINS="broken").output)[0]["form_faults"]


def test_check_reads_the_blocks_of_a_plugin(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD, files={"forms/blocks/rides.json": '{"name": "rides"}'})

    done = run("check", FAROLITO_PLUGINS="broken")

    assert done.exit_code == 1
    assert "rides.json: line 1: “licence” is missing" in done.output


def test_check_of_a_name_that_is_not_installed_says_what_is(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD)

    done = run("check", "brocken")

    assert done.exit_code == 1
    assert "did you mean `broken`? Installed: broken." in done.output


def test_safe_mode_loads_nothing_and_says_so(folder: Path) -> None:
    write_plugin(folder, "broken", "raise SystemExit\n")

    assert "Safe mode" in run("check", FAROLITO_NO_PLUGINS="1", FAROLITO_PLUGINS="broken").output
    assert "off: safe mode" in run("list", FAROLITO_NO_PLUGINS="1").output


def test_hooks_lists_every_hook_and_who_answers(folder: Path) -> None:
    write_plugin(folder, "broken", method("@hookimpl\ndef next_steps(self): return []"))

    done = run("hooks", FAROLITO_PLUGINS="broken")

    assert done.exit_code == 0
    assert all(spec.signature in done.output for spec in CATALOGUE.values())
    assert "Answered by: broken" in done.output


@pytest.mark.parametrize("command", ["list", "check", "hooks"])
def test_every_command_speaks_json(command: str, folder: Path) -> None:
    write_plugin(folder, "broken", HEAD)

    found: list[dict[str, Any]] = json.loads(
        run(command, "--json", FAROLITO_PLUGINS="broken").output
    )

    assert all("name" in one for one in found)


def test_json_of_check_tells_programs_the_code_of_the_fault(folder: Path) -> None:
    write_plugin(folder, "broken", method("@hookimpl\ndef next_stepz(self): pass"))

    done = run("check", "--json", FAROLITO_PLUGINS="broken")

    (fault,) = json.loads(done.output)
    assert (fault["ok"], fault["code"]) == (False, "unknown_hook")
    assert done.exit_code == 1


def test_list_shows_the_functions_that_rules_may_call(folder: Path) -> None:
    source = method(
        "@hookimpl\ndef register_functions(self):\n"
        "    from pathlib import Path\n"
        "    from farolito.api import PluginFunction\n"
        "    file = Path(__file__).with_name('double.js')\n"
        "    return [PluginFunction('double', ('number',), 'number', lambda n: n * 2, file, '(number): twice')]"
    )
    write_plugin(
        folder, "broken", source, files={"double.js": "export default (number) => number * 2;"}
    )

    done = run("list", FAROLITO_PLUGINS="broken")

    assert "functions for rules: broken.double (number): twice" in done.output
