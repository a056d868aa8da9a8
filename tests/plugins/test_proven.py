"""Plugins that did well in a child process are not tried there at every start; whatever changed is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from farolito.plugins import preflight, proven
from farolito.services.plugins.loading import hooks_for
from farolito.settings import load_settings
from farolito.testing.plugins import write_plugin

from .making import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.settings import Settings

LEAVES = "import os\nos._exit(7)\n"


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What was tried in a child process."""
    seen: list[tuple[str, ...]] = []
    check = preflight.check

    def watched(names: tuple[str, ...]) -> dict[str, str]:
        seen.append(tuple(names))
        return check(names)

    monkeypatch.setattr(preflight, "check", watched)
    return seen


@pytest.fixture
def settings(folder: Path) -> Settings:
    """A site with one plugin."""
    write_plugin(folder, "broken", HEAD)
    (folder / "data").mkdir()
    return load_settings({"FAROLITO_DATA": str(folder / "data"), "FAROLITO_PLUGINS": "broken"})


def start(settings: Settings) -> list[str]:
    hooks = hooks_for(settings, first_in_a_child=True)
    return [one.name for one in hooks.roster.loaded]


def test_what_did_well_is_not_tried_again_unless_somebody_asks_for_it(
    settings: Settings, tried: list[tuple[str, ...]]
) -> None:
    assert start(settings) == ["broken"]
    assert start(settings) == ["broken"]
    assert tried == [("broken",)]

    hooks_for(settings, first_in_a_child=True, though_proven=True)

    assert len(tried) == 2


def test_a_plugin_that_was_touched_is_tried_again_and_found_out(
    settings: Settings, folder: Path, tried: list[tuple[str, ...]]
) -> None:
    start(settings)

    (module,) = (one for one in folder.rglob("*.py") if "ThePlugin" in one.read_text())
    module.write_text(LEAVES + module.read_text())

    assert start(settings) == []
    assert start(settings) == []  # and is not believed afterwards
    assert len(tried) == 3


def test_what_comes_or_goes_beside_it_makes_it_be_tried_again(
    settings: Settings, folder: Path, tried: list[tuple[str, ...]]
) -> None:
    start(settings)

    (folder / "something_else.py").write_text("")

    start(settings)
    assert len(tried) == 2


def test_another_choice_of_plugins_was_not_tried(settings: Settings) -> None:
    start(settings)

    assert proven.proven(settings.data, ["broken"])
    assert not proven.proven(settings.data, ["broken", "printables"])
    assert not proven.proven(settings.data, [])


def test_a_folder_that_can_not_be_written_to_only_costs_time(
    settings: Settings, tried: list[tuple[str, ...]]
) -> None:
    os.rmdir(settings.data)

    assert start(settings) == ["broken"]
    assert start(settings) == ["broken"]
    assert len(tried) == 2
