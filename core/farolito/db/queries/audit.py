"""The audit chain of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from farolito.db.base import table_of
from farolito.db.models import Audit, AuditHead
from farolito.db.prepared import Prepared
from farolito.db.queries import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_head = table_of(AuditHead)
_audit = table_of(Audit)

HEAD = select(_head.c.number, _head.c.hash, _head.c.seal).where(
    _head.c.place_id == bindparam("place_id")
)
"""The end of the chain."""

HEAD_LOCKED = Prepared(HEAD.with_for_update())
"""The same, so that nobody else appends before this transaction ends."""

APPEND = Prepared(insert(_audit))
MOVE_HEAD = Prepared(
    update(_head)
    .where(_head.c.place_id == bindparam("of_place"))
    .values(number=bindparam("number"), hash=bindparam("hash"), seal=bindparam("seal"))
)
CHAIN = select(_audit).where(_audit.c.place_id == bindparam("place_id")).order_by(_audit.c.number)
"""Every row of the chain, from the first."""


def add_head(connection: Connection) -> upsert.Insert:
    """The beginning of a chain, unless there is one."""
    return upsert.insert(connection, _head).on_conflict_do_nothing()


def page(*, paged: bool) -> Select[Any]:
    """The latest rows of a place's chain, newest first; ``paged``: those before a known one."""
    rows = select(_audit).where(_audit.c.place_id == bindparam("place_id"))
    if paged:
        rows = rows.where(_audit.c.number < bindparam("before"))
    return rows.order_by(_audit.c.number.desc()).limit(bindparam("limit"))
