"""Dates as texts ("2026-11-23") and whole days; ages that never make anyone older than they are."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from farolito.domain.expressions.kinds import Value


class Birth(NamedTuple):
    """The latest day somebody can have been born on, given what we were told."""

    year: int
    month: int
    day: int


def day_of(value: Value) -> date | None:
    """The day a text names as YYYY-MM-DD; None for any other text or value."""
    if not isinstance(value, str) or len(value) != 10 or value[4] + value[7] != "--":
        return None
    digits = value[:4] + value[5:7] + value[8:]
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(value[:4]), int(value[5:7]), int(value[8:]))
    except ValueError:
        return None


def as_date(value: Value) -> str | None:
    """The same text when it names a day of the calendar, else None."""
    return str(value) if day_of(value) else None


def days_between(start: Value, end: Value) -> float | None:
    """Days from the first date to the second; negative when the second comes first."""
    first, last = day_of(start), day_of(end)
    return float(last.toordinal() - first.toordinal()) if first and last else None


def add_days(start: Value, days: Value) -> str | None:
    """The day that many days later (earlier when negative); None unless it is a whole number."""
    first, count = day_of(start), _count(days)
    if first is None or count is None:
        return None
    try:
        return (first + timedelta(days=count)).isoformat()
    except OverflowError:
        return None


def add_months(start: Value, months: Value) -> str | None:
    """The same day of a later month, or that month's last day when it has no such day."""
    first, count = day_of(start), _count(months)
    if first is None or count is None:
        return None
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    day = min(first.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day).isoformat()


def year(value: Value) -> float | None:
    """The year of a date."""
    day = day_of(value)
    return float(day.year) if day else None


def month(value: Value) -> float | None:
    """The month of a date, 1 to 12."""
    day = day_of(value)
    return float(day.month) if day else None


def day_of_month(value: Value) -> float | None:
    """The day of the month of a date, 1 to 31."""
    day = day_of(value)
    return float(day.day) if day else None


def years_between(start: Value, end: Value) -> float | None:
    """Completed years from the first date to the second; negative when the second comes first."""
    first, last = day_of(start), day_of(end)
    if not first or not last:
        return None
    if last < first:
        return -float(_completed(Birth(last.year, last.month, last.day), first)) + 0.0
    return float(_completed(Birth(first.year, first.month, first.day), last))


def age_on(born: Value, day: Value) -> float | None:
    """Completed years on a day, the fewest that what we know of the birth allows.

    ``born`` is a date, ``{"year": 2015}`` (the birthday may be as late as 31 December) or
    ``{"age": 9, "on": "2026-09-01"}`` (the ninth birthday may have been that very day). So a rule
    that opens something from an age on never opens it too early. None before the birth.
    """
    on = day_of(day)
    birth = _latest_birth(born)
    if on is None or birth is None or birth.year > on.year:
        return None
    age = _completed(birth, on)
    if age < 0 and isinstance(born, Mapping) and "year" in born:
        return 0.0  # born this year: 31 December is only how late it can have been
    return float(age) if age >= 0 else None


def _latest_birth(born: Value) -> Birth | None:
    if not isinstance(born, Mapping):
        day = day_of(born)
        return Birth(day.year, day.month, day.day) if day else None
    year, age, on = _whole(born.get("year")), _whole(born.get("age")), day_of(born.get("on"))
    if year is not None:
        return Birth(year, 12, 31)
    if age is not None and on is not None:
        leaps = (on.month, on.day) == (2, 29) and not isleap(on.year - age)
        return Birth(on.year - age, on.month, 28 if leaps else on.day)
    return _latest_birth(born["date"]) if isinstance(born.get("date"), str) else None


def _whole(value: Value) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if abs(value) < 10_000 and value == int(value) else None


def _count(value: Value) -> int | None:
    """A whole number of days or months; None for one that leaves the calendar from anywhere."""
    if not isinstance(value, float) or abs(value) > 4_000_000 or not value.is_integer():
        return None
    return int(value)


def _completed(start: Birth, end: date) -> int:
    before = (end.month, end.day) < (start.month, start.day)
    return end.year - start.year - before
