"""Many rows, multiplied in SQL from one response that was really sent; and how many there are."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from farolito.db.engine import sqlite_driver

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 100_000

NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
ID = "printf(iif(n.i % 2, '0', 'f') || '1900000-0000-7000-8000-%012x', n.i)"
"""Half of them before every id that is made from now on, half of them after: nothing is found fast by luck."""

MOMENT = "strftime('%Y-%m-%d %H:%M:%f000', '2026-01-01', (n.i * 3) || ' minutes')"
RANDOM = "randomblob(32)"

CHANGED = {
    "session": {"id": ID, "token_hash": f"lower(hex({RANDOM}))"},
    "response": {"id": ID, "session_id": ID, "code_index": RANDOM, "received_at": MOMENT},
    "submission": {"response_id": ID, "digest": RANDOM, "received_at": MOMENT},
    "job": {"id": ID, "state": "'done'", "run_after": MOMENT},
    "audit": {"number": "old.number + n.i", "hash": RANDOM, "previous_hash": RANDOM, "at": MOMENT},
}
"""Every table that a submission writes to, and what differs from row to row; the rest is copied."""

ORIGINAL = {
    "session": "old.id IN (SELECT session_id FROM response WHERE status = 'completed')",
    "response": "old.status = 'completed'",
    "audit": "old.action = 'response.submitted'",
}


def add_many(database: Path, rows: int = ROWS) -> None:
    """Beside the only submission there is, ``rows`` more of it with all that belongs to them."""
    with closing(_opened(database)) as connection:
        # nobody waits for this file: it may be lost while it is filled
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        for table, changed in CHANGED.items():
            names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            values = ", ".join(changed.get(name, f'old."{name}"') for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(
                f'INSERT INTO "{table}" ({columns}) {NUMBERS} '  # noqa: S608  our own names
                f'SELECT {values} FROM "{table}" AS old, n WHERE {ORIGINAL.get(table, "true")}',
                {"rows": rows},
            )
        connection.execute("UPDATE audit_head SET number = (SELECT max(number) FROM audit)")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def stored(database: Path) -> tuple[int, int, int]:
    """How many submissions, audit entries of submissions, and jobs that tell of one there are."""
    with closing(_opened(database)) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: S608  our own words
            for what in (
                "submission",
                "audit WHERE action = 'response.submitted'",
                "job WHERE kind = 'submission_saved'",
            )
        ]
    return counts[0], counts[1], counts[2]


def rows_in(database: Path) -> int:
    """How many rows the bare endpoint has stored."""
    with closing(_opened(database)) as connection:
        rows: int = connection.execute("SELECT count(*) FROM row").fetchone()[0]
    return rows


def _opened(database: Path) -> Any:
    return sqlite_driver().connect(str(database), isolation_level=None)
