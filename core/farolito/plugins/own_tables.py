"""Keeps a session that was given to a plugin to the plugin's own tables.

It is a promise to families and no cage: a plugin that opens a connection of its own is not stopped by this.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event as sa_event
from sqlalchemy.orm import object_mapper
from sqlalchemy.sql import visitors
from sqlalchemy.sql.expression import SelectBase, TableClause, UpdateBase
from sqlalchemy.sql.util import find_tables

from farolito.plugins.tables import declaring, is_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import FromClause
    from sqlalchemy.orm import ORMExecuteState, Session

log = logging.getLogger("farolito.plugins")

PLUGIN = "farolito plugin"
"""Under this name a session keeps whose it is now; nothing: the host's."""


class ForeignTable(RuntimeError):
    """A plugin used its session for a table that is not its own, or for words of SQL that nobody can look into."""


def keep_to_own_tables(session: Session, plugin: str) -> None:
    """From here on the session refuses everything but the tables of this plugin."""
    if PLUGIN not in session.info:
        sa_event.listen(session, "do_orm_execute", _before_statement)
        sa_event.listen(session, "before_flush", _before_flush)
    session.info[PLUGIN] = plugin


@contextmanager
def lent(session: Session, plugin: str) -> Iterator[None]:
    """While the block runs, a session of the host is the plugin's."""
    keep_to_own_tables(session, plugin)
    try:
        yield
    finally:
        session.info[PLUGIN] = ""


def _before_statement(state: ORMExecuteState) -> None:
    plugin = state.session.info[PLUGIN]
    if not plugin:
        return
    statement: Any = state.statement
    if not isinstance(statement, SelectBase | UpdateBase):
        _refuse(plugin, type(statement).__name__)
    if any(part.__visit_name__ == "textclause" for part in visitors.iterate(statement)):
        _refuse(plugin, "text()")
    _check(plugin, find_tables(statement, check_columns=True, include_crud=True))


def _before_flush(session: Session, context: object, instances: object) -> None:
    plugin = session.info[PLUGIN]
    for row in (*session.new, *session.dirty, *session.deleted) if plugin else ():
        _check(plugin, object_mapper(row).tables)


def _check(plugin: str, tables: Iterable[FromClause]) -> None:
    for table in tables:  # the tables behind aliases and subqueries are among them
        if isinstance(table, TableClause) and not is_of(table.name, plugin, declaring()):
            _refuse(plugin, table.name)


def _refuse(plugin: str, what: str) -> None:
    log.error("plugin %s: its session is for its own tables, not for: %s", plugin, what)
    message = f"not a table of {plugin}: {what}"
    raise ForeignTable(message)
