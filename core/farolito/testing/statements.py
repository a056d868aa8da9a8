"""Which SQL statements a block of a test sends to the database, however they get there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@contextmanager
def watched(engine: Engine) -> Iterator[list[str]]:
    """The statements of the block, in order: those that read or write rows, not what begins and ends transactions.

    On SQLite the driver itself is listened to, so nothing can go past; on PostgreSQL SQLAlchemy is.
    """
    seen: list[str] = []
    traced: list[Any] = []

    def remember(statement: str) -> None:
        verb = statement.lstrip().upper()
        if not verb.startswith(VERBS):
            return
        # a write that wakes a trigger is told of once more, in the very same words; a sealed value never comes twice
        if not (seen and seen[-1] == statement and verb.startswith(("UPDATE", "DELETE"))):
            seen.append(statement)

    def on_checkout(driver: Any, record: Any, proxy: Any) -> None:
        driver.set_trace_callback(remember)
        traced.append(driver)

    def on_execute(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        remember(statement)

    where: tuple[str, Any] = (
        ("checkout", on_checkout)
        if engine.dialect.name == "sqlite"
        else ("before_cursor_execute", on_execute)
    )
    event.listen(engine, *where)
    try:
        yield seen
    finally:
        event.remove(engine, *where)
        for driver in traced:
            driver.set_trace_callback(None)
