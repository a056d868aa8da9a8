"""What a benchmark gives: figures with their budgets, and the three ways to print them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADINGS = ("what", "measured", "budget", "", "how it came about")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``unit`` "×" is a ratio of ours to the floor; ``remark`` has the values behind it.

    ``most`` or ``least`` is the budget; a figure without one explains another.
    """

    what: str
    value: float
    unit: str
    remark: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the budget is kept; None where there is none."""
        if self.most is not None:
            return self.value <= self.most
        return None if self.least is None else self.value >= self.least

    @property
    def measured(self) -> str:
        """The value with its unit."""
        return f"{shown(self.value)} {self.unit}"

    @property
    def budget(self) -> str:
        """The budget with its unit."""
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}"
        return "" if self.least is None else f"≥ {self.least:g} {self.unit}"

    @property
    def verdict(self) -> str:
        """ "met", "not met", or nothing."""
        return {True: "met", False: "not met", None: ""}[self.met]

    @property
    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        return (self.what, self.measured, self.budget, self.verdict, self.remark)


def shown(value: float) -> str:
    """Three digits that mean something: 1,234 · 12.3 · 0.123."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".") if value else "0"


def as_table(figures: Sequence[Figure], facts: Mapping[str, str]) -> str:
    """For a terminal."""
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS) - 1)]
    lines = ["  ".join([*map(str.ljust, row[:-1], widths), row[-1]]).rstrip() for row in rows]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join([*lines, "", *(f"{name}: {fact}" for name, fact in facts.items())])


def as_markdown(figures: Sequence[Figure], facts: Mapping[str, str]) -> str:
    """For the README."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(figure.cells for figure in figures)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", ", ".join(f"{name}: {fact}" for name, fact in facts.items())])


def as_json(figures: Sequence[Figure], facts: Mapping[str, str]) -> str:
    """For other programs."""
    listed = [
        {
            "what": figure.what,
            "value": figure.value,
            "unit": figure.unit,
            "least": figure.least,
            "most": figure.most,
            "met": figure.met,
            "remark": figure.remark,
        }
        for figure in figures
    ]
    return json.dumps({"machine": facts, "figures": listed}, ensure_ascii=False, indent=2)
