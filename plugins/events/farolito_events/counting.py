"""How many came, by month and kind, as far as it may be shown.

A count may be mended until the month is over in which the week after its event ends. Then it stands for good, and the
counts of that month go through ``suppress()`` once: what is shown never changes by a few people. So an event that was
counted keeps its day, and is not cancelled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import Bounds, Parts, suppress
from farolito_events.kinds import KINDS
from farolito_events.models import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy.orm import Session

WEEK = timedelta(days=7)
COUNTED = tuple(name for name, kind in KINDS.items() if kind.counted)
FIRST_MONTH = 8
"""A school year goes from August to July."""


@dataclass(frozen=True, slots=True)
class Year:
    """A school year at a place. ``events`` by kind and ``pillars`` count events, ``people`` those who came.

    0 where no month is shown yet. ``until``: the month that was shown last, "2026-10"; "" for none yet.
    """

    begins: date
    events: Mapping[str, int]
    pillars: Mapping[str, int]
    people: Mapping[str, Bounds]
    until: str


def month_of(day: date) -> tuple[int, int]:
    """The month with which a count stands for good: that of the day a week after the event."""
    later = day + WEEK
    return later.year, later.month


def may_be_mended(day: date, today: date) -> bool:
    """Whether the count of an event on this day may still be written or changed."""
    return day <= today and (today.year, today.month) <= month_of(day)


def year(
    session: Session,
    place_id: str,
    today: date,
    small: int,
    order: Callable[[str], str | bytes] = str,
) -> Year:
    """The school year of today. ``small``: counts of 1 to this many are not shown."""
    begins = date(today.year if today.month >= FIRST_MONTH else today.year - 1, FIRST_MONTH, 1)
    asked = select(Event).where(
        Event.place_id == place_id,
        Event.kind.in_(COUNTED),
        Event.day >= begins,
        Event.day <= today,
        Event.cancelled.is_(False),
    )
    return summed(begins, session.scalars(asked).all(), today, small, order)


def summed(
    begins: date,
    events: Iterable[Event],
    today: date,
    small: int,
    order: Callable[[str], str | bytes] = str,
) -> Year:
    """The same, of these events."""
    kinds: Counter[str] = Counter()
    pillars: Counter[str] = Counter()
    months: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for event in events:
        kinds[event.kind] += 1
        pillars.update(event.pillar_names)
        if event.came is not None and month_of(event.day) < (today.year, today.month):
            months[month_of(event.day)][event.kind] += event.came
    people = dict.fromkeys(COUNTED, Bounds(0, 0))
    for month, counts in months.items():
        whole = {name: counts[name] for name in COUNTED}
        shown = suppress(Parts(whole), small, lambda cell, m=month: order(f"{m}|{cell}")).cells  # type: ignore[misc]
        people = {
            name: Bounds(bounds.low + shown[name].low, bounds.high + shown[name].high)
            for name, bounds in people.items()
        }
    until = max(months, default=None)
    return Year(begins, kinds, pillars, people, f"{until[0]}-{until[1]:02}" if until else "")
