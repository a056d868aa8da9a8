"""Schema migrations: a linear history and a version table for the host, and one of each for every plugin.

    upgrade_host(engine, folder)             upgrade_plugin(engine, name, folder)
    upgrade_within(connection, name, folder) # the same for a plugin, inside a transaction that is open already;
    downgrade_within(connection, name, folder, to)                          # and back
    pending(engine, folder, name=None)       downgrade(engine, folder, to, name=None)
    check(engine, folder, name=None, metadata=None)   -> what is wrong with a history, on an empty database

``folder`` holds ``versions/``. A plugin's own table means that removing it, or a fault in it, can never block the
host: measured with shared branches, both did.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, MetaData, TypeDecorator, inspect

from farolito.db import models as models  # declares the host's tables
from farolito.db import row_security
from farolito.db.base import Base
from farolito.db.held import held_open
from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from pathlib import Path

    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection, Engine

# Alembic is imported where it is used: processes that serve hardly ever need it, and it would cost each of them 10 MB.

LOCK = 0x466172  # an advisory lock of PostgreSQL: two processes that start together migrate one after the other

PATIENCE = 1800
"""Seconds that one of them waits for the other: large tables take their time, and no family waits here."""

_ONE_AT_A_TIME = (
    threading.Lock()
)  # within a process, what a migration file calls "op" is one global thing


def upgrade_host(engine: Engine, folder: Path) -> tuple[str, ...]:
    """Bring the host's tables up to date; the ids of the migrations that were run.

    Raises :class:`DatabaseError` and leaves everything as it was when one of them fails, on SQLite too.
    """
    return _run(engine, folder, None, "heads")


def upgrade_plugin(engine: Engine, name: str, folder: Path) -> tuple[str, ...]:
    """The same for a plugin's tables, in the plugin's own history."""
    return _run(engine, folder, name, "heads")


def upgrade_within(connection: Connection, name: str, folder: Path) -> tuple[str, ...]:
    """The same inside the open transaction of ``connection``: what else is done in it counts only together with it.

    Raises :class:`DatabaseError`; then the transaction must be undone. A migration that commits is refused.
    """
    with _ONE_AT_A_TIME, held_open(connection):
        return _Run(folder, name, "heads").on(connection)


def downgrade_within(connection: Connection, name: str, folder: Path, to: str) -> tuple[str, ...]:
    """Go back to a revision, or to "base", inside the open transaction of ``connection``; as :func:`upgrade_within`."""
    with _ONE_AT_A_TIME, held_open(connection):
        return _Run(folder, name, to, "downgrade").on(connection)


def current(connection: Connection, name: str | None = None) -> str | None:
    """The id of the migration that a database is at; None when none was run."""
    from alembic.runtime.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"version_table": version_table(name)})
    return context.get_current_revision()


def history(folder: Path) -> tuple[str, ...]:
    """The ids of all migrations of a history, newest first."""
    return tuple(one.revision for one in _script(folder).walk_revisions())


def head(folder: Path) -> str | None:
    """The id of the last migration of a history; None when there is none."""
    return _script(folder).get_current_head()


def downgrade(engine: Engine, folder: Path, to: str, name: str | None = None) -> tuple[str, ...]:
    """Go back to a revision, "-1" (one back) or "base" (nothing left); the ids of what was undone."""
    return _run(engine, folder, name, to, "downgrade")


def pending(engine: Engine, folder: Path, name: str | None = None) -> tuple[str, ...]:
    """The ids of the migrations that a database still lacks, oldest first.

    Raises :class:`DatabaseError` when the database is newer than the code.
    """
    with engine.connect().execution_options(farolito_write=False) as connection:
        return lacks(connection, folder, name)


def lacks(connection: Connection, folder: Path, name: str | None = None) -> tuple[str, ...]:
    """The same inside an open transaction; nothing is changed."""
    from alembic.script.revision import RevisionError
    from alembic.util import CommandError

    script = _script(folder)
    here = current(connection, name)
    try:
        missing = list(script.iterate_revisions("heads", here or "base"))
    except (CommandError, RevisionError):
        raise _unknown(name) from None
    return tuple(revision.revision for revision in reversed(missing))


def check(
    engine: Engine, folder: Path, name: str | None = None, metadata: MetaData | None = None
) -> list[str]:
    """What is wrong with a history; nothing when all is well.

    ``engine`` addresses an empty database, and for a plugin one that has the host's tables; ``metadata`` holds the
    tables that the plugin declares. Upgrades from empty, compares with what is declared, goes one back and forth.
    """
    declared = _beside_the_host(metadata) if metadata is not None else Base.metadata
    found = []
    _run(engine, folder, name, "heads")
    found += _differences(engine, name, declared)
    if _script(folder).get_heads():
        downgrade(engine, folder, "-1", name)
        _run(engine, folder, name, "heads")
        found += [
            f"after going one back and forth: {fault}"
            for fault in _differences(engine, name, declared)
        ]
    return found


def version_table(name: str | None) -> str:
    """Where the version of the host, or of a plugin, is kept."""
    return "alembic_version" if name is None else f"alembic_version_plugin_{name}"


def belongs(table: str, name: str | None) -> bool:
    """Whether a table is the host's, or the plugin's."""
    if table.startswith("alembic_version"):
        return False
    if name is None:
        return table in Base.metadata.tables or not table.startswith("plugin_")
    return table.startswith(f"plugin_{name}_")


def options(name: str | None) -> dict[str, Any]:
    """How Alembic is configured, for running and for comparing alike."""

    def named(table: str | None, kind: str, *_: Any) -> bool:  # before it is looked at
        return kind != "table" or belongs(table or "", name)

    def mine(_table: Any, *about: Any) -> bool:
        return named(*about)

    return {
        "target_metadata": Base.metadata,
        "version_table": version_table(name),
        "include_name": named,
        "include_object": mine,
        "compare_type": True,
        "render_item": _render,
        "compare_server_default": True,
        "render_as_batch": True,
    }


def _script(folder: Path) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(folder))


def _run(
    engine: Engine, folder: Path, name: str | None, to: str, direction: str = "upgrade"
) -> tuple[str, ...]:
    with _ONE_AT_A_TIME:
        run = _Run(folder, name, to, direction)
        try:
            patient = engine.execution_options(farolito_patience=PATIENCE)
            with patient.begin() as connection:
                return run.on(connection)
        except DatabaseError:
            raise
        except Exception as error:
            raise run.failed() from error


def _wait_for_others(connection: Connection) -> None:
    """On PostgreSQL: until whoever else migrates is done. On SQLite the transaction has waited at its beginning."""
    usual = connection.exec_driver_sql("SHOW lock_timeout").scalar_one()
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{usual}'")


class _Run:
    """One way through a history. What went wrong is named, whether a step failed or the commit after it."""

    def __init__(self, folder: Path, name: str | None, to: str, direction: str = "upgrade") -> None:
        self.script = _script(folder)
        self.name, self.to, self.direction = name, to, direction
        self.planned: list[str] = []
        self.applied: list[str] = []

    def on(self, connection: Connection) -> tuple[str, ...]:
        """Every step, inside the transaction of the connection; the ids of what was run."""
        from alembic.config import Config
        from alembic.runtime.environment import EnvironmentContext

        try:
            with EnvironmentContext(Config(), self.script, fn=self._plan) as env:
                if connection.dialect.name == "postgresql":
                    _wait_for_others(connection)
                env.configure(
                    connection=connection, on_version_apply=self._remember, **options(self.name)
                )
                env.run_migrations()
                if connection.dialect.name == "postgresql":
                    row_security.protect(connection)
        except DatabaseError:
            raise
        except Exception as error:
            raise self.failed() from error
        return tuple(self.applied)

    def failed(self) -> DatabaseError:
        """What to say of the step that did not work."""
        done = len(self.applied)
        step = self.planned[done] if done < len(self.planned) else "its end"
        return DatabaseError(
            f"The migration of {_whose(self.name)} failed at {step} and was undone; the database is as it was before."
        )

    def _plan(self, current: Any, context: MigrationContext) -> Any:
        from alembic.script.revision import RevisionError
        from alembic.util import CommandError

        try:
            steps = list(getattr(self.script, f"_{self.direction}_revs")(self.to, current))
        except (CommandError, RevisionError):
            raise _unknown(self.name) from None
        self.planned.extend(step.revision.revision for step in steps)
        return steps

    def _remember(self, *_: Any, **__: Any) -> None:
        self.applied.append(self.planned[len(self.applied)])


def _differences(engine: Engine, name: str | None, declared: MetaData) -> list[str]:
    """What a fresh autogenerate would still write."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with engine.connect().execution_options(farolito_write=False) as connection:
        context = MigrationContext.configure(connection, opts=options(name))
        differences = compare_metadata(context, declared)
        return [f"the tables and the models differ: {difference}" for difference in differences]


def _beside_the_host(metadata: MetaData) -> MetaData:
    """A plugin's tables together with ours, so that its foreign keys find what they point at."""
    together = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in (*Base.metadata.tables.values(), *metadata.tables.values()):
        table.to_metadata(together)
    return together


def _render(kind: str, thing: Any, context: Any) -> Any:
    """A migration names what the engine stores, never a class of ours: our code moves on, it does not."""
    if kind == "type" and type(thing).__module__.startswith("farolito."):
        stored = thing.impl if isinstance(thing, TypeDecorator) else LargeBinary()
        return f"sa.{stored!r}"
    return False


def _whose(name: str | None) -> str:
    return "Farolito" if name is None else f"the plugin {name}"


def _unknown(name: str | None) -> DatabaseError:
    return DatabaseError(
        f"The tables of {_whose(name)} are newer than its code, or of another history. Install the version that "
        "last ran here, or restore the backup made before the upgrade."
    )


def tables(engine: Engine, name: str | None = None) -> tuple[str, ...]:
    """The tables that exist for the host, or for a plugin."""
    return tuple(
        sorted(table for table in inspect(engine).get_table_names() if belongs(table, name))
    )
