"""Keeps plugins inside the transaction they were given, or gives them one of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy import event as sa_event

from farolito.plugins.own_tables import keep_to_own_tables, lent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from farolito.plugins.callers import Caller

Sessions = Callable[[], "AbstractContextManager[Session]"]
"""Opens a session whose transaction is committed when its block ends and undone when it raises."""


class LeftTransaction(RuntimeError):
    """A plugin committed or rolled back a transaction that is not its own."""


@contextmanager
def kept_open(session: Session) -> Iterator[None]:
    """Refuse to commit, and notice a rollback, until the block ends. Savepoints are allowed."""

    def refuse(session: Session) -> None:
        if not session.in_nested_transaction():
            _refuse("commit")

    transaction = session.get_transaction()
    sa_event.listen(session, "before_commit", refuse)
    try:
        yield
    finally:
        sa_event.remove(session, "before_commit", refuse)
    if transaction is not None and session.get_transaction() is not transaction:
        _refuse("rollback")


def _refuse(what: str) -> NoReturn:
    raise LeftTransaction(f"{what} inside a transaction of the host")


def inside(caller: Caller, session: Session) -> Caller:
    """``caller``, made to stay in the open transaction and to meet its database errors itself (flush)."""

    def run(*given: object) -> object:
        with kept_open(session), lent(session, caller.plugin):
            result: object = caller.function(*given)
            session.flush()
        return result

    return replace(caller, function=run)


def apart(caller: Caller, sessions: Sessions, offered: Mapping[str, object]) -> Caller:
    """``caller`` in a transaction of its own, opened only if it asks for ``session``."""
    if "session" not in caller.arguments:
        return caller

    def run() -> object:
        with sessions() as session:
            keep_to_own_tables(session, caller.plugin)
            given = [session if name == "session" else offered[name] for name in caller.arguments]
            result: object = caller.function(*given)
        return result

    return replace(caller, function=run, arguments=())


def borrowing(
    caller: Caller,
    sessions: Sessions,
    offered: Mapping[str, object],
    read: Callable[[object], object],
) -> Caller:
    """``caller`` with a session that is lent to it, if it asks for one, until ``read`` has read what it gives."""
    if "session" not in caller.arguments:
        return caller

    def run() -> object:
        with sessions() as session, lent(session, caller.plugin):
            given = [session if name == "session" else offered[name] for name in caller.arguments]
            return read(caller.function(*given))

    return replace(caller, function=run, arguments=())
