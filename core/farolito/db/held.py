"""Keeps a transaction open while code runs in it that is not ours: a migration of a plugin, for example."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

ENDS = re.compile(
    r"\s*(commit|end|rollback(?!\s+to)|abort|begin|start\s+transaction|prepare\s+transaction)\b",
    re.I,
)
"""Statements that end or begin a transaction; savepoints do not."""


class LeftTransaction(RuntimeError):
    """Somebody tried to end a transaction that is not theirs. The database was not told."""


@contextmanager
def held_open(connection: Connection) -> Iterator[None]:
    """Until the block ends, whatever would end the transaction of ``connection`` raises :class:`LeftTransaction`."""

    def refuse(*_: Any) -> None:
        raw: Any = connection.connection.dbapi_connection
        raw.rollback()  # SQLAlchemy takes the transaction for ended; nothing more may be written into it
        raise LeftTransaction("a transaction of the host was to be ended")

    def look(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if ENDS.match(statement):
            raise LeftTransaction(f"{statement.split()[0]} in a transaction of the host")

    listeners = (("commit", refuse), ("rollback", refuse), ("before_cursor_execute", look))
    for name, listener in listeners:
        event.listen(connection, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(connection, name, listener)
