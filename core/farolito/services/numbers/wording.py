"""Numbers in words: a percentage, and what was found. Made of bounds, never of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.afterwards import half
from farolito.plugins.manifest import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.documents import ReportRow
    from farolito.domain.suppression import Bounds
    from farolito.services.numbers.headline import Say

_LTR, _END = "\u2066", "\u2069"  # left to right, up to here, whatever stands around it


def percent(bounds: Bounds, total: Bounds) -> str:
    """The share of the whole, where both are shown."""
    if not bounds.shown or not total.shown or not total.low:
        return ""
    return f"{_LTR}{round(100 * bounds.low / total.low)} %{_END}"


def bar(bounds: Bounds, small: int, total: Bounds) -> int | None:
    """How long the bar is, in percent: as much as is sure; None where nothing is shown."""
    if not total.low or (not bounds.shown and bounds.low <= small):
        return None
    return round(100 * bounds.low / total.low)


REACHED = {
    "same_day": N_("We tried to reach at least half of the families the same day."),
    "two_days": N_("We tried to reach at least half of the families within 2 days."),
    "week": N_("We tried to reach at least half of the families within a week."),
    "later": N_("We tried to reach fewer than half of the families within a week."),
}


def first_contact(cells: Mapping[str, Bounds], total: Bounds, say: Say) -> str:
    """How long it took until half of the families heard from us: of what is shown, so it says no more than that."""
    named = half(cells, total.low)
    return say(
        REACHED[named] if named else N_("Too much is hidden to say how long half of them waited.")
    )


def finding(rows: Sequence[ReportRow], say: Say) -> str:
    """The largest two, in a sentence: what a chart says at a glance."""
    answers = [row for row in rows if row.bar and row.value]
    largest = sorted(answers, key=lambda row: -(row.bar or 0))[:2]
    told = [f"{row.label} ({row.amount})" for row in largest]
    if not told:
        return say(N_("No number here is large enough to name."))
    if len(told) == 1:
        return say(N_("Most often: %(first)s."), first=told[0])
    return say(N_("Most often: %(first)s, then %(second)s."), first=told[0], second=told[1])
