"""``farolito plugins enable | disable``: said first, then done whole or not at all, and taken up by the server."""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from farolito.cli import cli
from farolito.cli.server import alone
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import tables
from farolito.domain.access import SYSTEM
from farolito.plugins.hooks import Hooks
from farolito.plugins.packages.folders import packages_folder
from farolito.plugins.sets import EVERYWHERE, Package
from farolito.plugins.tables import _REGISTRIES
from farolito.services import audit, places
from farolito.services.plugins import reloading, sets
from farolito.services.plugins.loading import hooks_for
from farolito.services.work import Works
from farolito.settings import load_settings
from farolito.testing.plugins import write_plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SOURCE = """
from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import Asks, NavItem, Plugin, PluginModel, hookimpl

class Visit(PluginModel, plugin="visits"):
    __tablename__ = "plugin_visits_visit"
    id: Mapped[str] = mapped_column(primary_key=True)

class ThePlugin(Plugin):
    name = "visits"
    title = "Visits"
    summary = "Counts visits."
    requires_host = ">=0.1,<1"
    asks = Asks(tables=True)

    @hookimpl
    def register_navigation(self):
        return [NavItem("All visits", "/-/visits/all", "plugins.view")]
"""
MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "one"
down_revision = None

def upgrade():
    op.create_table(
        "plugin_visits_visit",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plugin_visits_visit")),
    )
    {then}

def downgrade():
    op.drop_table("plugin_visits_visit")
