"""Rounds: the responses of a form at a place are counted in groups, and a group is shown when it is over, for good.

What is shown never changes by a few responses, so two days that are compared give nobody away
(docs/decisions/0025-numbers.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

AT_ONCE = 3
"""A round with this many times the fewest responses is over at the end of its day, a smaller one with its month."""


def fewest(threshold: int) -> int:
    """How many responses a round has at least."""
    return threshold + 1


def is_over(responses: int, last_day: date, today: date, threshold: int) -> bool:
    """Whether a round with its latest response on ``last_day`` takes no more, as of ``today``: never within a day."""
    if responses < fewest(threshold) or today <= last_day:
        return False
    month_is_over = (today.year, today.month) > (last_day.year, last_day.month)
    return month_is_over or responses >= AT_ONCE * fewest(threshold)
