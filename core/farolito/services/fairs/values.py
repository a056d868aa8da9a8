"""What is told of a fair and of its tickets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

    from farolito.domain.fairs import Came, Tally, TicketState, Way
    from farolito.domain.views import PlaceView

FairState = Literal["planned", "open", "closed"]


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at a table. ``on`` is false when they did not come.

    ``helps`` names what they help with, of those in :data:`farolito.services.fairs.helps.HELPS`; ``words`` say more, as
    somebody typed them. ``visits``: how many families came, as somebody counted; None before that.
    """

    name: str
    on: bool = True
    helps: tuple[str, ...] = ()
    words: str = ""
    visits: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned of a fair: ``links`` are slugs of forms of the place, ``languages`` those shown first."""

    name: str
    day: date
    links: tuple[str, ...]
    languages: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class FairView:
    """A fair as it stands. It is *open* from the morning of its day until somebody closes it.

    ``goes_on``: its day is not over, so that its PIN and the codes of its tickets open something.
    """

    place: PlaceView
    id: str
    plan: Plan
    state: FairState
    planned_at: datetime
    begins_at: datetime
    ends_at: datetime
    goes_on: bool
    pin_made_at: datetime | None
    paper_printed_at: datetime | None
    paper_given: int | None
    paper_returned: int | None
    closed_at: datetime | None
    rescued: bool


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as it stands. ``code`` is None once the day is over; ``spoken`` is a tag, where it differs."""

    number: int
    language: str
    spoken: str
    interpreter: bool
    state: TicketState
    way: Way
    came: Came
    tablet: str
    given_at: datetime | None
    code: str | None
    claimed: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Who waits, who answers, and how many are through. ``in_stack``: printed tickets that nobody has yet."""

    waiting: tuple[TicketView, ...]
    in_progress: tuple[TicketView, ...]
    done: int
    left: int
    in_stack: int
    next_number: int


@dataclass(frozen=True, slots=True)
class TabletSeen:
    """What a tablet said about itself last. ``languages``: those whose offline copy is complete.

    ``paired``: its token opens something. One that was unpaired may still have envelopes in its ``outbox``;
    ``corrections`` of them belong to tickets that have sent before.
    """

    id: str
    name: str
    paired: bool
    seen_at: datetime | None
    outbox: int
    languages: tuple[str, ...]
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class EndOfDay:
    """The tally, and the tablets on which something waits. ``held``: forms from tablets that need a look."""

    tally: Tally
    tablets: tuple[TabletSeen, ...]
    held: int = 0

    @property
    def not_empty(self) -> tuple[TabletSeen, ...]:
        """Tablets that must stay on and near wifi."""
        return tuple(one for one in self.tablets if one.outbox)
