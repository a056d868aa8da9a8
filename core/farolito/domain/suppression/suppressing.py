"""The one function that decides which counts are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.suppression.bounds import ZERO, Bounds, exactly
from farolito.domain.suppression.crossed import crossed
from farolito.domain.suppression.parts import parts
from farolito.domain.suppression.tables import Crossed, Parts, Suppressed, Table

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_THRESHOLD = 10
"""The county's minimum: counts of 1 to 10 are never shown. A place may hide more, never less."""


def suppress(
    table: Table,
    threshold: int = LEAST_THRESHOLD,
    order: Callable[[str], str | bytes] = str,
) -> Suppressed:
    """What may be shown of ``table``: no count of 1 to ``threshold``, and nothing that one can be worked out from.

    Whoever knows everything that is shown, and these rules, can narrow no hidden count down to fewer than
    ``threshold`` values. Hidden counts look alike, whether they are small or hidden to protect a small one. Zero is
    shown, except in the cells of a two-way table beside a hidden one. ``order`` says which cells are hidden first
    to protect others; it should be keyed, so that nobody outside knows it. Raises ValueError for a threshold below
    :data:`LEAST_THRESHOLD` and for counts that do not fit each other.
    """
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"Counts of 1 to {LEAST_THRESHOLD} are never shown: {threshold} is less.")
    if any(count < 0 for count in table.counts.values()):
        raise ValueError("A count is never less than 0.")
    if isinstance(table, Crossed):
        return crossed(table, threshold, order)
    if isinstance(table, Parts):
        cells = parts(table.counts, threshold, order)
        return Suppressed(dict(cells), _total(sum(table.counts.values()), threshold), {}, {})
    if any(count > table.total for count in table.counts.values()):
        raise ValueError("No share is more than the whole.")
    shares = {name: _share(n, table.total, threshold) for name, n in table.counts.items()}
    return Suppressed(dict(shares), _total(table.total, threshold), {}, {})


def _total(total: int, threshold: int) -> Bounds:
    return exactly(total) if total == 0 or total > threshold else Bounds(1, threshold)


def _share(count: int, total: int, threshold: int) -> Bounds:
    """A cell of its own: those who count in it, and those who do not, both of whom are known by the total."""
    if total == 0:
        return ZERO
    if total <= threshold:
        return Bounds(0, threshold)
    if count in (0, total):
        return exactly(count)
    if total <= 2 * threshold:
        return Bounds(1, total - 1)  # "few do" would say how many do not
    if count <= threshold:
        return Bounds(1, threshold)
    if total - count <= threshold:
        return Bounds(total - threshold, total - 1)
    return exactly(count)
