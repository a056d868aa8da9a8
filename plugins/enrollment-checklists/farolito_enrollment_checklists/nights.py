"""Nights of help with a place to stay: sixteen in twelve months. A plain count, which the county's own goes before.

counted(paid, today) -> Nights          # paid: (first night, how many) of each payment
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 16
"""Nights in twelve months; DPSS, CalWORKs homeless programs (checked with the list of CalWORKs)."""

AT_ONCE = 7
"""Nights of one payment, but after a declared disaster or when a family flees: then all sixteen."""


@dataclass(frozen=True, slots=True)
class Nights:
    """``used`` in the twelve months that end with today, later nights that are paid already among them.

    ``more_on`` is the first day on which fewer count, because the oldest night is twelve months old; None without any.
    """

    used: int
    since: date | None
    more_on: date | None

    @property
    def left(self) -> int:
        """How many more there are; never less than none."""
        return max(0, MOST - self.used)


def counted(paid: Iterable[tuple[date, int]], today: date) -> Nights:
    """How many nights count today, of payments with the first night and how many nights."""
    nights = sorted(
        {first + timedelta(days=number) for first, many in paid for number in range(many)}
    )
    counting = [night for night in nights if year_later(night) > today]
    if not counting:
        return Nights(0, None, None)
    return Nights(len(counting), counting[0], year_later(counting[0]))


def year_later(day: date) -> date:
    """The same day of the next year; the first of March for February 29."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
