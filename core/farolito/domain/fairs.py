"""What a fair adds up to: its tickets, what became of each of them, and the tally at the end of the day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

TicketState = Literal["printed", "waiting", "in_progress", "done", "left"]
STATES: tuple[TicketState, ...] = get_args(TicketState)
"""*printed*: it lies in the stack, and nobody has it yet."""

Way = Literal["", "here", "phone", "tablet", "paper"]
WAYS: tuple[Way, ...] = get_args(Way)
"""How a family answers: on the device of whoever helps, on its own phone, on a paired tablet, on paper."""

Came = Literal["", "sent", "incomplete"]
"""What has come to us of it: nothing yet, all of it, or a part that was left."""

Outcome = Literal["waiting", "sent", "on_tablet", "incomplete", "paper", "left", "unknown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as it counts at the end of the day."""

    number: int
    state: TicketState
    way: Way = ""
    came: Came = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a fair adds up to. ``outbox``: envelopes that wait on tablets, as these said last, without corrections.

    ``unknown``: the numbers of tickets that are done, and nothing says how. ``paper_given`` and ``paper_returned`` are
    what somebody counted, None before that; ``paper_entered`` is what was typed in since.
    """

    tickets: int
    sent: int
    outbox: int
    incomplete: int
    paper: int
    left: int
    waiting: int
    on_tablets: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    paper_given: int | None = None
    paper_returned: int | None = None
    paper_entered: int = 0

    @property
    def parts(self) -> int:
        """What the tickets are accounted for by."""
        return self.sent + self.outbox + self.incomplete + self.paper + self.left + self.waiting

    @property
    def missing(self) -> int:
        """Tickets of which nothing is known; below zero, more came than there were tickets. 0: it adds up."""
        return self.tickets - self.parts

    @property
    def paper_to_enter(self) -> int | None:
        """Sheets that lie there and were not typed in; None before somebody counted them."""
        return None if self.paper_returned is None else self.paper_returned - self.paper_entered


def outcome(ticket: Standing) -> Outcome:
    """What became of a ticket that was given out."""
    if ticket.came == "sent":
        return "sent"
    if ticket.state == "left":
        return "left"
    if ticket.way == "paper":
        return "paper"
    if ticket.came == "incomplete":
        return "incomplete"
    if ticket.state in ("printed", "waiting"):
        return "waiting"
    return "on_tablet" if ticket.way == "tablet" else "unknown"


def tally(
    tickets: Iterable[Standing],
    outbox: int,
    paper: tuple[int | None, int | None, int] = (None, None, 0),
) -> Tally:
    """Add a fair up. ``paper``: given, returned, entered. What lies in the stack counts for nothing."""
    given = [one for one in tickets if one.state != "printed"]
    found = Counter(outcome(one) for one in given)
    return Tally(
        tickets=len(given),
        sent=found["sent"],
        outbox=outbox,
        incomplete=found["incomplete"],
        paper=found["paper"],
        left=found["left"],
        waiting=found["waiting"],
        on_tablets=tuple(one.number for one in given if outcome(one) == "on_tablet"),
        unknown=tuple(one.number for one in given if outcome(one) == "unknown"),
        paper_given=paper[0],
        paper_returned=paper[1],
        paper_entered=paper[2],
    )
