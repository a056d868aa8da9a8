"""Counts: the round that takes more, which responses are in it, and what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import CountedResponse, CountRound, CountShown, Place, Response
from farolito.db.queries import upsert
from farolito.db.queries.places import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

_round, _shown = table_of(CountRound), table_of(CountShown)
_counted, _place = table_of(CountedResponse), table_of(Place)
_response = table_of(Response)

_this_round = and_(
    _round.c.place_id == bindparam("of_place"), _round.c.form_name == bindparam("of_form")
)

ROUND = select(_round).where(_this_round).with_for_update()
"""The round that takes more, which nobody else changes until this transaction ends."""

KEEP_ROUND = (
    update(_round)
    .where(_this_round)
    .values(
        number=bindparam("new_number"),
        responses=bindparam("new_responses"),
        last_day=bindparam("new_last_day"),
        form_hash=bindparam("new_form_hash"),
        counts=bindparam("new_counts"),
    )
)

DUE_ROUNDS = (
    select(*PLACE_COLUMNS, _round.c.form_name)
    .join_from(_round, _place, _place.c.id == _round.c.place_id)
    .where(_round.c.responses >= bindparam("fewest"), _round.c.last_day < bindparam("today"))
    .order_by(_round.c.place_id, _round.c.form_name)
)
"""The rounds that may be over."""

COUNTED = select(_counted.c.submission, _counted.c.round).where(
    _counted.c.place_id == bindparam("of_place"), _counted.c.response_id == bindparam("of_response")
)
RECOUNTED = (
    update(_counted)
    .where(
        _counted.c.place_id == bindparam("of_place"),
        _counted.c.response_id == bindparam("of_response"),
    )
    .values(submission=bindparam("new_submission"))
)
FORMS_SHOWN = (
    select(
        _shown.c.form_name,
        func.sum(_shown.c.low).label("many"),
        func.min(_shown.c.month).label("first"),
        func.max(_shown.c.month).label("last"),
        func.max(_shown.c.until).label("until"),
    )
    .where(_shown.c.place_id == bindparam("of_place"), _shown.c.dimension == "response")
    .group_by(_shown.c.form_name)
    .order_by(func.sum(_shown.c.low).desc(), _shown.c.form_name)
)
"""The forms with numbers at a place: how many responses, in which months."""

SHOWN = (
    select(
        _shown.c.dimension,
        _shown.c.value,
        func.sum(_shown.c.low).label("low"),
        func.sum(_shown.c.high).label("high"),
        func.max(_shown.c.until).label("until"),
    )
    .where(
        _shown.c.place_id == bindparam("of_place"),
        _shown.c.form_name == bindparam("of_form"),
        _shown.c.month >= bindparam("first"),
        _shown.c.month <= bindparam("last"),
    )
    .group_by(_shown.c.dimension, _shown.c.value)
)
"""What is shown of a form at a place over some months."""

MONTHS = (
    select(_shown.c.month, _shown.c.low.label("many"))
    .where(
        _shown.c.place_id == bindparam("of_place"),
        _shown.c.form_name == bindparam("of_form"),
        _shown.c.dimension == "response",
    )
    .order_by(_shown.c.month)
)
"""How many responses the rounds had that ended in each month."""

ANCESTRY = select(*PLACE_COLUMNS).where(_place.c.id.in_(bindparam("ids", expanding=True)))

UNCOUNTED = (
    select(_response.c.id, _response.c.submitted_number, _response.c.received_at)
    .outerjoin_from(
        _response,
        _counted,
        and_(
            _counted.c.place_id == _response.c.place_id,
            _counted.c.response_id == _response.c.id,
        ),
    )
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.submitted_number > 0,
        _counted.c.response_id.is_(None),
        or_(
            _response.c.received_at > bindparam("after_at"),
            and_(
                _response.c.received_at == bindparam("after_at"),
                _response.c.id > bindparam("after_id"),
            ),
        ),
    )
    .order_by(_response.c.received_at, _response.c.id)
    .limit(bindparam("limit"))
)
"""What was sent at a place and is not counted, oldest first, after a known one."""


def begin_round(connection: Connection, values: Mapping[str, Any]) -> None:
    """The first round of a form at a place, if it has none yet."""
    connection.execute(upsert.insert(connection, _round).values(**values).on_conflict_do_nothing())


def mark_counted(connection: Connection, values: Mapping[str, Any]) -> bool:
    """Write down that a response is counted; False when it was before."""
    new = upsert.insert(connection, _counted).values(**values).on_conflict_do_nothing()
    return bool(connection.execute(new.returning(_counted.c.round)).all())


def show(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add bounds to what is shown. Rows are given in an order that is the same for everybody: no two wait in a ring."""
    statement = upsert.insert(connection, _shown)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["place_id", "form_name", "month", "dimension", "value"],
            set_={
                "low": _shown.c.low + statement.excluded.low,
                "high": _shown.c.high + statement.excluded.high,
                "until": statement.excluded.until,
            },
        ),
        list(rows),
    )
