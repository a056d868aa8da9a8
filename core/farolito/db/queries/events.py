"""Events at a place and their helpers."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import Event, EventHelper, Fair, Session

_event, _helper, _session = table_of(Event), table_of(EventHelper), table_of(Session)
_fair = table_of(Fair)

ADD_EVENT = insert(_event)
EVENTS = (
    select(_event.c.id, _event.c.name, _event.c.created_at, _event.c.ends_at)
    .where(
        _event.c.place_id == bindparam("place_id"),
        _event.c.ends_at > bindparam("now"),
        ~exists().where(_fair.c.place_id == _event.c.place_id, _fair.c.event_id == _event.c.id),
    )
    .order_by(_event.c.created_at.desc(), _event.c.id)
)
EVENT_OF_PIN = select(_event.c.id, _event.c.ends_at).where(
    _event.c.place_id == bindparam("place_id"),
    _event.c.pin_hash == bindparam("pin_hash"),
    or_(_event.c.begins_at.is_(None), _event.c.begins_at <= bindparam("now")),
    _event.c.ends_at > bindparam("now"),
)
SET_PIN = (
    update(_event)
    .where(
        _event.c.place_id == bindparam("of_place"),
        _event.c.id == bindparam("event_id"),
        _event.c.ends_at > bindparam("now"),
    )
    .values(pin_hash=bindparam("pin_hash"))
)
END_EVENT = (
    update(_event)
    .where(
        _event.c.place_id == bindparam("of_place"),
        _event.c.id == bindparam("event_id"),
        _event.c.ends_at > bindparam("now"),
    )
    .values(ends_at=bindparam("now"))
)

ADD_HELPER = insert(_helper)
HELPERS = (
    select(_helper.c.session_id, _helper.c.name, _session.c.created_at)
    .join_from(_helper, _session, _session.c.id == _helper.c.session_id)
    .where(
        _helper.c.place_id == bindparam("place_id"),
        _helper.c.event_id == bindparam("event_id"),
        _session.c.expires_at > bindparam("now"),
    )
    .order_by(_session.c.created_at, _helper.c.session_id)
)
END_HELPERS_SESSIONS = (
    update(_session)
    .where(
        _session.c.expires_at > bindparam("now"),
        _session.c.id.in_(
            select(_helper.c.session_id).where(
                _helper.c.place_id == bindparam("place_id"),
                _helper.c.event_id == bindparam("event_id"),
            )
        ),
    )
    .values(expires_at=bindparam("now"))
)
FORGET_HELPERS = delete(_helper).where(
    _helper.c.place_id == bindparam("place_id"), _helper.c.event_id == bindparam("event_id")
)
