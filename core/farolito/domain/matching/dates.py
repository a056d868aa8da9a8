"""Birth dates as people mistype them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farolito.domain.matching.names import Likeness


def likeness(one: str, other: str) -> Likeness:
    """How alike two ISO dates are. ``close``: one digit differs, two neighbours changed places, or day and month."""
    if not one or not other:
        return "unknown"
    if one == other:
        return "same"
    (year, month, day), (their_year, their_month, their_day) = one.split("-"), other.split("-")
    if year == their_year and (month, day) == (their_day, their_month):
        return "close"
    ours, theirs = year + month + day, their_year + their_month + their_day
    wrong = [at for at, (left, right) in enumerate(zip(ours, theirs, strict=True)) if left != right]
    if len(wrong) == 1:
        return "close"
    swapped = (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and (ours[wrong[0]], ours[wrong[1]]) == (theirs[wrong[1]], theirs[wrong[0]])
    )
    return "close" if swapped else "different"


def parts(day: str) -> tuple[str, ...]:
    """What stays the same when one part of a date is wrong, or day and month changed places."""
    year, month, number = day.split("-")
    return (
        f"{year}-{month}",
        f"{year}--{number}",
        f"-{month}-{number}",
        f"{year}~{'~'.join(sorted((month, number)))}",
    )
