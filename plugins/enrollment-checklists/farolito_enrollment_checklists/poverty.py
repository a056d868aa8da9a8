"""Which share of the federal poverty guideline an income is. The JavaScript beside it says the same.

A guideline holds for a year, and programmes take up a new one at their own time. A year without figures here gives
nothing: an income compared with last year's guideline would turn families away who qualify.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("poverty.json")
MOST_PEOPLE = 50


@cache
def guidelines() -> dict[str, tuple[int, int]]:
    """Year to dollars for one person and for each one more, as published by HHS for the 48 states."""
    years = json.loads(FILE.read_text("utf-8"))["years"]
    return {year: (one["first"], one["each_more"]) for year, one in years.items()}


def checked() -> tuple[str, date]:
    """Where the figures are from, and when they were compared with it."""
    written = json.loads(FILE.read_text("utf-8"))
    return written["source"], date.fromisoformat(written["checked_on"])


def poverty_percent(income: float, people: float, day: str) -> float | None:
    """Yearly income as a percentage of the guideline for so many people in the year of ``day``.

    None when there is no such household, income or guideline.
    """
    guideline = guidelines().get(day[:4])
    if guideline is None or income < 0 or not 1 <= people <= MOST_PEOPLE or people % 1:
        return None
    first, each_more = guideline
    return income * 100 / (first + each_more * (people - 1))
