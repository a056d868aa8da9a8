"""Fairs and their tickets."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, case, exists, func, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import (
    Envelope,
    Event,
    Fair,
    PaperSheet,
    Place,
    Response,
    Session,
    Tablet,
    Ticket,
)

_event, _fair, _ticket = table_of(Event), table_of(Fair), table_of(Ticket)
_response, _session = table_of(Response), table_of(Session)
_envelope = table_of(Envelope)
_sheet, _place, _tablet = table_of(PaperSheet), table_of(Place), table_of(Tablet)

FAIRS = (
    select(_fair, _event.c.name, _event.c.created_at, _event.c.begins_at, _event.c.ends_at)
    .join_from(
        _fair, _event, and_(_event.c.place_id == _fair.c.place_id, _event.c.id == _fair.c.event_id)
    )
    .where(_fair.c.place_id == bindparam("of_place"))
    .order_by(_fair.c.day.desc(), _fair.c.event_id.desc())
    .limit(100)
)
FAIR = FAIRS.where(_fair.c.event_id == bindparam("of_event"))

ADD_FAIR = insert(_fair)

_this_fair = and_(
    _fair.c.place_id == bindparam("of_place"), _fair.c.event_id == bindparam("of_event")
)

CHANGE_FAIR = (
    update(_fair)
    .where(_this_fair)
    .values(
        day=bindparam("as_day"),
        links=bindparam("as_links", type_=_fair.c.links.type),
        languages=bindparam("as_languages", type_=_fair.c.languages.type),
        tables=bindparam("as_tables", type_=_fair.c.tables.type),
    )
)
CHANGE_EVENT = (
    update(_event)
    .where(_event.c.place_id == bindparam("of_place"), _event.c.id == bindparam("of_event"))
    .values(name=bindparam("as_name"), begins_at=bindparam("begins"), ends_at=bindparam("ends"))
)
MOVE_TABLETS = (
    update(_tablet)
    .where(_tablet.c.place_id == bindparam("of_place"), _tablet.c.event_id == bindparam("of_event"))
    .values(ends_at=bindparam("until"))
)

LOCK = select(_fair.c.event_id).where(_this_fair).with_for_update()
"""Numbers are given by one after the other."""

TABLES_LOCKED = select(_fair.c.tables).where(_this_fair).with_for_update()
"""Who sits where; and so it stays until this transaction ends."""

SET_TABLES = (
    update(_fair).where(_this_fair).values(tables=bindparam("as_tables", type_=_fair.c.tables.type))
)
PIN_MADE = update(_fair).where(_this_fair).values(pin_made_at=bindparam("now"))
PAPER_PRINTED = update(_fair).where(_this_fair).values(paper_printed_at=bindparam("at"))
PAPER_COUNTED = (
    update(_fair)
    .where(_this_fair)
    .values(paper_given=bindparam("given"), paper_returned=bindparam("returned"))
)
CLOSE = (
    update(_fair)
    .where(_this_fair, _fair.c.closed_at.is_(None))
    .values(closed_at=bindparam("now"), rescued=bindparam("as_rescued"))
)

SHEETS = (
    select(_sheet.c.language, _sheet.c.state, func.count().label("many"))
    .where(
        _sheet.c.place_id == bindparam("of_place"),
        _sheet.c.link_slug.in_(bindparam("links", expanding=True)),
        _sheet.c.printed_at >= bindparam("since"),
        _sheet.c.printed_at < bindparam("until"),
    )
    .group_by(_sheet.c.language, _sheet.c.state)
    .order_by(_sheet.c.language, _sheet.c.state)
)
"""Numbered sheets of a fair's forms that were printed for it."""

HELD = select(func.count().label("many")).where(
    _envelope.c.place_id == bindparam("of_place"),
    _envelope.c.event_id == bindparam("of_event"),
    _envelope.c.state == "held",
)
"""Forms from tablets of a fair that a person must look at."""

_tickets_of = and_(
    _ticket.c.place_id == bindparam("of_place"), _ticket.c.event_id == bindparam("of_event")
)
_its_responses = and_(
    _response.c.place_id == _ticket.c.place_id, _response.c.session_id == _ticket.c.session_id
)
_sent = or_(
    exists().where(_its_responses, _response.c.status.in_(("completed", "amended"))),
    # an anonymous one is cut from its session when it is sent; the session remembers that it was
    exists().where(_session.c.id == _ticket.c.session_id, _session.c.sent.is_not(None)),
)
_begun = exists().where(_its_responses, _response.c.status.in_(("in_progress", "stopped")))

TICKETS = (
    select(
        _ticket.c.number,
        _ticket.c.language,
        _ticket.c.spoken,
        _ticket.c.interpreter,
        _ticket.c.way,
        _ticket.c.tablet,
        _ticket.c.given_at,
        _ticket.c.code,
        _ticket.c.claimed_at,
        case((_sent, "done"), else_=_ticket.c.state).label("state"),
        case((_sent, "sent"), (_begun, "incomplete"), else_=_ticket.c.came).label("came"),
    )
    .where(_tickets_of)
    .order_by(_ticket.c.number)
)
"""The tickets of a fair, as they stand now. The answers themselves are not touched."""

TICKET = TICKETS.where(_ticket.c.number == bindparam("of_number"))

