"""Tablets, their codes and their tokens."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import Envelope, Event, Place, Tablet

_tablet, _event, _place = table_of(Tablet), table_of(Event), table_of(Place)
_envelope = table_of(Envelope)

FAIR = select(_event.c.id, _event.c.name, _event.c.ends_at).where(
    _event.c.place_id == bindparam("place_id"), _event.c.id == bindparam("event_id")
)

ADD = insert(_tablet)

FORGET_UNUSED = delete(_tablet).where(
    _tablet.c.place_id == bindparam("of_place"),
    _tablet.c.paired_at.is_(None),
    _tablet.c.code_until <= bindparam("now"),
)
"""Codes that nobody typed in time."""

_with_fair = (
    select(
        _tablet,
        _event.c.name.label("fair_name"),
        _place.c.slug.label("place_slug"),
        _place.c.name.label("place_name"),
    )
    .join_from(
        _tablet,
        _event,
        and_(_event.c.place_id == _tablet.c.place_id, _event.c.id == _tablet.c.event_id),
    )
    .join(_place, _place.c.id == _tablet.c.place_id)
)

OF_CODE = _with_fair.where(
    _tablet.c.code_hash == bindparam("code_hash"),
    _tablet.c.paired_at.is_(None),
    _tablet.c.code_until > bindparam("now"),
)

OF_TOKEN = _with_fair.where(
    _tablet.c.token_hash == bindparam("token_hash"), _tablet.c.ends_at > bindparam("now")
)

OF_ID = _with_fair.where(_tablet.c.id == bindparam("tablet_id"), _tablet.c.paired_at.is_not(None))

_since = (
    select(func.count())
    .where(
        _envelope.c.place_id == _tablet.c.place_id,
        _envelope.c.tablet_id == _tablet.c.id,
        or_(_envelope.c.received_at > _tablet.c.seen_at, _envelope.c.again_at > _tablet.c.seen_at),
    )
    .scalar_subquery()
)

OF_FAIR = (
    _with_fair.add_columns(_since.label("since"))
    .where(_tablet.c.place_id == bindparam("place_id"), _tablet.c.event_id == bindparam("event_id"))
    .order_by(_tablet.c.name, _tablet.c.id)
)
"""With ``since``: the envelopes that came after it last said how many wait, once more or for the first time."""

_this = and_(_tablet.c.place_id == bindparam("of_place"), _tablet.c.id == bindparam("of_tablet"))

PAIR = (
    update(_tablet)
    .where(_this, _tablet.c.paired_at.is_(None))
    .values(
        code_hash=None,
        token_hash=bindparam("as_token"),
        paired_at=bindparam("now"),
        seen_at=bindparam("now"),
    )
)
"""Changes no row when somebody else was quicker."""

TOLD = (
    update(_tablet)
    .where(_this)
    .values(seen_at=bindparam("now"), said=bindparam("as_said", type_=_tablet.c.said.type))
)

UNPAIR = (
    update(_tablet)
    .where(_this, _tablet.c.event_id == bindparam("of_event"), _tablet.c.token_hash.is_not(None))
    .values(token_hash=None, code_hash=None)
)

FORGET_CODE = delete(_tablet).where(
    _this, _tablet.c.event_id == bindparam("of_event"), _tablet.c.paired_at.is_(None)
)
