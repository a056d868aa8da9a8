"""The plugin sets as they are stored: each change adds one, the highest number is the truth.

current(connection) -> StoredSet | None         # None: nobody has changed anything yet; UnreadableSet
current_number(connection) -> int               # of the set that counts; 0: none
here(work) -> PluginSet                         # the current one, or the bundled plugins where there is none
is_on(work, a_set, name) -> bool                # whether a process that starts with it loads the plugin
earlier(connection, limit) -> tuple[StoredSet, ...]              # newest first, the current one included
append(work, a_set, action, after) -> int       # its number; Conflict when somebody was faster
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from farolito.db.base import table_of
from farolito.db.models import PluginSet as PluginSetRow
from farolito.db.queries import plugins as queries
from farolito.errors import Conflict
from farolito.plugins import discovery
from farolito.plugins.sets import PluginSet, TurnedOn, read_set, written
from farolito.services.audit import name_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class StoredSet:
    """A plugin set with who made it. ``made_by`` is "user:<id>", or "system" for commands on the machine."""

    number: int
    made_at: datetime
    made_by: str
    action: str
    plugins: PluginSet


def current(connection: Connection) -> StoredSet | None:
    """The set that counts; None in a database where there was never one, or that has no table for it yet.

    Raises :class:`~farolito.plugins.sets.UnreadableSet`.
    """
    if not connection.dialect.has_table(connection, table_of(PluginSetRow).name):
        return None
    row = connection.execute(queries.CURRENT).one_or_none()
    return None if row is None else _stored(row)


def current_number(connection: Connection) -> int:
    """The number of the set that counts; 0 where there was never one."""
    return int(connection.execute(queries.LAST_NUMBER).scalar_one() or 0)


def now(work: Work) -> tuple[int, PluginSet]:
    """What the next change starts from: the current set and its number; else 0 and the bundled plugins."""
    found = current(work.connection)
    return (0, bundled()) if found is None else (found.number, found.plugins)


def here(work: Work) -> PluginSet:
    """The same without its number."""
    return now(work)[1]


def is_on(work: Work, plugins: PluginSet, name: str) -> bool:
    """Whether a process that starts with this set loads the plugin."""
    decided = work.settings.plugins
    return name in (plugins.names if decided is None else decided)


def bundled() -> PluginSet:
    """The plugins that come with the host and are installed, all on: what counts while nobody chose."""
    installed = discovery.by_name(discovery.installed())
    return PluginSet(on=tuple(TurnedOn(name) for name in discovery.BUNDLED if name in installed))


def earlier(connection: Connection, limit: int = 50) -> tuple[StoredSet, ...]:
    """The latest sets, newest first: what can be gone back to."""
    return tuple(_stored(row) for row in connection.execute(queries.LATEST, {"limit": limit}))


def append(work: Work, a_set: PluginSet, action: str, after: int) -> int:
    """Store the next state, in this transaction; ``after`` is the number of the one that it was made from (0: none).

    Raises :class:`Conflict` when there is a later one: nothing is stored, and the change has to be looked at again.
    """
    connection = work.connection
    row: dict[str, Any] = {
        "number": after + 1,
        "made_at": work.now(),
        "made_by": name_of(work.actor),
        "action": action,
        "content": written(a_set),
    }
    try:
        with connection.begin_nested():
            connection.execute(queries.ADD, row)
    except IntegrityError as error:  # there is one of this number already
        raise Conflict(
            "Somebody else changed the plugins meanwhile. Look again, then repeat this."
        ) from error
    return after + 1


def _stored(row: Row[Any]) -> StoredSet:
    return StoredSet(row.number, row.made_at, row.made_by, row.action, read_set(row.content))