"""


class Site:
    """A county with two schools, and the package of a plugin that keeps a table."""

    def __init__(self, data: Path) -> None:
        self.settings = load_settings({"FAROLITO_DATA": str(data)})
        engine = open_engine(self.settings.database_url)
        self.works = Works(engine, Hooks(), Keyring.load(self.settings.keys), self.settings)
        with self.works.open(SYSTEM) as work:
            self.county = places.add(work, "county", "county", "The County").id
            self.lincoln = places.add(work, "site", "lincoln", "Lincoln", self.county).id
            self.jefferson = places.add(work, "site", "jefferson", "Jefferson", self.county).id
        self.package("pass")

    def package(self, then: str, source: str = SOURCE) -> None:
        """Put the package there, as an install does, with one more line in its migration."""
        number = len(self.sets())
        a_hash = f"{number:x}" * 64
        package = Package("farolito-visits", "1.0", a_hash, ("visits",))
        folder = packages_folder(self.settings.data) / package.folder
        folder.mkdir(parents=True)
        files = {"migrations/versions/one.py": MIGRATION.format(then=then)}
        write_plugin(folder, "visits", source, files=files)
        _REGISTRIES.pop(
            "visits", None
        )  # as in a process that never saw another plugin of this name
        with self.works.open(SYSTEM) as work:
            now = sets.here(work).with_package(package)
            sets.append(work, now, "plugin.installed", number)

    def sets(self) -> tuple[sets.StoredSet, ...]:
        with self.works.engine.connect() as connection:
            return sets.earlier(connection)

    def names(self) -> tuple[str, ...]:
        return self.sets()[0].plugins.names

    def audited(self, place_id: str) -> list[tuple[str, str, str]]:
        with self.works.open(SYSTEM, write=False) as work:
            found = audit.entries(work, place_id)
        return [(one.actor, one.action, one.target) for one in found]


@pytest.fixture
def site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]
) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    put_site(tmp_path)
    before = set(sys.modules)
    site = Site(tmp_path / "data")
    yield site
    site.works.close()
    for name in set(sys.modules) - before:
        if name.startswith("farolito_visits"):
            del sys.modules[name]


def type_in(*words: str) -> Result:
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def told(*words: str) -> Any:
    result = type_in("plugins", *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_plugin_is_turned_on_with_its_tables_and_it_is_written_down_who_did_it(
    site: Site,
) -> None:
    before = site.names()
    done = type_in("plugins", "enable", "visits")
    assert done.exit_code == 0, done.output
    assert "Visits (visits 1.0) is turned on; then it is on at 2 of 2 sites." in done.output
    assert "Menu entries that come: All visits" in done.output
    assert "It asks: Sees no answers" in done.output
    assert "Changes of the database: one" in done.output
    assert "Done: plugin set 2. No server runs here." in done.output
    assert site.names() == (*before, "visits")
    assert tables(site.works.engine, "visits") == ("plugin_visits_visit",)
    assert site.audited(site.county) == [("system", "plugin.turned_on", "plugin/visits")]
    assert "visits" in [one.name for one in hooks_for(site.settings).roster.loaded]


def test_a_dry_run_says_the_same_and_changes_nothing(site: Site) -> None:
    said = told("enable", "visits", "--dry-run")
    assert (said["changes"], said["changed"], said["number"]) == (True, False, 1)
    assert said["comes"] == ["jefferson", "lincoln"]
    assert said["migrations"] == ["one"]
    assert "visits" not in site.names()
    assert tables(site.works.engine, "visits") == ()
    assert "Leave out --dry-run" in type_in("plugins", "enable", "visits", "--dry-run").output


def test_a_plugin_is_turned_on_and_off_at_places(site: Site) -> None:
    assert told("enable", "visits", "--at", "lincoln")["on_at"] == 1
    assert told("enable", "visits", "--at", "jefferson")["on_at"] == 2
    said = told("disable", "visits", "--at", "lincoln")
    assert (said["on_at"], said["goes"]) == (1, ["lincoln"])
    assert site.audited(site.county) == []
    assert site.audited(site.lincoln) == [
        ("system", "plugin.turned_off", "plugin/visits"),
        ("system", "plugin.turned_on", "plugin/visits"),
    ]
    assert "on, at some places only" in type_in("plugins", "list").output
    listed = {one["name"]: one for one in told("list")}
    assert listed["visits"]["places"] == {site.lincoln: False, site.jefferson: True}
    told("enable", "visits")
    assert site.sets()[0].plugins.scope("visits") == EVERYWHERE


def test_a_plugin_that_is_turned_off_keeps_its_tables(site: Site) -> None:
    told("enable", "visits")
    assert told("disable", "visits")["goes"] == ["jefferson", "lincoln"]
    assert "visits" not in site.names()
    assert tables(site.works.engine, "visits") == ("plugin_visits_visit",)
    again = type_in("plugins", "disable", "visits")
    assert again.exit_code == 0
    assert "visits 1.0) is off there already." in again.output
    assert len(site.sets()) == 3


@pytest.mark.parametrize("then", ["1 / 0", "op.get_bind().commit()"])
def test_a_migration_that_fails_turns_nothing_on(site: Site, then: str) -> None:
    site.package(then)
    done = type_in("plugins", "enable", "visits")
    assert done.exit_code == 1
    assert "The migration of the plugin visits failed at one" in done.output
    assert "visits" not in site.names()
    assert tables(site.works.engine, "visits") == ()
    assert site.audited(site.county) == []


@pytest.mark.parametrize(
    ("source", "says"),
    [("import os; os._exit(7)", "ends the whole program"), ("1 / 0", "ZeroDivisionError")],
)
def test_a_plugin_that_cannot_be_loaded_is_not_turned_on_and_can_be_turned_off(
    site: Site, source: str, says: str
) -> None:
    told("enable", "visits")
    site.package("pass", source)
    off = type_in("plugins", "disable", "visits")
    assert off.exit_code == 0, off.output
    assert says in off.output
    assert "visits" not in site.names()
    on = type_in("plugins", "enable", "visits")
    assert on.exit_code == 1
    assert says in on.output
    assert "visits" not in site.names()


def test_the_setting_decides_and_turning_on_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAROLITO_PLUGINS", "printables")
    for words in (("enable", "visits"), ("disable", "printables"), ("enable", "x", "--dry-run")):
        refused = type_in("plugins", *words)
        assert refused.exit_code == 1
        assert "FAROLITO_PLUGINS decides" in refused.output
    assert len(site.sets()) == 1


def test_what_is_not_there_is_named(site: Site) -> None:
    assert "no such place" in type_in("plugins", "enable", "visits", "--at", "nowhere").output
    unknown = type_in("plugins", "enable", "visit")
    assert unknown.exit_code == 1
    assert "did you mean `visits`?" in unknown.output
    assert type_in("plugins", "enable").exit_code == 2


def test_a_site_that_is_not_made_yet_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    refused = type_in("plugins", "enable", "printables")
    assert refused.exit_code == 1
    assert "farolito init" in refused.output


def test_a_server_that_does_not_take_the_change_up_is_named_and_the_change_stays(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reloading, "SECONDS", 1.0)
    monkeypatch.setenv("PORT", "9")  # where nobody answers
    before = signal.signal(signal.SIGHUP, lambda *_: None)
    try:
        with alone(site.settings.data):
            late = type_in("plugins", "disable", "printables", "--json")
    finally:
        signal.signal(signal.SIGHUP, before)
    assert late.exit_code == 1
    told = json.loads(late.stdout)
    assert (told["changed"], told["taken_up"]) == (True, False)
    assert "the server has not taken it up" in told["says"]
    assert "printables" not in site.names()
