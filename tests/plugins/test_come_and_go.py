"""A plugin comes, changes, goes back, goes and comes again; what families sent stays readable all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from farolito.cli import cli
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import current
from farolito.domain.access import SYSTEM
from farolito.errors import DatabaseError
from farolito.plugins.hooks import Hooks
from farolito.plugins.packages import make_package
from farolito.plugins.packages.folders import one_change
from farolito.services.plugins import sets, stored_data, switching
from farolito.services.work import Works
from farolito.settings import load_settings

from .life import HALF_WAY, make_school, make_version

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LONG = os.environ.get("FAROLITO_LONG") == "1"
FAMILIES = 100
PRINTS = FAMILIES if LONG else 2


class Site:
    """A site with one school, and the command line that is typed there."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environ = {
            "FAROLITO_DATA": str(folder / "data"),
            "FAROLITO_DATABASE_URL": url,
            "FAROLITO_ALLOW_UNSAFE_DATABASE": "1",
        }
        self.type_in("init")
        self.settings = load_settings(self.environ)
        engine = open_engine(url, allow_unsafe=True)
        self.works = Works(engine, Hooks(), Keyring.load(self.settings.keys), self.settings)
        make_school(self.works)
        self.ids: list[str] = []

    @property
    def packages(self) -> Path:
        """The folder of packages."""
        return self.settings.data / "plugins"

    def type_in(self, *words: str, fails: bool = False) -> Result:
        """A command; what it says."""
        path = list(sys.path)
        result = CliRunner().invoke(cli, words, env=self.environ, catch_exceptions=False)
        sys.path[:] = path
        assert (result.exit_code != 0) is fails, result.output
        return result

    def told(self, *words: str, fails: bool = False) -> Any:
        """The same in JSON."""
        result = self.type_in("plugins", *words, "--json", fails=fails)
        return json.loads(result.stdout)

    def ask(self, *words: str, given: object = None) -> Any:
        """What another process finds here: one that has just started."""
        done = subprocess.run(
            (sys.executable, "-m", "tests.plugins.life", *words),
            cwd=ROOT, env=os.environ | self.environ, input=json.dumps(given),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def look(self) -> dict[str, Any]:
        """Everything that was sent opens and prints, whatever is on."""
        found: dict[str, Any] = self.ask("look", str(PRINTS), given=self.ids)
        assert (found["opened"], found["printed"]) == (len(self.ids), min(PRINTS, len(self.ids)))
        return found

    def state(self) -> dict[str, Any]:
        """The state of the plugins, as far as it is stored: the set, the folders, the tables with their rows."""
        with self.works.open(SYSTEM, write=False) as work:
            now = sets.current(work.connection)
            tables = dict(stored_data.tables_of(work, "lanterns"))
            version = current(work.connection, "lanterns")
        folders = sorted(
            one.name for one in self.packages.iterdir() if not one.name.startswith(".")
        )
        return {"set": now, "tables": tables, "version": version, "folders": folders}

    def package(self, wheel: Path) -> Any:
        """A package that no set names yet."""
        with one_change(self.settings.data) as folder:
            return make_package(str(wheel), folder)


@pytest.fixture
def site(tmp_path: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    one = Site(tmp_path, engine_url)
    yield one
    one.works.close()


def test_a_plugin_comes_changes_and_goes_and_no_answer_is_ever_lost(
    site: Site, tmp_path: Path
) -> None:
    first = str(make_version(tmp_path, "1.0"))
    bad = str(make_version(tmp_path, "2.0", then=HALF_WAY))
    second = str(make_version(tmp_path, "2.1"))

    site.told("install", first, "--enable")
    site.ids = site.ask("send", str(FAMILIES))
    begun = site.look()
    assert begun["versions"]["lanterns"] == "1.0"
    assert site.state()["tables"] == {"plugin_lanterns_order": FAMILIES}

    before = site.state()
    refused = site.told("upgrade", bad, "--yes", fails=True)
    assert [fault["step"] for fault in refused["faults"]] == ["copy"]
    assert "failed at 0002" in refused["faults"][0]["says"]
    assert site.state() == before

    changed = site.told("upgrade", second, "--yes")
    assert changed["plan"]["migrations"] == ["0002"]
    assert changed["plan"]["goes_back"] is True
    (form,) = changed["plan"]["forms_changed"]
    assert form["responses"] == FAMILIES
    upgraded = site.look()
    assert (upgraded["versions"]["lanterns"], upgraded["form"]) == ("2.1", 2)

    site.told("rollback", "lanterns", "--yes")
    rolled = site.look()
    assert (rolled["versions"]["lanterns"], rolled["form"]) == ("1.0", 1)
    assert site.state()["version"] == "0001"

    site.told("remove", "lanterns", "--yes")
    removed = site.look()
    assert "lanterns" not in removed["on"]
    assert site.state()["tables"] == {"plugin_lanterns_order": FAMILIES}
    assert site.state()["folders"] == []

    site.told("install", second, "--enable")
    again = site.look()
    assert again["versions"]["lanterns"] == "2.1"
    assert site.state()["tables"] == {"plugin_lanterns_order": FAMILIES}

    looks = (begun, upgraded, rolled, removed, again)
    assert {tuple(found["exports"]) for found in looks} == {tuple(begun["exports"])}
    assert not any(found["refused"] for found in looks)


def test_a_migration_that_fails_only_in_the_end_leaves_everything_as_it_was(
    site: Site, tmp_path: Path
) -> None:
    site.told("install", str(make_version(tmp_path, "1.0")), "--enable")
    site.ids = site.ask("send", "3")
    package = site.package(make_version(tmp_path, "2.0", then=HALF_WAY))
    before = site.state()

    # past the trial, as when somebody sends the first answer just after it
    with pytest.raises(DatabaseError, match="failed at 0002"), site.works.open(SYSTEM) as work:
        switching.carry_out(work, switching.to_upgrade(work, package), site.packages)

    assert site.state() == before
    assert site.look()["versions"]["lanterns"] == "1.0"
