"""Tickets and the board: a number and a language for each family that waits, never a name."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from farolito.db.queries import fairs as queries
from farolito.db.sealing import Cell, keyed_hash, seal, unseal
from farolito.domain.codes import new_code
from farolito.domain.fairs import STATES, Standing
from farolito.domain.languages import WRITTEN
from farolito.domain.spoken_languages import SPOKEN_LANGUAGES
from farolito.errors import Conflict, NotFound
from farolito.services import audit
from farolito.services.fairs.planning import HELP, MANAGE, may
from farolito.services.fairs.values import Board, TicketView

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.domain.fairs import TicketState, Way
    from farolito.services.fairs.values import FairView
    from farolito.services.work import Work

MOST = 300
"""Tickets of one fair."""

ON_ONE_PAPER = 120
"""Tickets that are set together: on a slow machine in half a minute."""


def print_more(work: Work, fair: FairView, many: int) -> tuple[TicketView, ...]:
    """So many more tickets for the stack, each with a code. Raises :class:`NotFound` beyond :data:`MOST` in all."""
    may(work, fair, MANAGE)
    last = _last(work, fair)
    if many < 1 or last + many > MOST or fair.state == "closed":
        raise NotFound("There can not be so many tickets.")
    for number in range(last + 1, last + many + 1):
        _add(work, fair, number, "printed")
    audit.record(work, fair.place.id, "tickets.printed", f"event/{fair.id}")
    return tuple(one for one in every(work, fair) if one.number > last)


def give(
    work: Work,
    fair: FairView,
    language: str,
    *,
    interpreter: bool = False,
    spoken: str = "",
    number: int | None = None,
) -> int:
    """The next family has come: its ticket from the stack, or a new number; which one.

    ``number``: the ticket that it was really handed. Raises :class:`NotFound` for a language that our pages are not
    written in or a number that can not be, :class:`Conflict` when somebody has it already.
    """
    may(work, fair, HELP)
    known = language in WRITTEN and (not spoken or spoken in SPOKEN_LANGUAGES)
    if not known or not fair.goes_on or fair.state != "open":
        raise NotFound("No ticket can be given like this.")
    this = {"of_place": fair.place.id, "of_event": fair.id}
    work.connection.execute(queries.LOCK, this)
    last = _last(work, fair)
    if number is None:
        [stack] = work.connection.execute(queries.IN_THE_STACK, this).all()
        number = stack.number or last + 1
    if not 1 <= number <= MOST:
        raise NotFound("There is no ticket of this number.")
    if not work.connection.execute(queries.TICKET, {**this, "of_number": number}).first():
        _add(work, fair, number, "printed")
    facts = {"as_language": language, "as_spoken": spoken, "as_interpreter": interpreter}
    given = {**this, **facts, "of_number": number, "now": work.now()}
    if not work.connection.execute(queries.GIVE, given).rowcount:
        raise Conflict("Somebody has this ticket already.")
    audit.record(work, fair.place.id, "ticket.given", target_of(fair.id, number))
    return number


def move(
    work: Work, fair: FairView, number: int, state: TicketState, way: Way = "", tablet: str = ""
) -> None:
    """Say how far a ticket is. Raises :class:`NotFound` when nobody was given it."""
    may(work, fair, HELP)
    this = {"of_place": fair.place.id, "of_event": fair.id, "of_number": number}
    to = {"as_state": state, "as_way": way, "as_tablet": tablet, "now": work.now()}
    if state == "printed" or not work.connection.execute(queries.MOVE, {**this, **to}).rowcount:
        raise NotFound("There is no such ticket.")
    audit.record(work, fair.place.id, "ticket.moved", target_of(fair.id, number))


def one(work: Work, fair: FairView, number: int) -> TicketView:
    """A ticket. Raises :class:`NotFound`."""
    this = {"of_place": fair.place.id, "of_event": fair.id, "of_number": number}
    for row in work.peek(queries.TICKET, this):
        return _view(work, fair, row)
    raise NotFound("There is no such ticket.")


def every(work: Work, fair: FairView) -> tuple[TicketView, ...]:
    """All tickets of a fair, by number."""
    rows = work.peek(queries.TICKETS, {"of_place": fair.place.id, "of_event": fair.id})
    return tuple(_view(work, fair, row) for row in rows)


def board(work: Work, fair: FairView) -> Board:
    """Who waits, the longest first, and who answers. One statement."""
    may(work, fair, HELP)
    found = every(work, fair)
    at = {state: [one for one in found if one.state == state] for state in STATES}
    waiting = sorted(at["waiting"], key=lambda one: (one.given_at or work.now(), one.number))
    stack = at["printed"]
    last = found[-1].number if found else 0
    return Board(
        waiting=tuple(waiting),
        in_progress=tuple(at["in_progress"]),
        done=len(at["done"]),
        left=len(at["left"]),
        in_stack=len(stack),
        next_number=stack[0].number if stack else last + 1,
    )


def standing(ticket: TicketView) -> Standing:
    """The ticket as it counts at the end of the day."""
    return Standing(ticket.number, ticket.state, ticket.way, ticket.came)


def for_tablet(
    work: Work, place_id: str, fair_id: str, tablet_id: str
) -> tuple[tuple[int, str], ...]:
    """Number and language of the tickets that were sent to a tablet and are not answered; for the tablet itself."""
    asked = {"of_place": place_id, "of_event": fair_id, "of_tablet": tablet_id}
    return tuple((row.number, row.language) for row in work.peek(queries.FOR_TABLET, asked))


def arrived(
    work: Work, place_id: str, fair_id: str, number: int, *, complete: bool, language: str = ""
) -> None:
    """An envelope that was begun for a ticket has come. Twice is like once; a part never undoes the whole.

    For Farolito itself. A number that nobody printed is kept, too: tickets are given out without internet. What came
    of an event that is no fair changes nothing.
    """
    this = {"of_place": place_id, "of_event": fair_id}
    work.connection.execute(queries.LOCK, this)
    if not work.connection.execute(queries.FAIR, this).first() or not 1 <= number <= MOST:
        return
    one = {**this, "of_number": number}
    if not work.connection.execute(queries.TICKET, one).first():
        work.connection.execute(queries.ADD_TICKET, _fresh(place_id, fair_id, number, work.now()))
    came = "sent" if complete else "incomplete"
    work.connection.execute(
        queries.ARRIVED, {**one, "as_came": came, "as_language": language, "now": work.now()}
    )


def code_index(work: Work, code: str) -> bytes:
    """What a ticket is found by. Whoever has only the database can not try codes."""
    return keyed_hash(work.keyring, "ticket code", "", code.encode())


def target_of(fair_id: str, number: int) -> str:
    """A ticket in the audit."""
    return f"event/{fair_id}/ticket/{number}"


def _add(work: Work, fair: FairView, number: int, state: TicketState) -> None:
    code = new_code(secrets.token_bytes(32))
    cell = _cell(fair, number)
    fresh = _fresh(fair.place.id, fair.id, number, work.now())
    sealed = {"code": seal(work.keyring, cell, code.encode()), "code_index": code_index(work, code)}
    work.connection.execute(queries.ADD_TICKET, {**fresh, **sealed, "state": state})


def _fresh(place_id: str, fair_id: str, number: int, now: Any) -> dict[str, Any]:
    return {
        "place_id": place_id,
        "event_id": fair_id,
        "number": number,
        "language": "",
        "spoken": "",
        "interpreter": False,
        "state": "waiting",
        "way": "",
        "came": "",
        "tablet": "",
        "moved_at": now,
    }


def _last(work: Work, fair: FairView) -> int:
    this = {"of_place": fair.place.id, "of_event": fair.id}
    return work.connection.execute(queries.LAST_NUMBER, this).scalar() or 0


def _view(work: Work, fair: FairView, row: Row[Any]) -> TicketView:
    shown = row.code is not None and fair.goes_on
    return TicketView(
        number=row.number,
        language=row.language,
        spoken=row.spoken,
        interpreter=row.interpreter,
        state=row.state,
        way=row.way,
        came=row.came,
        tablet=row.tablet,
        given_at=row.given_at,
        code=unseal(work.keyring, _cell(fair, row.number), row.code).decode() if shown else None,
        claimed=row.claimed_at is not None,
    )


def _cell(fair: FairView, number: int) -> Cell:
    return Cell("ticket", "code", fair.place.id, f"{fair.id}/{number}")
