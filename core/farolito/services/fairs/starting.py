"""The family of a ticket begins: on the device of whoever helps, or with its own phone and the code on its ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import fairs as queries
from farolito.domain.access import Actor
from farolito.domain.codes import typed
from farolito.errors import NotFound
from farolito.services import audit, limits, links, responses, sessions
from farolito.services.fairs import tickets
from farolito.services.fairs.planning import HELP, forms_of, may, may_be_there
from farolito.services.limits import Limit
from farolito.services.sessions import ON_OUR_DEVICE
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.services.fairs.values import FairView
    from farolito.services.links import LinkView
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a code has opened: the session of the phone, and where it goes on."""

    session: NewSession
    place_slug: str
    link_slug: str


def begin(
    work: Work, fair: FairView, number: int, link_slug: str, language: str = ""
) -> NewSession:
    """Begin a form of the fair for a ticket, on this device: a session that knows of no other family.

    What was begun for this ticket before is closed. Raises :class:`NotFound` when the ticket is not waiting, the fair
    is not open, or it has no such form.
    """
    may(work, fair, HELP)
    ticket = tickets.one(work, fair, number)
    link = next((one for one in open_forms(work, fair) if one.slug == link_slug), None)
    if link is None or not fair.goes_on or ticket.state not in ("waiting", "in_progress"):
        raise NotFound("This can not be begun.")
    session = sessions.start_family(work, ON_OUR_DEVICE)
    this = {"of_place": fair.place.id, "of_event": fair.id, "of_number": number}
    now = {"now": work.now()}
    for before in work.connection.execute(queries.SESSION_OF, this):
        if before.session_id:
            work.connection.execute(queries.END_SESSION, {"of_session": before.session_id, **now})
    if not work.connection.execute(queries.START, {**this, "session": session.id, **now}).rowcount:
        raise NotFound("This can not be begun.")
    responses.start(work, link, _read(link, language, ticket.language), session.id, "tablet")
    audit.record(work, fair.place.id, "ticket.started", tickets.target_of(fair.id, number))
    return session


def claim(work: Work, code: str, address: str, language: str = "") -> Claimed | Refusal:
    """Go on with a ticket's form on this phone. A code does this once; the device before it opens nothing any more.

    The answer is the same for a code that was used, is over, or never was. Wrong tries are counted, right ones never.
    ``language``: what the phone reads, for a ticket that was given out without one.
    """
    tries = (
        Limit("ticket code here", address, burst=10, every=timedelta(seconds=30)),
        # from everywhere: 10,000 tries a day, of a hundred and fifty thousand million codes
        Limit("ticket code", "", burst=100, every=timedelta(seconds=10)),
    )
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    asked = {"code_index": tickets.code_index(work, typed(code) or ""), "now": work.now()}
    for row in work.peek(queries.OF_CODE, asked):
        found = _taken_over(work, row, language)
        if found is not None:
            return found
    limits.charge(work, tries)
    return Refusal("wrong")


def open_forms(work: Work, fair: FairView) -> tuple[LinkView, ...]:
    """The forms that can be begun at a fair now."""
    return tuple(one for one in forms_of(work, fair) if may_be_there(one))


def _taken_over(work: Work, row: Row[Any], language: str) -> Claimed | None:
    place = {"of_place": row.place_id}
    link_slug = None
    if row.session_id:
        begun = work.connection.execute(
            queries.UNFINISHED, {**place, "session": row.session_id}
        ).first()
        link_slug = begun.link_slug if begun is not None else None
    link = None if link_slug else _first(work, row)
    if link_slug is None and link is None:
        return None
    session = sessions.start_family(work)
    read = row.language or (_read(link, language) if link is not None else language)
    this = {**place, "of_event": row.event_id, "of_number": row.number}
    mine = {"session": session.id, "as_language": read, "now": work.now()}
    if not work.connection.execute(queries.CLAIM, {**this, **mine}).rowcount:
        return None
    work.actor = Actor("family", id=session.id)
    if link is not None:
        responses.start(work, link, _read(link, read), session.id)
    if row.session_id:
        both = {"from_session": row.session_id, "to_session": session.id}
        work.connection.execute(queries.TAKE_ALONG, {**place, **both})
        over = {"of_session": row.session_id, "now": work.now()}
        work.connection.execute(queries.END_SESSION, over)
    audit.record(work, row.place_id, "ticket.claimed", tickets.target_of(row.event_id, row.number))
    return Claimed(session, row.place_slug, link.slug if link is not None else link_slug or "")


def _first(work: Work, row: Row[Any]) -> LinkView | None:
    known = {one.slug: one for one in links.of_place(work, row.place_slug)}
    return next(
        (known[slug] for slug in row.links if slug in known and may_be_there(known[slug])), None
    )


def _read(link: LinkView, *wanted: str) -> str:
    """The first of these languages that a form is offered in; its own first one otherwise."""
    return next((one for one in wanted if one in link.languages), link.languages[0])
