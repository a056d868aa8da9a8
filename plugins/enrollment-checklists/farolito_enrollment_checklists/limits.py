"""Income tables: which one holds on a day, and the line for a number of people, rounded as each programme rounds.

limit("calfresh-gross", people=4, day=date(2026, 11, 23)) -> 5500         # dollars a month; None without a table

Every number is whole: a percentage of a guideline is never a float that is a cent too high. The rules reproduce the
published rows exactly (``tests/test_limits.py``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito_enrollment_checklists.poverty import MOST_PEOPLE, guidelines

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("limits.json")
PUBLISHED = 8
"""People up to whom tables are published row by row; beyond, CalFresh adds the same for each one more."""


@dataclass(frozen=True)
class Year:
    """A table for the days from ``effective_from`` to ``effective_to``: a guideline, or ``amounts`` as published."""

    effective_from: date
    effective_to: date
    review_by: date
    checked_on: date
    source: str
    verified: bool
    guideline_year: str
    amounts: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """One programme's line, over the years. ``period`` is month or year."""

    id: str
    title: Mapping[str, str]
    rule: str
    percent: int
    period: str
    each_more: int
    years: tuple[Year, ...]

    def at(self, day: date) -> Year | None:
        """The table that holds on ``day``."""
        return next(
            (one for one in self.years if one.effective_from <= day <= one.effective_to), None
        )

    def line(self, year: Year, people: int) -> int:
        """The highest income, in whole dollars for its period. Raises ValueError for no people, or too many."""
        if not 1 <= people <= MOST_PEOPLE:
            raise ValueError(f"{people} people")
        if self.rule == "amounts":
            beyond = max(0, people - len(year.amounts))
            return year.amounts[min(people, len(year.amounts)) - 1] + beyond * self.each_more
        first, each_more = guidelines()[year.guideline_year]
        guideline = first + each_more * (people - 1)
        if self.rule == "year":
            return _up(guideline * self.percent, 100)
        if self.rule == "medi_cal":
            return _up(_up(guideline, 12) * self.percent, 100)
        times = self.percent // 100
        beyond = max(0, people - PUBLISHED)
        at_most = first + each_more * (min(people, PUBLISHED) - 1)
        return times * (_up(at_most, 12) + beyond * _up(each_more, 12))


def _up(dividend: int, divisor: int) -> int:
    """Divided and rounded up, in whole numbers."""
    return -(-dividend // divisor)


@cache
def tables() -> Mapping[str, Table]:
    """Every table by its id."""
    return {one["id"]: _table(one) for one in json.loads(FILE.read_text("utf-8"))["tables"]}


def limit(table: str, people: int, day: date) -> int | None:
    """Dollars in the period of the table up to which a household fits; None on a day without a table."""
    found = tables()[table]
    year = found.at(day)
    return found.line(year, people) if year is not None else None


def monthly(table: str, people: int, day: date) -> int | None:
    """The same a month; of a yearly line, its twelfth rounded down."""
    line = limit(table, people, day)
    return line // 12 if line is not None and tables()[table].period == "year" else line


def _table(written: Mapping[str, Any]) -> Table:
    return Table(
        id=written["id"],
        title=written["title"],
        rule=written["rule"],
        percent=written.get("percent", 0),
        period=written["period"],
        each_more=written.get("amounts_each_more", 0),
        years=tuple(
            Year(
                effective_from=date.fromisoformat(one["effective_from"]),
                effective_to=date.fromisoformat(one["effective_to"]),
                review_by=date.fromisoformat(one["review_by"]),
                checked_on=date.fromisoformat(one["checked_on"]),
                source=one["source"],
                verified=one["verified"],
                guideline_year=str(one.get("guideline_year", "")),
                amounts=tuple(one.get("amounts", ())),
            )
            for one in written["years"]
        ),
    )
