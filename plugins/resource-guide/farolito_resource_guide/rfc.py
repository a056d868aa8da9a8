"""Days as RFC 5545 and HSDS write them: ``byday`` "2SA,4SA" and ``freq`` MONTHLY, "MO,TU" and WEEKLY."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito_resource_guide.hours import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterable

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def byday(days: Iterable[tuple[int, int]]) -> str:
    """Pairs of which one of a month and weekday, as text."""
    return ",".join(f"{which if which != EVERY else ''}{WEEKDAYS[day]}" for which, day in days)


def read_byday(text: str) -> tuple[tuple[int, int], ...]:
    """The pairs of a text. Raises ValueError for what is no such text."""
    found = []
    for part in filter(None, re.split(r"[,;\s]+", text.strip().upper())):
        match = re.fullmatch(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", part)
        if match is None or (match[1] and int(match[1]) < -1):
            raise ValueError(part)
        found.append((int(match[1]) if match[1] else EVERY, WEEKDAYS.index(match[2])))
    return tuple(found)


def read_monthdays(text: str) -> tuple[int, ...]:
    """Days of the month of a text like "1,15,-1". Raises ValueError for what is no such text."""
    found = tuple(int(part) for part in filter(None, re.split(r"[,;\s]+", text.strip())))
    if any(not 1 <= abs(day) <= 31 for day in found):
        raise ValueError(text)
    return found
