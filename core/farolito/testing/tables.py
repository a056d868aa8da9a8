"""The host's tables in a new SQLite file, for many small sites: migrated once in a process, then copied."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from farolito.db.engine import open_engine
from farolito.db.migrations import upgrade_host

if TYPE_CHECKING:
    from sqlalchemy import Engine


def engine_with_tables(database_url: str, migrations: Path) -> Engine:
    """An engine for a database that was empty, and now has the tables of the host and nothing in them."""
    address = make_url(database_url)
    if address.get_backend_name() != "sqlite":
        engine = open_engine(database_url, allow_unsafe=True)
        upgrade_host(engine, migrations)
        return engine
    file = Path(str(address.database))
    file.touch(mode=0o600)
    file.write_bytes(_migrated(migrations))
    return open_engine(database_url, allow_unsafe=True)


@cache
def _migrated(migrations: Path) -> bytes:
    """A database file with every table; whole, because nobody has it open any more."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "farolito.db"
        engine = open_engine(f"sqlite:///{file}", allow_unsafe=True)
        upgrade_host(engine, migrations)
        engine.dispose()
        return file.read_bytes()
