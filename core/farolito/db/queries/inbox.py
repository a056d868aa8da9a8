"""The list of responses of a place: a page costs the same whatever lies behind it, narrowed or not.

A page looks at no more than :data:`LOOKS` rows of the index that it is read along, and the next one goes on there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, bindparam, delete, exists, literal_column, or_, select, union_all

from farolito.db.base import table_of
from farolito.db.models import FollowUp, Response, ResponseNeed
from farolito.db.models.casework import OPEN
from farolito.db.models.responses import RARE
from farolito.db.queries import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select, Subquery

FIRST_LOOKS, LOOKS = 250, 1000
"""Rows that one page looks at: at first, which fills most pages, and at most."""

_response, _need, _follow = table_of(Response), table_of(ResponseNeed), table_of(FollowUp)

Along = Literal["inbox", "state", "assigned", "need"]
Way = Literal["", "older", "newer"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a page asks for, without its values. ``narrowed``: columns that must be equal to what is given.

    ``along`` is the index it is read along; ``way`` where from: the newest, or before or after a known one.
    """

    regimes: tuple[str, ...]
    along: Along = "inbox"
    narrowed: frozenset[str] = frozenset()
    way: Way = ""
    since: bool = False
    until: bool = False


_KNOWN: tuple[Any, ...] = (
    _response.c.place_id,
    _response.c.id,
    _response.c.received_at,
    _response.c.work_state,
    _response.c.assigned_to,
    _response.c.form_hash,
    _response.c.language,
    _response.c.channel,
)
"""What stands in ``ix_response_inbox``: nothing else may be asked of a row that is only looked at."""

_SHOWN: tuple[Any, ...] = (
    _response.c.place_id,
    _response.c.id,
    _response.c.form_hash,
    _response.c.regime,
    _response.c.status,
    _response.c.language,
    _response.c.channel,
    _response.c.code,
    _response.c.received_at,
    _response.c.work_state,
    _response.c.assigned_to,
    _response.c.work_revision,
)


@lru_cache(maxsize=512)
def page(shape: Shape) -> Select[Any]:
    """The rows of a page, in the order of ``way``: newest first, or for "newer" oldest first.

    Parameters: place_id, limit, looks; regimes and for what is narrowed its value; at and id for a way; since, until.
    """
    looked = _looked(shape)
    wanted = _narrow(select(looked.c.place_id, looked.c.id), shape, looked).order_by(
        *_order(shape, looked)
    )
    found = wanted.limit(bindparam("limit")).subquery()
    # joined by the whole key: were the place given here, SQLite might begin with all the responses of it
    statement = select(*_SHOWN).where(
        _response.c.place_id == found.c.place_id, _response.c.id == found.c.id
    )
    return statement.order_by(*_order(shape, _response))


@lru_cache(maxsize=512)
def last_look(shape: Shape) -> Select[Any]:
    """The last row that a page has looked at, if it has looked at as many as it may."""
    looked = _looked(shape)
    return (
        select(looked.c.received_at, looked.c.id)
        .order_by(*_order(shape, looked))
        .limit(1)
        .offset(bindparam("looks") - 1)
    )


def _looked(shape: Shape) -> Subquery:
    """The rows that are looked at, at most ``looks`` of them."""
    if shape.along == "inbox":
        parts = [
            select(_along(select(*_KNOWN), shape, _response.c.regime == regime).subquery())
            for regime in shape.regimes
        ]
        if len(parts) == 1:
            return parts[0].subquery()
        together = union_all(*parts).subquery()
        best = select(together).order_by(*_order(shape, together))
        return best.limit(bindparam("looks")).subquery()
    if shape.along == "need":
        columns = (_need.c.place_id, _need.c.response_id, _need.c.received_at)
        needed = _along(select(*columns), shape).subquery()
        joined = and_(
            _response.c.place_id == needed.c.place_id, _response.c.id == needed.c.response_id
        )
        return select(*_KNOWN, _response.c.regime).join_from(needed, _response, joined).subquery()
    return _along(select(*_KNOWN, _response.c.regime), shape).subquery()


def _along(statement: Select[Any], shape: Shape, *more: Any) -> Select[Any]:
    """``statement`` along its index, from where the page begins, no further than it may look."""
    table: Any = _need if shape.along == "need" else _response
    key = table.c.response_id if shape.along == "need" else table.c.id
    at = table.c.received_at
    where = [table.c.place_id == bindparam("place_id"), *more]
    if shape.along == "need":
        where.append(_need.c.need_index == bindparam("need_index"))
    else:
        where.append(at.is_not(None))
    if shape.along == "state":
        where += [_response.c.work_state == bindparam("work_state"), literal_column(RARE)]
    if shape.along == "assigned":
        where += [
            _response.c.assigned_to == bindparam("assigned_to"),
            _response.c.assigned_to.is_not(None),
        ]
    if shape.way == "older":
        where.append(_beyond(at < bindparam("at"), at, key < bindparam("id")))
    if shape.way == "newer":
        where.append(_beyond(at > bindparam("at"), at, key > bindparam("id")))
    if shape.since:
        where.append(at >= bindparam("since"))
    if shape.until:
        where.append(at < bindparam("until"))
    order = (at, key) if shape.way == "newer" else (at.desc(), key.desc())
    return statement.where(*where).order_by(*order).limit(bindparam("looks"))


def _beyond(further: Any, at: Any, same: Any) -> Any:
    # the first part is what an index can seek with on its own
    near = at <= bindparam("at") if further.operator.__name__ == "lt" else at >= bindparam("at")
    return and_(near, or_(further, and_(at == bindparam("at"), same)))


def _narrow(statement: Select[Any], shape: Shape, looked: Subquery) -> Select[Any]:
    """Only what was asked for, of what is looked at."""
    column = looked.c
    if shape.along != "inbox":
        # only now: asked for below, SQLite would leave the index of what is rare for the one with the regime in it
        statement = statement.where(column.regime.in_(bindparam("regimes", expanding=True)))
    for name in sorted(shape.narrowed):
        if name == "form":
            statement = statement.where(column.form_hash.in_(bindparam("hashes", expanding=True)))
        elif name == "nobody":
            statement = statement.where(column.assigned_to.is_(None))
        elif name == "overdue":
            late = exists().where(
                _follow.c.place_id == bindparam("place_id"),
                _follow.c.response_id == column.id,
                _follow.c.due_on < bindparam("today"),
                literal_column(OPEN),
            )
            statement = statement.where(late)
        else:
            statement = statement.where(column[name] == bindparam(name))
    return statement


def _order(shape: Shape, table: Any) -> tuple[Any, ...]:
    if shape.way == "newer":
        return (table.c.received_at, table.c.id)
    return (table.c.received_at.desc(), table.c.id.desc())


FORGET_NEEDS = delete(_need).where(
    _need.c.place_id == bindparam("of_place"), _need.c.response_id == bindparam("of_response")
)
RECEIVED = select(_response.c.received_at, _response.c.submitted_number).where(
    _response.c.place_id == bindparam("place_id"), _response.c.id == bindparam("response_id")
)


def add_need(connection: Connection) -> upsert.Insert:
    """A need of a response, unless it is there."""
    return upsert.insert(connection, _need).on_conflict_do_nothing()
