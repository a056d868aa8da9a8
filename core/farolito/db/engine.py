"""The engine guard: a database that might lose what it acknowledged is refused, or made safe, or named.

Measured before it was written down: SQLite in WAL mode with synchronous=NORMAL lost up to 214 acknowledged
submissions in a power cut, and SQLite 3.7.0 to 3.51.2 can lose or corrupt commits in WAL mode.
"""

from __future__ import annotations

import importlib
import logging
import os
import sqlite3
import weakref
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, make_url

from farolito.db.guard_postgresql import guard_postgresql
from farolito.db.guard_sqlite import guard_sqlite, journal_for
from farolito.db.trouble import name_trouble, unusable
from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from types import ModuleType

    from sqlalchemy import URL, Engine

log = logging.getLogger("farolito.db")

BUSY_SECONDS = 10


def open_engine(
    url: str | URL, *, allow_unsafe: bool = False, driver: ModuleType | None = None
) -> Engine:
    """An engine whose connections are checked one by one as they are made.

    ``sqlite:///…`` or ``postgresql://…``. ``driver`` is a DB-API module for SQLite; by default pysqlite3
    when it is installed, else Python's own sqlite3. ``allow_unsafe`` is for tests: PostgreSQL may forget on a
    power cut or be entered as a superuser, and SQLite may lie on a network disk.

    Raises :class:`DatabaseError`, here or at the first connection, saying what to change.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _sqlite_engine(address, driver or sqlite_driver(), allow_unsafe)
    elif address.get_backend_name() == "postgresql":
        engine = create_engine(
            address, hide_parameters=True, pool_pre_ping=True, pool_size=5, max_overflow=5
        )
        guard_postgresql(engine, allow_unsafe)
    else:
        raise DatabaseError("Farolito stores in SQLite or PostgreSQL; change database_url.")
    name_trouble(engine)
    _forget_after_fork(engine)
    return engine


def sqlite_driver() -> ModuleType:
    """pysqlite3, which brings a mended SQLite along; Python's own where that is not installed."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def _sqlite_engine(address: URL, driver: ModuleType, allow_unsafe: bool) -> Engine:
    if address.database in (None, "", ":memory:"):
        raise DatabaseError(
            "A database in memory forgets everything; name a file, e.g. sqlite:////srv/farolito.db"
        )
    path = os.path.abspath(str(address.database))
    if not os.path.isdir(os.path.dirname(path)):
        raise DatabaseError(f"There is no folder {os.path.dirname(path)}; make it, then try again.")
    # born readable by us alone; its journals inherit that
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise unusable(path, error) from error
    journal = journal_for(driver.sqlite_version_info, path, allow_unsafe=allow_unsafe)
    engine = create_engine(
        address.set(database=path),
        module=driver,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=5,
        max_overflow=5,
    )
    guard_sqlite(engine, journal, BUSY_SECONDS)
    for warning in journal.warnings:
        log.warning("%s", warning)
    return engine


def describe(engine: Engine) -> dict[str, Any]:
    """What /healthz shows: engine, version, journal, sync, and every warning. Makes a connection.

    Raises whatever keeps the database from being used.
    """
    with engine.connect() as connection:
        facts: dict[str, Any] = dict(connection.info["farolito_facts"])
        connection.exec_driver_sql("SELECT 1")
    return facts


def settle(engine: Engine) -> None:
    """Let what was deleted leave the files too: SQLite's journal is emptied, PostgreSQL's dead rows are removed.

    SQLite overwrites what is deleted (secure_delete), but its journal still holds the pages as they were. Removed rows
    of PostgreSQL may stay readable in the free space of a page until it is used again: sealed, as all of ours are.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM")


def _forget_after_fork(engine: Engine) -> None:
    """A child process must not speak through its parent's connections."""
    known = weakref.ref(engine)

    def forget() -> None:
        alive = known()
        if alive is not None:
            alive.dispose(close=False)

    os.register_at_fork(after_in_child=forget)
