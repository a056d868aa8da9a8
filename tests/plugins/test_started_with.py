"""What a process is started with: the setting, else the stored plugin set, else the bundled plugins."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from farolito.db.engine import open_engine
from farolito.db.migrations import upgrade_host
from farolito.plugins.discovery import BUNDLED
from farolito.plugins.packages.folders import packages_folder
from farolito.plugins.sets import Package, PluginSet, written
from farolito.services.plugins.loading import hooks_for
from farolito.settings import load_settings
from farolito.testing.plugins import write_plugin

from .making import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.settings import Settings

PACKAGE = Package("farolito-broken", "1.0", "ab" * 32, ("broken",))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A site with all its tables, in which no plugin was ever turned on or off."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = set(sys.modules)
    settings = load_settings({"FAROLITO_DATA": str(tmp_path)})
    engine = open_engine(settings.database_url, allow_unsafe=True)
    upgrade_host(engine, settings.migrations)
    engine.dispose()
    yield settings
    for name in set(sys.modules) - before:
        if name.startswith("farolito_broken"):
            del sys.modules[name]


def store(settings: Settings, content: object) -> None:
    engine = open_engine(settings.database_url, allow_unsafe=True)
    row = {"content": json.dumps(content)}
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO plugin_set SELECT count(*) + 1, '2026-11-23 17:30:00', 'system', 'test', :content"
                " FROM plugin_set"
            ),
            row,
        )
    engine.dispose()


def unpack(settings: Settings) -> Path:
    folder = packages_folder(settings.data) / PACKAGE.folder
    folder.mkdir(parents=True)
    write_plugin(folder, "broken", HEAD)
    return folder


def names(settings: Settings) -> tuple[str, ...]:
    return tuple(loaded.name for loaded in hooks_for(settings).roster.loaded)


def test_the_bundled_plugins_are_on_where_nobody_chose(settings: Settings) -> None:
    assert names(settings) == BUNDLED
    assert hooks_for(settings).roster.chosen.by == "nobody"


def test_a_site_without_a_database_or_with_an_older_one_starts_with_the_bundled_plugins(
    settings: Settings, tmp_path: Path
) -> None:
    empty = load_settings({"FAROLITO_DATA": str(tmp_path / "new")})
    assert names(empty) == BUNDLED
    assert not empty.data.exists()
    engine = open_engine(settings.database_url, allow_unsafe=True)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE plugin_set"))
    engine.dispose()
    assert names(settings) == BUNDLED


def test_the_stored_set_says_which_plugins_are_on_and_in_which_order(settings: Settings) -> None:
    store(settings, written(PluginSet().turn_on("wellbeing_centers").turn_on("printables")))
    assert names(settings) == ("wellbeing_centers", "printables")
    store(settings, written(PluginSet()))
    assert names(settings) == ()
    assert hooks_for(settings).roster.chosen.number == 2


def test_the_setting_decides_over_the_stored_set(settings: Settings) -> None:
    store(settings, written(PluginSet().turn_on("wellbeing_centers", at=["a"])))
    chosen = hooks_for(replace(settings, plugins=("printables",))).roster.chosen
    assert names(replace(settings, plugins=("printables",))) == ("printables",)
    assert (chosen.by, chosen.scopes) == ("setting", {})


def test_safe_mode_reads_nothing(settings: Settings) -> None:
    store(settings, written(PluginSet().turn_on("printables")))
    safe = hooks_for(replace(settings, no_plugins=True)).roster
    assert safe.safe_mode
    assert safe.loaded == ()


def test_a_package_is_found_in_its_folder_after_everything_of_the_host(settings: Settings) -> None:
    folder = unpack(settings)
    store(settings, written(PluginSet().with_package(PACKAGE).turn_on("broken")))
    before = list(sys.path)
    assert names(settings) == ("broken",)
    assert sys.path == [*before, str(folder)]
    assert names(settings) == ("broken",)
    assert sys.path == [*before, str(folder)]


def test_a_package_that_nobody_asked_for_is_not_found(settings: Settings) -> None:
    unpack(settings)
    store(settings, written(PluginSet().turn_on("broken")))
    assert [one.code for one in hooks_for(settings).roster.refused] == ["not_installed"]


def test_a_package_whose_folder_is_gone_is_named_and_the_others_start(settings: Settings) -> None:
    shutil.rmtree(unpack(settings))
    wanted = PluginSet().with_package(PACKAGE).turn_on("broken").turn_on("printables")
    store(settings, written(wanted))
    roster = hooks_for(settings).roster
    assert [loaded.name for loaded in roster.loaded] == ["printables"]
    (refusal,) = roster.refused
    assert (refusal.name, refusal.code) == ("broken", "not_installed")
    assert "farolito-broken-1.0-abababababab" in refusal.reason
    assert "farolito plugins disable broken" in refusal.remedy
    assert roster.chosen.gone == (PACKAGE,)


def test_a_set_that_cannot_be_read_turns_everything_off_and_says_why(settings: Settings) -> None:
    store(settings, {**written(PluginSet().turn_on("printables")), "format": 7})
    roster = hooks_for(settings).roster
    assert roster.safe_mode
    assert roster.loaded == ()
    assert "format 7" in roster.chosen.unreadable
