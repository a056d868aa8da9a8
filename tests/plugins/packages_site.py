"""A site that packages come to, and the command line that is typed there."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from farolito.cli import cli
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import current
from farolito.domain.access import SYSTEM
from farolito.plugins.children import start
from farolito.plugins.hooks import Hooks
from farolito.plugins.packages import make_package
from farolito.plugins.packages.folders import one_change
from farolito.plugins.sets import PluginSet, TurnedOn
from farolito.services.plugins import sets, stored_data
from farolito.services.work import Works
from farolito.settings import load_settings

from .life import make_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.testing import Result

ROOT = Path(__file__).parents[2]
LONG = os.environ.get("FAROLITO_LONG") == "1"
FAMILIES = 100 if LONG else 12
PRINTS = FAMILIES if LONG else 2

BESIDE = ("printables", "contact_log")
"""The bundled plugins that are on beside what comes and goes: one that prints, one with tables, forms and pages."""


class Site:
    """A site with one school, and the command line that is typed there.

    In ``folder`` as it is found there, or made anew.
    """

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        is_new = not (folder / "data" / "farolito.db").exists()
        self.environ = {
            "FAROLITO_DATA": str(folder / "data"),
            "FAROLITO_DATABASE_URL": url,
            "FAROLITO_ALLOW_UNSAFE_DATABASE": "1",
        }
        if is_new:
            self.environ["FAROLITO_PLUGINS"] = ",".join(BESIDE)
            self.type_in("init")
            del self.environ["FAROLITO_PLUGINS"]
        self.settings = load_settings(self.environ)
        engine = open_engine(url, allow_unsafe=True)
        self.works = Works(engine, Hooks(), Keyring.load(self.settings.keys), self.settings)
        if is_new:
            make_school(self.works)
            with self.works.open(SYSTEM) as work:
                beside = PluginSet(on=tuple(TurnedOn(name) for name in BESIDE))
                sets.append(work, beside, "plugin.disabled", 0)
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

    def told_error(self, *words: str) -> str:
        """What a command says that refuses."""
        return self.type_in("plugins", *words, fails=True).stderr

    def ask(self, verb: str, number: int = 0, ids: Sequence[str] = ()) -> Any:
        """What another process finds here: one that has just started, and imports the plugins that are on."""
        asked = {"verb": verb, "number": number, "ids": list(ids), "environ": self.environ}
        path = [str(ROOT), *sys.path]
        with (
            start("tests.plugins.life:answer", asked, path=path, cwd=ROOT) as child,
            open(child.reports, closefd=False) as reports,
        ):
            said = reports.read().splitlines()
        found = json.loads(said[-1])
        assert "failed" not in found, found["failed"]
        return found

    def start(self) -> None:
        """What a start does first, in a process of its own."""
        self.ask("start")

    def look(self) -> dict[str, Any]:
        """Everything that was sent opens and prints, whatever is on."""
        found: dict[str, Any] = self.ask("look", PRINTS, self.ids)
        assert (found["opened"], found["printed"]) == (len(self.ids), min(PRINTS, len(self.ids)))
        return found

    def state(self) -> dict[str, Any]:
        """The state of the plugins, as far as it is stored: the set, the folders, the tables with their rows."""
        with self.works.open(SYSTEM, write=False) as work:
            now = sets.current(work.connection)
            tables = dict(stored_data.tables_of(work, "lanterns"))
            version = current(work.connection, "lanterns")
        there = self.packages.iterdir() if self.packages.is_dir() else ()
        folders = sorted(one.name for one in there if not one.name.startswith("."))
        return {"set": now, "tables": tables, "version": version, "folders": folders}

    def package(self, wheel: Path) -> Any:
        """A package that no set names yet."""
        with one_change(self.settings.data) as folder:
            return make_package(str(wheel), folder)
