"""Two-way tables with totals of rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.suppression.bounds import Bounds, exactly
from farolito.domain.suppression.parts import parts
from farolito.domain.suppression.tables import Crossed, Suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Order = Callable[[str], str | bytes]
    Cell = tuple[str, str]


def crossed(table: Crossed, threshold: int, order: Order) -> Suppressed:
    """Bounds for each cell and total.

    Where a total is hidden, so are all cells. Otherwise some rows and columns are chosen, and every cell in which two
    of them cross is hidden, zeros too: of such a block it is known exactly what can be worked out.
    """
    rows = _totals(table, 0)
    columns = _totals(table, 1)
    total = sum(rows.values())
    shown_rows, shown_columns = parts(rows, threshold, order), parts(columns, threshold, order)
    all_shown = exactly(total) if total == 0 or total > threshold else Bounds(1, threshold)
    totals_shown = all(bounds.shown for bounds in (*shown_rows.values(), *shown_columns.values()))
    if not totals_shown:
        cells = {
            (row, column): Bounds(0, min(shown_rows[row].high, shown_columns[column].high))
            for row, column in table.counts
        }
        return Suppressed(dict(cells), all_shown, shown_rows, shown_columns)
    block = _block(table, threshold, order)
    cells = {cell: block.get(cell, exactly(count)) for cell, count in table.counts.items()}
    return Suppressed(dict(cells), all_shown, shown_rows, shown_columns)


def _totals(table: Crossed, side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell, count in table.counts.items():
        found[cell[side]] = found.get(cell[side], 0) + count
    return found


def _block(table: Crossed, threshold: int, order: Order) -> dict[Cell, Bounds]:
    """The cells to hide and what can be worked out about them, where no total is small.

    A block grows until it protects each of its cells. The whole table always does: a cell can be moved by as much as
    the smallest of its row, its column and what is outside of them, and each of these is more than ``threshold``.
    """
    small = [cell for cell, count in table.counts.items() if 0 < count <= threshold]
    if not small:
        return {}
    rows, columns = {row for row, _ in small}, {column for _, column in small}
    # without what is empty: its zeros are known by its total
    more = [
        sorted((name for name, count in _totals(table, side).items() if count), key=order)
        for side in (0, 1)
    ]
    while True:
        found = _inside(table, rows, columns)
        if len(rows) > 1 and len(columns) > 1 and _protects(found.values(), threshold):
            return found
        left_rows = [name for name in more[0] if name not in rows]
        left_columns = [name for name in more[1] if name not in columns]
        if left_rows and (len(rows) <= len(columns) or not left_columns):
            rows.add(left_rows[0])
        else:
            columns.add(left_columns[0])


def _inside(table: Crossed, rows: set[str], columns: set[str]) -> dict[Cell, Bounds]:
    """What can be worked out about each cell of a block that is hidden as a whole: exact, for whole numbers too."""
    inside = {
        cell: count
        for cell, count in table.counts.items()
        if cell[0] in rows and cell[1] in columns
    }
    across = {row: sum(n for cell, n in inside.items() if cell[0] == row) for row in rows}
    down = {column: sum(n for cell, n in inside.items() if cell[1] == column) for column in columns}
    together = sum(across.values())
    return {
        (row, column): Bounds(
            max(0, across[row] + down[column] - together), min(across[row], down[column])
        )
        for row, column in inside
    }


def _protects(bounds: Iterable[Bounds], threshold: int) -> bool:
    """Whether each cell could be anything from 0, or from where it must begin, to ``threshold`` more."""
    return all(one.high - one.low >= threshold for one in bounds)
