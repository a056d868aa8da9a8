"""What families read of numbers, where a place tells its results: what is shown of a count, and the largest needs.

Its sentences are there in every language of families; the rest of a report is for staff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.plugins.manifest import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from farolito.domain.documents import ReportRow
    from farolito.domain.suppression import Bounds

    Say = Callable[..., str]

_LTR, _END = "\u2066", "\u2069"  # left to right, up to here, whatever stands around it


def amount(bounds: Bounds, small: int, say: Say) -> str:
    """ "29", "1–10", "At least 29" or "Not shown": never 0 for a count that is hidden."""
    if bounds.shown:
        return str(bounds.low)
    if bounds.low > 0 and bounds.high <= small:
        return f"{_LTR}1–{small}{_END}"
    if bounds.low > small:
        return say(N_("At least %(number)s"), number=bounds.low)
    return say(N_("Not shown"))


def headline(needs: Sequence[ReportRow], place: str, say: Say) -> str:
    """The largest two needs that may be shown, in a sentence."""
    largest = sorted((row for row in needs if row.bar), key=lambda row: -(row.bar or 0))[:2]
    if len(largest) == 2:
        return say(
            N_("%(first)s and %(second)s: the two largest needs at %(place)s"),
            first=largest[0].label,
            second=largest[1].label,
            place=place,
        )
    if largest:
        return say(
            N_("%(first)s: the largest need at %(place)s"), first=largest[0].label, place=place
        )
    return say(N_("What we were told at %(place)s"), place=place)