FOR_TABLET = (
    select(_ticket.c.number, _ticket.c.language)
    .where(
        _tickets_of,
        _ticket.c.tablet == bindparam("of_tablet"),
        _ticket.c.way == "tablet",
        _ticket.c.state == "in_progress",
        _ticket.c.came == "",
    )
    .order_by(_ticket.c.moved_at, _ticket.c.number)
)
"""The tickets that were sent to a tablet and of which nothing has come; the longest first."""

LAST_NUMBER = select(func.max(_ticket.c.number).label("number")).where(_tickets_of)
IN_THE_STACK = select(func.min(_ticket.c.number).label("number")).where(
    _tickets_of, _ticket.c.state == "printed"
)
ADD_TICKET = insert(_ticket)

_this_ticket = and_(_tickets_of, _ticket.c.number == bindparam("of_number"))

GIVE = (
    update(_ticket)
    .where(_this_ticket, _ticket.c.state == "printed")
    .values(
        state="waiting",
        language=bindparam("as_language"),
        spoken=bindparam("as_spoken"),
        interpreter=bindparam("as_interpreter"),
        given_at=bindparam("now"),
        moved_at=bindparam("now"),
    )
)
"""Changes no row when somebody else gave it out this very moment."""

MOVE = (
    update(_ticket)
    .where(_this_ticket, _ticket.c.state != "printed")
    .values(
        state=bindparam("as_state"),
        way=bindparam("as_way"),
        tablet=bindparam("as_tablet"),
        moved_at=bindparam("now"),
    )
)
START = (
    update(_ticket)
    .where(_this_ticket, _ticket.c.state.in_(("waiting", "in_progress")))
    .values(
        state="in_progress",
        way="here",
        tablet="",
        session_id=bindparam("session"),
        moved_at=bindparam("now"),
    )
)

SESSION_OF = select(_ticket.c.session_id).where(_this_ticket)

SETTLE = (
    update(_ticket)
    .where(_tickets_of, _ticket.c.session_id.is_not(None), _sent)
    .values(came="sent", state="done", session_id=None)
)
"""What was sent is done, and no longer leads to the answers."""

LEFT_UNFINISHED = (
    update(_ticket)
    .where(_tickets_of, _ticket.c.session_id.is_not(None), ~_sent, _begun)
    .values(came="incomplete")
)
FORGET_CODES = (
    update(_ticket).where(_tickets_of).values(code=None, code_index=None, session_id=None)
)

ARRIVED = (
    update(_ticket)
    .where(_this_ticket, _ticket.c.came != "sent")
    .values(
        state="done",
        came=bindparam("as_came"),
        way=case((_ticket.c.way == "", "tablet"), else_=_ticket.c.way),
        given_at=func.coalesce(_ticket.c.given_at, bindparam("now", type_=_ticket.c.given_at.type)),
        language=case(
            (_ticket.c.language == "", bindparam("as_language")), else_=_ticket.c.language
        ),
        moved_at=bindparam("now"),
    )
)

OF_CODE = (
    select(
        _ticket.c.place_id,
        _ticket.c.event_id,
        _ticket.c.number,
        _ticket.c.language,
        _ticket.c.state,
        _ticket.c.session_id,
        _fair.c.links,
        _place.c.slug.label("place_slug"),
    )
    .join_from(
        _ticket,
        _fair,
        and_(_fair.c.place_id == _ticket.c.place_id, _fair.c.event_id == _ticket.c.event_id),
    )
    .join(_event, and_(_event.c.place_id == _fair.c.place_id, _event.c.id == _fair.c.event_id))
    .join(_place, _place.c.id == _ticket.c.place_id)
    .where(
        _ticket.c.code_index == bindparam("code_index"),
        _ticket.c.claimed_at.is_(None),
        _ticket.c.state.in_(("printed", "waiting", "in_progress")),
        _event.c.begins_at <= bindparam("now"),
        _event.c.ends_at > bindparam("now"),
        _fair.c.closed_at.is_(None),
        ~_sent,
    )
)
"""The ticket that a code opens now, whatever the reason why another one does not."""

CLAIM = (
    update(_ticket)
    .where(_this_ticket, _ticket.c.claimed_at.is_(None))
    .values(
        claimed_at=bindparam("now"),
        state="in_progress",
        way="phone",
        tablet="",
        session_id=bindparam("session"),
        language=bindparam("as_language"),
        given_at=func.coalesce(_ticket.c.given_at, bindparam("now", type_=_ticket.c.given_at.type)),
        moved_at=bindparam("now"),
    )
)
"""Changes no row when another phone was quicker."""

UNFINISHED = (
    select(_response.c.id, _response.c.link_slug)
    .where(
        _response.c.session_id == bindparam("session"),
        _response.c.place_id == bindparam("of_place"),
        _response.c.status == "in_progress",
    )
    .order_by(_response.c.saved_at.desc(), _response.c.id)
)
TAKE_ALONG = (
    update(_response)
    .where(
        _response.c.session_id == bindparam("from_session"),
        _response.c.place_id == bindparam("of_place"),
        _response.c.status == "in_progress",
    )
    .values(session_id=bindparam("to_session"), channel="own_device")
)
"""What was begun on one device goes on on another one."""

END_SESSION = (
    update(_session)
    .where(_session.c.id == bindparam("of_session"))
    .values(expires_at=bindparam("now"))
)
