"""What a school year came to: counts that went through ``suppress()``, and how many things were held.

The counselor, who holds every record, is shown the year that runs. On paper a year is printed once it is over: what
is handed out today and again next week gives the difference away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from farolito.api import N_, Parts, Shares, suppress
from farolito_margarets_place.held import DROP_IN, LESSONS, WITH_ONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.api import Bounds
    from farolito_margarets_place.activities import Done
    from farolito_margarets_place.models import Meeting
    from farolito_margarets_place.settings import RoomSettings

FIRST_MONTH = 8
SMALL = 10
"""Counts of 1 to this many people are not shown (California Health and Human Services, DDG 4.4)."""

YOUTH, ONGOING, SESSIONS, DROPPED, YES, STAFF = (
    N_("Young people in individual counseling"),
    N_("Of these, in ongoing counseling"),
    N_("Sessions, individual and in groups"),
    N_("Visits of who dropped in"),
    N_("Students at the last YES lesson"),
    N_("Staff at staff development"),
)
THINGS = {
    "groups": N_("Meetings of groups"),
    "lessons": N_("YES lessons"),
    "leaders": N_("Meetings of the peer leaders"),
    "campaigns": N_("Campaigns"),
    "training": N_("Hours of staff development"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A count of people or of their visits, as it may be shown. ``target`` is what a grant asks for, if it does."""

    label: str
    bounds: Bounds
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """``people`` went through suppress(); ``things`` are events, which say nothing about anybody: label and number."""

    people: tuple[Row, ...]
    things: tuple[tuple[str, str], ...]


def year_of(day: date) -> int:
    """The year in which the school year of a day begins: it goes from August to July."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def days_of(begins: int) -> tuple[date, date]:
    """The first and the last day of a school year."""
    return date(begins, FIRST_MONTH, 1), date(begins + 1, FIRST_MONTH - 1, 31)


def name_of(begins: int) -> str:
    """A school year as people write it: 2026-27."""
    return f"{begins}-{(begins + 1) % 100:02}"


def counts(meetings: Sequence[Meeting], done: Sequence[Done], settings: RoomSettings) -> Year:
    """What was held in a year, as it may be shown."""
    alone = Counter(one.person_id for one in meetings if one.kind in WITH_ONE and one.person_id)
    often = sum(1 for many in alone.values() if many >= (settings.ongoing or 1))
    youth = suppress(Shares({"often": often}, len(alone)))
    kinds = Counter(one.kind for one in meetings)
    lessons = [one for one in meetings if one.kind == "yes_class"]
    training = [one for one in done if one.kind == "staff_development"]
    return Year(
        people=(
            Row(YOUTH, youth.total),
            Row(ONGOING, youth.cells["often"], settings.target_youth),
            Row(
                SESSIONS,
                _shown(sum(kinds[kind] for kind in (*WITH_ONE, "group"))),
                settings.target_sessions,
            ),
            Row(DROPPED, _shown(sum(one.came for one in meetings if one.kind in DROP_IN))),
            Row(YES, _shown(sum(one.came for one in lessons if one.lesson == LESSONS))),
            Row(STAFF, _shown(sum(one.came for one in training))),
        ),
        things=(
            (THINGS["groups"], str(kinds["group"])),
            (THINGS["lessons"], str(len(lessons))),
            (THINGS["leaders"], str(kinds["peer_leaders"])),
            (THINGS["campaigns"], str(sum(1 for one in done if one.kind == "campaign"))),
            (THINGS["training"], _hours(sum(one.minutes for one in training))),
        ),
    )


def _shown(count: int) -> Bounds:
    return suppress(Parts({"all": count})).total


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")
