"""The end of the day: does it add up, where does something still wait, and closing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from farolito.db.queries import fairs as queries
from farolito.domain.access import SYSTEM
from farolito.domain.fairs import tally
from farolito.errors import Conflict, FarolitoError, NotFound
from farolito.services import audit, events
from farolito.services.fairs import tablets, tickets
from farolito.services.fairs.planning import MANAGE, may
from farolito.services.fairs.readiness import entered_since
from farolito.services.fairs.values import EndOfDay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.services.fairs.values import FairView
    from farolito.services.work import Work, Works

MOST_PAPER = 9999


class StillWaiting(FarolitoError):
    """Envelopes lie on tablets, and nobody said that they are in a file."""


def end_of_day(work: Work, fair: FairView) -> EndOfDay:
    """The tally, and what each tablet said last. Raises :class:`NotFound`."""
    may(work, fair, MANAGE)
    seen = tablets.of_fair(work, fair)
    found = tally(
        map(tickets.standing, tickets.every(work, fair)),
        sum(one.outbox - one.corrections for one in seen),
        (fair.paper_given, fair.paper_returned, entered_since(work, fair)),
    )
    [held] = work.peek(queries.HELD, {"of_place": fair.place.id, "of_event": fair.id})
    return EndOfDay(found, seen, held.many)


def count_paper(work: Work, fair: FairView, given: int | None, returned: int | None) -> None:
    """Write down how many forms on paper went out and came back. Raises :class:`NotFound` for what can not be."""
    may(work, fair, MANAGE)
    if any(one is not None and not 0 <= one <= MOST_PAPER for one in (given, returned)):
        raise NotFound("There can not be so many.")
    this = {"of_place": fair.place.id, "of_event": fair.id}
    work.connection.execute(queries.PAPER_COUNTED, {**this, "given": given, "returned": returned})
    audit.record(work, fair.place.id, "fair.paper_counted", f"event/{fair.id}")


def close(work: Work, fair: FairView, *, rescued: bool) -> None:
    """The fair is over: its PIN and its codes open nothing, helpers are logged out, tablets are unpaired.

    Raises :class:`StillWaiting` while a tablet is not empty, unless ``rescued``: somebody holds what waits in a file.
    Raises :class:`Conflict` when it was closed before, or its day has not come.
    """
    waits = end_of_day(work, fair).not_empty
    if waits and not rescued:
        raise StillWaiting("There are envelopes on a tablet.")
    this = {"of_place": fair.place.id, "of_event": fair.id}
    closes = {**this, "now": work.now(), "as_rescued": bool(waits)}
    if fair.state == "planned" or not work.connection.execute(queries.CLOSE, closes).rowcount:
        raise Conflict("This fair can not be closed now.")
    forget_tickets(work, fair.place.id, fair.id)
    with suppress(NotFound):  # its day is over: the night has done it
        events.end(work, fair.place.slug, fair.id)
    tablets.unpair(work, fair)
    audit.record(work, fair.place.id, "fair.closed", f"event/{fair.id}")


def over(works: Works, payload: Mapping[str, Any]) -> None:
    """The job of the night of an event: its helpers are forgotten, and no ticket of it leads to answers any more.

    Nothing for one whose day was moved: another night comes for it.
    """
    events.forget_helpers(works, payload)
    this = {"of_place": payload["place_id"], "of_event": payload["event_id"]}
    with works.open(SYSTEM) as work:
        for row in work.peek(queries.FAIR, this):
            if row.ends_at <= work.now():
                forget_tickets(work, payload["place_id"], payload["event_id"])


def forget_tickets(work: Work, place_id: str, fair_id: str) -> None:
    """What was sent is done; then codes and ways to the answers go. Numbers, languages and what came of them stay."""
    this = {"of_place": place_id, "of_event": fair_id}
    work.connection.execute(queries.SETTLE, this)
    work.connection.execute(queries.LEFT_UNFINISHED, this)
    work.connection.execute(queries.FORGET_CODES, this)
