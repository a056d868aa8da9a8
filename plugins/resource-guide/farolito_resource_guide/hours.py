"""When something is open: on Mondays, on the 2nd and 4th Saturday of a month, from when to when.

Hours(days=((2, SATURDAY), (4, SATURDAY)), opens=time(9), closes=time(11))
Hours(note="Call for an appointment")        # what nobody could put into days
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
EVERY, LAST = 0, -1

AHEAD = (
    62  # days that are looked at to find the next one: every nth weekday but a fifth comes within
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Some days and one span of time on each.

    ``days``: pairs of which one of a month (0 every, 1 to 5, -1 the last) and weekday (0 is Monday).
    ``monthdays``: days of the month, negative from its end. ``interval``: every so many weeks or months, counted from
    ``start``. Without days and monthdays only ``note`` says when: words as they came.
    """

    days: tuple[tuple[int, int], ...] = ()
    opens: time | None = None
    closes: time | None = None
    monthdays: tuple[int, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    interval: int = 1
    start: date | None = None
    note: str = ""

    @property
    def monthly(self) -> bool:
        """Whether it counts within months, not weeks."""
        return bool(self.monthdays) or any(which != EVERY for which, _ in self.days)

    @property
    def known(self) -> bool:
        """Whether it says on which days."""
        return bool(self.days or self.monthdays)

    def on(self, day: date) -> bool:
        """Whether it is open on a day."""
        if (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to):
            return False
        return self._turn(day) and (self._by_weekday(day) or self._by_monthday(day))

    def open_at(self, moment: datetime) -> bool:
        """Whether it is open at a moment, told in the time of the place. Without times: all day."""
        day, clock = moment.date(), moment.time()
        if self.opens is None or self.closes is None:
            return self.on(day)
        if self.opens < self.closes:
            return self.on(day) and self.opens <= clock < self.closes
        before = self.on(day - timedelta(1)) and clock < self.closes  # past midnight
        return before or (self.on(day) and clock >= self.opens)

    def next_day(self, day: date) -> date | None:
        """The first day from ``day`` on that it is open; None if it is not within two months."""
        ahead = (day + timedelta(days) for days in range(AHEAD))
        return next((one for one in ahead if self.on(one)), None)

    def _turn(self, day: date) -> bool:
        if self.interval <= 1 or self.start is None:
            return self.interval <= 1
        if self.monthly:
            months = (day.year - self.start.year) * 12 + day.month - self.start.month
            return months % self.interval == 0
        first, this = (one - timedelta(one.weekday()) for one in (self.start, day))
        return (this - first).days // 7 % self.interval == 0

    def _by_weekday(self, day: date) -> bool:
        nth = (day.day - 1) // 7 + 1
        is_last = (day + timedelta(7)).month != day.month
        return any(
            weekday == day.weekday() and (which in (EVERY, nth) or (which == LAST and is_last))
            for which, weekday in self.days
        )

    def _by_monthday(self, day: date) -> bool:
        left = (day.replace(day=28) + timedelta(4)).replace(day=1) - day
        return day.day in self.monthdays or -left.days in self.monthdays


def merged(several: Iterable[Hours]) -> tuple[Hours, ...]:
    """Lines that differ only in their days become one: "2nd Saturday" and "4th Saturday" at the same time."""
    found: dict[Hours, list[tuple[int, int]]] = {}
    kinds: dict[Hours, bool] = {}
    for one in several:
        if one.monthdays or not one.days:
            found.setdefault(one, [])
            continue
        bare = replace(one, days=(), note=one.note or ("m" if one.monthly else "w"))
        kinds[bare] = bool(one.note)
        for day in one.days:
            if day not in found.setdefault(bare, []):
                found[bare].append(day)
    return tuple(
        replace(
            bare, days=tuple(sorted(days, key=_in_order)), note=bare.note if kinds[bare] else ""
        )
        if days
        else bare
        for bare, days in found.items()
    )


def _in_order(day: tuple[int, int]) -> tuple[int, int]:
    which, weekday = day
    return weekday, 9 if which == LAST else which
