"""Which counts may be shown, so that nobody can be found by them. Every count that leaves Farolito goes through here.

    suppress(table, threshold=10, order=str) -> Suppressed

Source of the figures: California Health and Human Services, Data De-Identification Guidelines, 4.4 (counts of 1 to 10
are masked, and whatever would give them away); zero may be shown. Why it is done so: docs/decisions/0025-numbers.md.
"""

from farolito.domain.suppression.bounds import ZERO, Bounds, exactly
from farolito.domain.suppression.suppressing import LEAST_THRESHOLD, suppress
from farolito.domain.suppression.tables import Crossed, Parts, Shares, Suppressed, Table

__all__ = [
    "LEAST_THRESHOLD",
    "ZERO",
    "Bounds",
    "Crossed",
    "Parts",
    "Shares",
    "Suppressed",
    "Table",
    "exactly",
    "suppress",
]
