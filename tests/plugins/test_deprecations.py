"""What goes away is warned about by machine, and refused from its version on, with what to write instead."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli import cli
from farolito.plugins import deprecations, loader
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.deprecations import Deprecation
from farolito.plugins.failures import Unwelcome
from farolito.services.plugins.overview import states
from farolito.testing.plugins import load_from, write_plugin
from tests.plugins.making import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.api import Plugin

MARK = Deprecation("0.1", "1.0", "Write something newer.")
USES_HOOK = f"{HEAD}\n    @hookimpl\n    def next_steps(self, response):\n        return []\n"
USES_NAME = f"{HEAD}\nfrom farolito.api import NextStep\n"
USES_MODULE = f"{HEAD}\nimport farolito.api as host\nstep = host.NextStep\n"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing is marked but what a test marks."""
    marks: dict[str, Deprecation] = {}
    monkeypatch.setattr(deprecations, "MARKED", marks)
    monkeypatch.setattr("farolito.plugins.signatures.MARKED", marks)
    return monkeypatch


@pytest.mark.parametrize(
    ("source", "key", "says"),
    [
        (USES_HOOK, "next_steps", "hook `next_steps`"),
        (USES_HOOK, "next_steps(response)", "argument `response` of hook `next_steps`"),
        (USES_NAME, "api.NextStep", "`NextStep` of farolito.api"),
        (USES_MODULE, "api.NextStep", "`NextStep` of farolito.api"),
    ],
)
def test_what_goes_away_is_warned_about_and_works(
    folder: Path, marked: pytest.MonkeyPatch, source: str, key: str, says: str
) -> None:
    deprecations.MARKED[key] = MARK
    write_plugin(folder, "broken", source)

    hooks = load_from(folder, ["broken"])

    (warning,) = hooks.roster.loaded[0].warnings
    assert warning == f"{says} goes away in Farolito 1.0 (marked since 0.1). Write something newer."
    (state,) = states(hooks)
    assert state.warnings == (warning,)


@pytest.mark.parametrize("key", ["next_steps", "next_steps(response)"])
def test_from_its_version_on_it_is_refused_and_says_what_to_write(
    folder: Path, marked: pytest.MonkeyPatch, key: str
) -> None:
    deprecations.MARKED[key] = MARK
    marked.setattr(loader, "__version__", "1.0")
    write_plugin(folder, "broken", USES_HOOK.replace(">=0.1,<1", ">=0.1"))

    (refusal,) = load_from(folder, ["broken"]).roster.refused

    assert refusal.code == "gone"
    assert "is gone since Farolito 1.0. Write something newer." in refusal.reason
    assert refusal.remedy.startswith("Install a version of the plugin made for this Farolito")


@pytest.mark.parametrize("key", ["next_steps", "next_steps(response)"])
def test_when_the_hook_itself_is_gone_it_is_not_called_unknown(
    folder: Path, marked: pytest.MonkeyPatch, key: str
) -> None:
    deprecations.MARKED[key] = replace(MARK, gone="0.1")
    left = dict(CATALOGUE)
    spec = left.pop("next_steps")
    if key != "next_steps":
        left["next_steps"] = replace(spec, arguments=("answers",))
    marked.setattr("farolito.plugins.signatures.CATALOGUE", left)
    write_plugin(folder, "broken", USES_HOOK)

    with pytest.raises(Unwelcome) as why:
        loader.inspect_plugin(_plugin(), "broken")

    assert "is gone since Farolito 0.1. Write something newer." in str(why.value)
    assert "unknown" not in str(why.value)
    assert "has no argument" not in str(why.value)


def test_a_plugin_that_uses_nothing_old_hears_nothing(
    folder: Path, marked: pytest.MonkeyPatch
) -> None:
    deprecations.MARKED["next_steps"] = MARK
    deprecations.MARKED["api.NextStep"] = MARK
    write_plugin(folder, "broken", HEAD)

    assert load_from(folder, ["broken"]).roster.loaded[0].warnings == ()


def test_check_says_so_in_words_and_to_programs(folder: Path, marked: pytest.MonkeyPatch) -> None:
    deprecations.MARKED["next_steps"] = MARK
    write_plugin(folder, "broken", USES_HOOK)
    marked.setattr("farolito.plugins.preflight.check", lambda *_, **__: {})

    words = CliRunner().invoke(cli, ["plugins", "check", "broken"])
    told = CliRunner().invoke(cli, ["plugins", "check", "broken", "--json"])

    assert words.exit_code == 0
    assert "Works today, but: hook `next_steps` goes away in Farolito 1.0" in words.output
    assert "goes away" in json.loads(told.output)[0]["warnings"][0]


def _plugin() -> Plugin:
    plugin: Plugin = import_module("farolito_broken.plugin").ThePlugin()
    return plugin
