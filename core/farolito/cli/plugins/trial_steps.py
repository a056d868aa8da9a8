"""What the child of a trial does, one step after the other. It has no keys but its own and serves nobody.

Migrations are tried on an empty database and on a copy of this one; pages, forms and answers on a new site of one
school, so that a plugin that nobody trusts yet meets no family.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, select, table

from farolito.db.engine import open_engine
from farolito.db.migrations import check as faults_of
from farolito.db.migrations import (
    current,
    downgrade_within,
    head,
    history,
    upgrade_host,
    upgrade_within,
)  # fmt: skip
from farolito.db.session import Transaction
from farolito.errors import FarolitoError
from farolito.plugins.asks import sentences
from farolito.plugins.failures import AUTHOR, cause_of
from farolito.plugins.loader import load
from farolito.plugins.setting import schema_of
from farolito.plugins.tables import metadata_of, tables_in
from farolito.plugins.words import cleaned
from farolito.services.plugins.form_faults import form_faults
from farolito.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

    from farolito.cli.plugins.trial_site import TrialSite
    from farolito.plugins.hooks import Hooks
    from farolito.plugins.roster import Loaded
    from farolito.services.forms import FormSource

MIB = 1024 * 1024
LOCK_SECONDS = 3  # families go on while migrations are tried in the same database


class Over(Exception):
    """A step found what makes the next ones meaningless."""


@dataclass
class Trying:
    """The job, what came of it so far, and where to report."""

    job: dict[str, Any]
    report: int
    facts: dict[str, Any] = field(default_factory=dict)
    hooks: Hooks = field(init=False)
    loaded: Loaded = field(init=False)
    site: TrialSite = field(init=False)

    @cached_property
    def sources(self) -> list[FormSource]:
        """The forms of the host and of every plugin that is on; those that can not be read are named elsewhere."""
        from farolito.cli.prepare import shipped_forms  # all of the web: only now

        return list(shipped_forms(load_settings(self.job["settings"]), self.hooks, []))

    def tell(self, **said: Any) -> None:
        """One line to the parent."""
        os.write(self.report, json.dumps(said).encode() + b"\n")

    def fault(self, says: str, remedy: str = AUTHOR, detail: str = "") -> None:
        """Something is wrong; the next step may find more."""
        self.tell(fault=[cleaned(says), cleaned(remedy), cleaned(detail)])

    @property
    def migrations(self) -> Path | None:
        """The folder of the plugin's history; None when it keeps no tables."""
        versions = self.loaded.plugin.folder("migrations/versions")
        return versions.parent if versions else None


def main(job: dict[str, Any]) -> None:
    """The child's life. Its own output leads nowhere."""
    trying = Trying(job, os.dup(1))
    os.dup2(2, 1)
    sys.path += job["folders"]
    _limit(job["memory"], job["cpu"])
    try:
        for name in job["steps"]:
            trying.tell(step=name)
            _guarded(trying, STEPS[name])
        trying.tell(facts=trying.facts)
    except Over:
        trying.tell(facts=trying.facts)
    os._exit(0)  # nothing that the plugin left behind has a say in how this ends


def _guarded(trying: Trying, step: Callable[[Trying], None]) -> None:
    try:
        step(trying)
    except Over:
        raise
    except MemoryError:
        trying.fault(
            f"It needs more than the {trying.job['memory']} MiB of memory that a trial may use."
        )
        raise Over from None
    except FarolitoError as error:
        trying.fault(str(error), "Nothing was changed.", _said(error))
    except BaseException as error:
        trying.fault(f"It fails ({cause_of(error)}).", detail=_said(error))


def _said(error: BaseException) -> str:
    """The words of what was raised, or of what that came from: in a trial they quote nobody."""
    meant = error.__cause__ or error
    try:
        return f"{type(meant).__name__}: {meant}"[:500]
    except BaseException:
        return type(meant).__name__


def _limit(memory: int, cpu: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory * MIB),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (wanted, hard))
        except (ValueError, OSError):  # macOS refuses some
            continue


def _load(trying: Trying) -> None:
    """Imports, manifest, range of the host, hooks, names: with the others first, to see whom it disturbs."""
    name, enabled = trying.job["plugin"], trying.job["enabled"]
    before = load([one for one in enabled if one != name])
    trying.hooks = load(enabled)
    already = {refusal.name for refusal in before.roster.refused}
    for refusal in trying.hooks.roster.refused:
        if refusal.name == name:
            trying.fault(refusal.reason, refusal.remedy, refusal.detail)
        elif refusal.name not in already:
            trying.fault(
                f"Beside it the plugin {refusal.name} is not loaded any more: {refusal.reason}",
                f"Turn on one of the two. {refusal.remedy}",
            )
    mine = [one for one in trying.hooks.roster.loaded if one.name == name]
    if not mine:
        raise Over
    trying.loaded = mine[0]
    trying.facts |= _facts(trying.loaded, trying.hooks)


