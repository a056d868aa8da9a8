"""A new key while serving: everything that is sealed is sealed again, row by row, until nothing needs the old one.

reseal(works, told) -> int          # how many values; safe to repeat and to kill
left(works) -> Mapping[str, int]    # key id to how many values are sealed with it
forget(works, key_id) -> None       # destroys a key that nothing needs any more; KeyringError otherwise

Readers and writers go on meanwhile: a value is replaced only if it is still the one that was read, and each process
finds a new key in the file by itself. After ``forget``, older backups can not be opened: that is what it is for.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select, tuple_, update

from farolito.db.base import AT_ONCE, Sealed
from farolito.db.sealing import FORMAT, HEADER, Cell, seal, unseal
from farolito.domain.access import SYSTEM
from farolito.errors import KeyringError
from farolito.services.every_table import every_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Column, Row, Table

    from farolito.services.work import Work, Works

BATCH = 200
"""Rows sealed again in one transaction, unless their table says fewer (:data:`farolito.db.base.AT_ONCE`)."""


def reseal(
    works: Works,
    told: Callable[[int], None] = lambda done: None,
    rest: Callable[[float], None] = time.sleep,
) -> int:
    """Seal everything with the current key that is not yet; how many values. ``told`` hears of progress.

    After each transaction it rests for as many seconds as that took: on SQLite others who wait to write would
    otherwise never have their turn while there is much to do.
    """
    done = 0
    for table, columns in sealed_columns(works):
        after: tuple[Any, ...] | None = None
        while True:
            begin = time.monotonic()
            with works.open(SYSTEM) as work:
                rows = _old(work, table, columns, after)
                for row in rows:
                    done += _again(work, table, columns, row)
            if not rows:
                break
            after = tuple(getattr(rows[-1], column.key) for column in _key(table))
            told(done)
            rest(time.monotonic() - begin)
    return done


def left(works: Works) -> Mapping[str, int]:
    """How many values are sealed with each key, by its id in hex."""
    found: Counter[str] = Counter()
    with works.open(SYSTEM, write=False) as work:
        for table, columns in sealed_columns(works):
            for column in columns:
                head = func.substr(column, 1, HEADER).label("head")
                rows = work.peek(
                    select(head, func.count().label("many"))
                    .select_from(table)
                    .where(column.is_not(None))
                    .group_by(head)
                )
                for row in rows:
                    found[bytes(row.head)[len(FORMAT) :].hex()] += row.many
    return dict(found)


def forget(works: Works, key_id: bytes) -> None:
    """Destroy a key.

    Raises :class:`KeyringError` while anything needs it or a process may still be sealing with it, and for the
    current one.
    """
    wait = works.keyring.settled_in()
    if wait:
        raise KeyringError(
            f"A process may still be sealing with the key before. Try again in {-(-wait // 60)} minutes."
        )
    needed = left(works).get(key_id.hex(), 0)
    if needed:
        raise KeyringError(
            f"{needed} values are still sealed with this key. Type: farolito keys reseal"
        )
    works.keyring.forget(key_id)


def sealed_columns(works: Works) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Every table with sealed columns, of the host and of the plugins."""
    for table in every_table(works.hooks):
        columns = [column for column in table.c if isinstance(column.type, Sealed)]
        if columns:
            yield table, columns


def cell_of(table: Table, column: Column[Any], row: Row[Any]) -> Cell:
    """Where a sealed value stands: its row is the key without the place, joined by "/"."""
    key = [str(getattr(row, one.key)) for one in _key(table) if one.key != "place_id"]
    return Cell(table.name, column.key, getattr(row, "place_id", ""), "/".join(key))


def _key(table: Table) -> list[Column[Any]]:
    return list(table.primary_key.columns)


def _old(
    work: Work, table: Table, columns: list[Column[Any]], after: tuple[Any, ...] | None
) -> list[Row[Any]]:
    """The next rows with a value that another key sealed."""
    head = FORMAT + work.keyring.current
    key = _key(table)
    old = or_(*(and_(one.is_not(None), func.substr(one, 1, HEADER) != head) for one in columns))
    rows = select(*key, *columns).where(old).order_by(*key).limit(table.info.get(AT_ONCE, BATCH))
    if after is not None:
        rows = rows.where(tuple_(*key) > after)
    return list(work.peek(rows))


def _again(work: Work, table: Table, columns: list[Column[Any]], row: Row[Any]) -> int:
    """How many values of a row were sealed again; 0 for one that somebody wrote meanwhile."""
    done = 0
    here = [column == getattr(row, column.key) for column in _key(table)]
    for column in columns:
        value = getattr(row, column.key)
        if value is None or bytes(value)[len(FORMAT) : HEADER] == work.keyring.current:
            continue
        cell = cell_of(table, column, row)
        fresh = seal(work.keyring, cell, unseal(work.keyring, cell, bytes(value)))
        changed = work.connection.execute(
            update(table).where(*here, column == value).values({column.key: fresh})
        )
        done += changed.rowcount
    return done
