"""Fairs: a day on which many families come, planned, held and added up.

    plan(work, place_slug, Plan) -> str                             # its id; NotFound, PlanRefused
    change(work, fair, Plan) -> None
    of_place(work, place_slug) -> tuple[FairView, ...]
    one(work, place_slug, fair_id, permission="events.manage") -> FairView     # NotFound
    of_event(work, place_slug, event_id) -> FairView | None         # for tablets; with forms_of(work, fair)
    checks(work, fair) -> tuple[Check, ...]                         # what is done, and what is to do
    make_pin(work, fair) -> str                                     # told once; it opens from the morning of the day
    turn_table(work, fair, name, on=...), say_printed(work, fair, printed=...)
    describe_tables(work, fair, {name: (helps, words)}), count_visits(work, fair, {name: many})
    visits_to_tell(work, fair) -> dict[str, Bounds]                 # what a partner may be told
    print_more(work, fair, many) -> tuple[TicketView, ...]          # tickets for the stack, with their codes
    give(work, fair, language, ...) -> int                          # the next family; NotFound, Conflict
    move(work, fair, number, state, way, tablet) -> None
    for_tablet(work, place_id, fair_id, tablet_id) -> ((number, language), ...)     # sent there, not answered yet
    board(work, fair) -> Board
    begin(work, fair, number, link_slug, language) -> NewSession    # on this device
    claim(work, code, address, language) -> Claimed | Refusal       # on the family's own phone
    arrived(work, place_id, fair_id, number, complete=...) -> None  # an envelope of a ticket was opened
    end_of_day(work, fair) -> EndOfDay                              # the tally, and where something waits
    count_paper(work, fair, given, returned), close(work, fair, rescued=...)   # StillWaiting, Conflict

Staff who plan need ``events.manage`` at the place. Helpers with the PIN hold ``events.help``: they give tickets and
begin forms, and nothing else. No name of a family is kept here.
"""

from farolito.services.fairs.ending import StillWaiting, close, count_paper, end_of_day
from farolito.services.fairs.planning import (
    HELP,
    PlanRefused,
    change,
    forms_of,
    make_pin,
    may_be_there,
    of_event,
    of_place,
    one,
    plan,
    say_printed,
)
from farolito.services.fairs.readiness import Check, Gap, checks
from farolito.services.fairs.starting import Claimed, begin, claim, open_forms
from farolito.services.fairs.tables import (
    count_visits,
    describe_tables,
    small_counts,
    turn_table,
    visits_to_tell,
)
from farolito.services.fairs.tickets import arrived, board, for_tablet, give, move, print_more
from farolito.services.fairs.tickets import every as tickets_of
from farolito.services.fairs.tickets import one as ticket
from farolito.services.fairs.values import (
    Board,
    EndOfDay,
    FairView,
    Plan,
    Table,
    TabletSeen,
    TicketView,
)

__all__ = [
    "HELP",
    "Board",
    "Check",
    "Claimed",
    "EndOfDay",
    "FairView",
    "Gap",
    "Plan",
    "PlanRefused",
    "StillWaiting",
    "Table",
    "TabletSeen",
    "TicketView",
    "arrived",
    "begin",
    "board",
    "change",
    "checks",
    "claim",
    "close",
    "count_paper",
    "count_visits",
    "describe_tables",
    "end_of_day",
    "for_tablet",
    "forms_of",
    "give",
    "make_pin",
    "may_be_there",
    "move",
    "of_event",
    "of_place",
    "one",
    "open_forms",
    "plan",
    "print_more",
    "say_printed",
    "small_counts",
    "ticket",
    "tickets_of",
    "turn_table",
    "visits_to_tell",
]
