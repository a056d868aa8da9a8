"""What makes PostgreSQL keep its promises: it must sync, and our role must not be above its rules."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

log = logging.getLogger("farolito.db")

FACTS = """
SELECT current_setting('server_version'), current_setting('fsync'), current_setting('full_page_writes'),
       current_setting('synchronous_commit'), current_setting('server_encoding'),
       (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
"""

LOCK_SECONDS = 10

SAFE_COMMITS = frozenset({"on", "local", "remote_write", "remote_apply"})


def faults(
    fsync: str, full_page_writes: str, synchronous_commit: str, encoding: str, above_rules: bool
) -> list[str]:
    """What is wrong with a server for us, each with how to mend it."""
    found = []
    if fsync != "on":
        found.append("fsync is off: a power cut destroys data. Set fsync = on in postgresql.conf.")
    if full_page_writes != "on":
        found.append("full_page_writes is off: set it on in postgresql.conf.")
    if synchronous_commit not in SAFE_COMMITS:
        found.append(
            "synchronous_commit is off: a commit can be lost after it was acknowledged. "
            "ALTER ROLE … SET synchronous_commit = on."
        )
    if encoding != "UTF8":
        found.append("The database is not UTF8. Create it with ENCODING 'UTF8'.")
    if above_rules:
        found.append(
            "This role is a superuser or bypasses row security. Use an ordinary role that owns the database: "
            "CREATE ROLE farolito LOGIN; ALTER DATABASE … OWNER TO farolito."
        )
    return found


def guard_postgresql(engine: Engine, allow_unsafe: bool) -> None:
    """Check every new connection. Raises :class:`DatabaseError` at connect unless ``allow_unsafe``."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(FACTS)
        version, *settings = cursor.fetchone()
        found = faults(*settings)
        if "UTF8" not in settings or (found and not allow_unsafe):
            raise DatabaseError("This PostgreSQL is not safe for records.\n" + "\n".join(found))
        # a lock that is never given back must become an error that a family can try again after
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        cursor.execute("SET timezone = 'UTC'")
        # migrations and the operator's commands see everything; every transaction of a request says what it sees
        cursor.execute("SET farolito.places = '*'")
        cursor.close()
        connection.commit()
        record.info["farolito_facts"] = {
            "engine": "postgresql",
            "version": version,
            "journal": "wal",
            "synchronous": settings[2],
            "warnings": found,
        }

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        raw.read_only = not connection.get_execution_options().get("farolito_write", True)
