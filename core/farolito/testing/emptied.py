"""A PostgreSQL database that a test has used, as it was before: less work than another copy.

Rows are taken out. Whether anything but rows was changed is asked of the catalogues: then the database is not as it
was, and nobody gets it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection

CATALOGUES = (
    "pg_namespace", "pg_class", "pg_attribute", "pg_attrdef", "pg_type", "pg_proc", "pg_constraint", "pg_trigger",
    "pg_policy", "pg_rewrite", "pg_extension", "pg_event_trigger",
)  # fmt: skip
"""Whatever makes, changes or removes something in a database leaves a younger row in one of these, or one less."""

ALONE = """
DO $$ BEGIN
  LOOP
    PERFORM pg_stat_clear_snapshot();
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    EXIT WHEN NOT FOUND;
    PERFORM pg_sleep(0.002);
  END LOOP;
END $$
"""
"""Connections that are left are closed, and are gone: what they were still doing is done or undone."""

TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""


SEQUENCES = "SELECT count(*), string_agg(sequencename || last_value, ',') FROM pg_sequences"
"""What was counted stays counted when rows go."""


class AsItWas:
    """What a fresh copy of a template holds. The connections are a superuser's, each statement its own transaction."""

    def __init__(self, connection: Connection[Any]) -> None:
        """Look at a copy that nobody has used."""
        tables = [name for (name,) in connection.execute(TABLES)]
        filled = [_rows(connection, f"SELECT 1 FROM {name} LIMIT 1") for name in tables]  # noqa: S608  names of ours
        self.filled = [name for name, rows in zip(tables, filled, strict=True) if rows]
        self.empty = [name for name in tables if name not in self.filled]
        self.known = self._known(connection)

    def restored(self, connection: Connection[Any]) -> bool:
        """Whether the database behind this connection is so again. If not, nobody should use it any more."""
        connection.execute(ALONE)
        if self._known(connection) != self.known:
            return False
        # neither a trigger of ours nor one of a foreign key has a say: all rows go
        out = "; ".join(f"DELETE FROM {name}" for name in self.empty)  # noqa: S608
        connection.execute(f"SET session_replication_role = replica; {out}".encode())
        return True

    def _known(self, connection: Connection[Any]) -> list[tuple[Any, ...]]:
        asked = [f"SELECT count(*), max(xmin::text::bigint)::text FROM {one}" for one in CATALOGUES]  # noqa: S608
        asked.append(SEQUENCES)
        asked += [
            f"SELECT count(*), md5(string_agg(t::text, ',' ORDER BY t::text)) FROM {name} t"  # noqa: S608
            for name in self.filled
        ]
        return _rows(connection, " UNION ALL ".join(asked))


def _rows(connection: Connection[Any], statement: str) -> list[tuple[Any, ...]]:
    return connection.execute(statement.encode()).fetchall()