def _facts(loaded: Loaded, hooks: Hooks) -> dict[str, Any]:
    plugin, brought = loaded.plugin, hooks.brought(loaded.name)
    return {
        "name": loaded.name,
        "version": loaded.version,
        "title": plugin.title,
        "requires_host": plugin.requires_host,
        "asks_for": list(sentences(plugin.asks)),
        "settings": [one.name for one in schema_of(plugin.settings)] if plugin.settings else [],
        "hooks": list(loaded.hooks),
        "layouts": [layout.purpose for layout in brought.layouts],
        "functions": [f"{loaded.name}.{one.name}" for one in brought.functions],
        "pages": [route.rule for pages in brought.pages for route in pages.routes],
        "tables": list(tables_in(plugin.package)),
        "languages": list(plugin.languages),
    }


def _forms(trying: Trying) -> None:
    """Its forms and blocks can be read and published."""
    forms = load_settings(trying.job["settings"]).forms
    for one in form_faults(trying.hooks, forms, only=trying.loaded.name):
        trying.fault(f"Its form {one.file}: {one.fault}")
    trying.facts["forms"] = {
        str(one.document.get("name")): one.document
        for one in trying.sources
        if one.source == trying.loaded.name
    }


def _empty(trying: Trying) -> None:
    """Up, compared with its models, one back, up again."""
    if trying.migrations is None:
        return
    engine = _new_database(trying, "empty.db")
    for fault in faults_of(
        engine, trying.migrations, trying.loaded.name, metadata_of(trying.loaded.name)
    ):
        trying.fault(f"Its migrations are not right: {fault}.")
    engine.dispose()


def _copy(trying: Trying) -> None:
    """From where this database is to where the plugin wants it, and back; what becomes of the rows."""
    if trying.migrations is None:
        return
    engine = open_engine(trying.job["database"], allow_unsafe=True)
    transaction = Transaction(engine)
    try:
        connection = transaction.connection
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        trying.facts["migrations"] = _there_and_back(trying, trying.migrations, connection)
    finally:
        transaction.close()
        engine.dispose()


def _there_and_back(trying: Trying, folder: Path, connection: Connection) -> dict[str, Any]:
    """Forward and back again; only back where the tables are newer than this version."""
    name, newer = trying.loaded.name, trying.job["newer"]
    old, before = current(connection, name), _shape(connection, name)
    if newer and old is not None and old not in history(folder):
        run = downgrade_within(connection, name, Path(newer), head(folder) or "base")
        back = True
    else:
        run = upgrade_within(connection, name, folder)
        back = not run or _goes_back(connection, name, folder, old, before)
    return {
        "from": old,
        "to": current(connection, name),
        "run": list(run),
        "before": before,
        "after": _shape(connection, name),
        "back": back,
    }


def _goes_back(
    connection: Connection, name: str, folder: Path, to: str | None, before: dict[str, Any]
) -> bool:
    """Whether the way back leads to what was there."""
    with connection.begin_nested() as point:
        try:
            downgrade_within(connection, name, folder, to or "base")
            return _shape(connection, name) == before
        except FarolitoError:
            return False
        finally:
            point.rollback()


def _shape(connection: Connection, name: str) -> dict[str, Any]:
    """The plugin's tables: how many rows each has, and which columns."""
    prefix, look = f"plugin_{name}_", inspect(connection)
    return {
        one: {
            "rows": connection.scalar(select(func.count()).select_from(table(one))) or 0,
            "columns": sorted(str(column["name"]) for column in look.get_columns(one)),
        }
        for one in sorted(look.get_table_names())
        if one.startswith(prefix)
    }


def _new_database(trying: Trying, file: str) -> Engine:
    """One with the host's tables, which are made once and then copied."""
    private = Path(trying.job["private"])
    first = private / "new.db"
    if not first.exists():
        made = open_engine(f"sqlite:///{first}", allow_unsafe=True)
        upgrade_host(made, load_settings(trying.job["settings"]).migrations)
        made.dispose()
    shutil.copyfile(first, private / file)
    return open_engine(f"sqlite:///{private / file}", allow_unsafe=True)


def _site(trying: Trying) -> None:
    """A site of one school with everything that is on, and the plugin's forms at its door."""
    from farolito.cli.plugins.trial_site import TrialSite  # all of the web: only now

    trying.site = TrialSite(trying.hooks, _new_database(trying, "site.db"), trying.job)
    for fault in trying.site.open_forms(trying.loaded.name, trying.sources):
        trying.fault(fault)


def _pages(trying: Trying) -> None:
    for fault in trying.site.look(trying.loaded.name):
        trying.fault(fault)


def _answers(trying: Trying) -> None:
    for fault in trying.site.send_examples(trying.loaded.plugin):
        trying.fault(fault)


STEPS: dict[str, Callable[[Trying], None]] = {
    "load": _load,
    "forms": _forms,
    "empty": _empty,
    "copy": _copy,
    "site": _site,
    "pages": _pages,
    "answers": _answers,
}
