"""What became of a response, told of a whole round and some days after it is over: when we first tried to reach the
family, and how far we came with what it needs. Each response is in exactly one cell (docs/decisions/0025-numbers.md).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from farolito.domain.suppression import Bounds

CONTACT, FOLLOW_UP = "contact", "follow_up"

DAYS_AFTER: Mapping[str, int] = {CONTACT: 10, FOLLOW_UP: 30}
"""How many days after the latest response of a round each is told: a week, and time to write down what was done."""

CONTACTS = ("same_day", "two_days", "week", "later")
FOLLOW_UPS = ("helped", "overdue", "to_call", "done", "nothing")

VALUES: Mapping[str, tuple[str, ...]] = {CONTACT: CONTACTS, FOLLOW_UP: FOLLOW_UPS}
"""The cells of each. The last one has everybody else too: who was erased, or is the student's own by now."""

_WITHIN = (("same_day", 0), ("two_days", 2), ("week", 7))


def first_contact(sent: date, tried: Iterable[date]) -> str:
    """In which range the first day lies on which we tried to reach a family; days before it sent do not count."""
    waited = min(((day - sent).days for day in tried if day >= sent), default=None)
    if waited is None:
        return CONTACTS[-1]
    return next((name for name, days in _WITHIN if waited <= days), CONTACTS[-1])


def stands(day: date, due: Sequence[date], *, helped: bool, done: bool) -> str:
    """How far a response is on ``day``: ``due`` are the days of what is still to be done about it.

    ``helped``: a partner said that the family got help. ``done``: something was done, or it is closed.
    """
    if helped:
        return "helped"
    if due:
        return "overdue" if min(due) < day else "to_call"
    return "done" if done else "nothing"


def counted_as(dimension: str, found: Iterable[str], responses: int) -> dict[str, int]:
    """So many of the ``responses`` of a round in each cell; those that were not found are in the last one."""
    counts = Counter(found)
    *names, last = VALUES[dimension]
    cells = {name: counts[name] for name in names}
    return {**cells, last: max(0, responses - sum(cells.values()))}


def half(cells: Mapping[str, Bounds], responses: int) -> str | None:
    """The first range by whose end we had tried to reach at least half of the families, as far as is sure.

    "later" when it is sure that it was fewer than half in a week; None when too much is hidden to say either.
    """
    low = high = 0
    for name, _ in _WITHIN:
        bounds = cells.get(name)
        if bounds is None:
            return None
        low, high = low + bounds.low, high + bounds.high
        if responses and 2 * low >= responses:
            return name
    longer = cells.get(CONTACTS[-1])
    if longer is not None:
        high = min(high, responses - longer.low)
    return CONTACTS[-1] if 2 * high < responses else None
