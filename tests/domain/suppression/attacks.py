"""Two attackers: one solves tables exactly, the other compares everything that was ever shown."""

from __future__ import annotations

from collections import deque
from math import gcd
from typing import TYPE_CHECKING, Any

from farolito.domain.suppression import Bounds

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from farolito.domain.suppression import Suppressed

    Equation = tuple[dict[Any, int], int]

PASSES = 40
"""Bounds that still move after this many passes move by ones."""

SOURCE, SINK = ("rows",), ("columns",)


def solve_table(
    counts: Mapping[tuple[str, str], int], shown: Suppressed, total: int
) -> dict[Any, Bounds]:
    """Exactly what each hidden cell of a two-way table can be, given all cells and totals that are shown.

    Of totals that are hidden, too: they are in the answer as ("row", …) and ("column", …).

    Counts and their totals are a flow from rows to columns; what is shown can not change. A cell can grow by as much
    as can flow back around it: whole numbers stay whole. Of hidden cells only the stated lower bound is believed.
    """
    arcs: dict[Hashable, tuple[Hashable, Hashable, int, int]] = {}  # name: from, to, up, down
    values: dict[Hashable, int] = {}

    def arc(name: Hashable, start: Hashable, end: Hashable, value: int, bounds: Bounds) -> None:
        free = (0, 0) if bounds.shown else (total - value, value - bounds.low)
        arcs[name] = (start, end, *free)
        values[name] = value

    for (row, column), count in counts.items():
        arc((row, column), ("r", row), ("c", column), count, shown.cells[row, column])
    for row, bounds in shown.rows.items():
        value = sum(n for cell, n in counts.items() if cell[0] == row)
        arc(("row", row), SOURCE, ("r", row), value, bounds)
    for column, bounds in shown.columns.items():
        value = sum(n for cell, n in counts.items() if cell[1] == column)
        arc(("column", column), ("c", column), SINK, value, bounds)
    arcs["total"] = (SINK, SOURCE, 0, 0)  # known
    found = {}
    for name, (start, end, up, down) in arcs.items():
        if name != "total":
            rest = {other: one for other, one in arcs.items() if other != name}
            value = values[name]
            found[name] = Bounds(
                value - _flow(rest, start, end, down), value + _flow(rest, end, start, up)
            )
    return found


def _flow(
    arcs: Mapping[Hashable, tuple[Hashable, Hashable, int, int]],
    start: Hashable,
    end: Hashable,
    most: int,
) -> int:
    """How much, up to ``most``, can be sent from start to end by changing the arcs."""
    room: dict[Hashable, dict[Hashable, int]] = {}
    for head, tail, up, down in arcs.values():
        room.setdefault(head, {})
        room.setdefault(tail, {})
        room[head][tail] = room[head].get(tail, 0) + up
        room[tail][head] = room[tail].get(head, 0) + down
    sent = 0
    while sent < most:
        came: dict[Hashable, Hashable] = {start: start}
        queue = deque([start])
        while queue and end not in came:
            here = queue.popleft()
            for there, left in room.get(here, {}).items():
                if left > 0 and there not in came:
                    came[there] = here
                    queue.append(there)
        if end not in came:
            return sent
        way = [end]
        while way[-1] != start:
            way.append(came[way[-1]])
        steps = list(zip(way[1:], way, strict=False))
        amount = min(most - sent, *(room[a][b] for a, b in steps))
        for a, b in steps:
            room[a][b] -= amount
            room[b][a] += amount
        sent += amount
    return sent


def solve_lines(equations: Iterable[Equation], known: Mapping[Any, Bounds]) -> dict[Any, Bounds]:
    """What can be worked out about unknown counts by exact elimination, and by bounds in every equation found so.

    ``known`` is what is believed of each count before. Counts are whole, and an equation may be multiplied: so all of
    it is done in whole numbers.
    """
    equations = list(
        {(frozenset(one.items()), value): (one, value) for one, value in equations}.values()
    )
    rows = [*equations, *_eliminated(equations)]
    lows = {name: one.low for name, one in known.items()}
    highs = {name: one.high for name, one in known.items()}
    again, passes = True, 0
    while again and passes < PASSES:
        again, passes = False, passes + 1
        for factors, value in rows:
            all_least = sum(f * (lows if f > 0 else highs)[name] for name, f in factors.items())
            all_most = sum(f * (highs if f > 0 else lows)[name] for name, f in factors.items())
            for name, factor in factors.items():
                own_least, own_most = _in_order(factor * lows[name], factor * highs[name])
                least, most = all_least - own_least, all_most - own_most
                if factor > 0:
                    low, high = -((most - value) // factor), (value - least) // factor
                else:
                    low, high = -((least - value) // factor), (value - most) // factor
                if low > lows[name] or high < highs[name]:
                    lows[name], highs[name] = max(low, lows[name]), min(high, highs[name])
                    own_least, own_most = _in_order(factor * lows[name], factor * highs[name])
                    all_least, all_most, again = least + own_least, most + own_most, True
    return {name: Bounds(lows[name], highs[name]) for name in known}


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one <= other else (other, one)


def _eliminated(equations: Iterable[Equation]) -> list[Equation]:
    """The equations in reduced form, exactly."""
    done: list[tuple[Hashable, Equation]] = []
    for equation in equations:
        new = equation
        for pivot, old in done:
            if pivot in new[0]:
                new = _without(pivot, new, old)
        if not new[0]:
            continue
        pivot = next(iter(new[0]))
        done = [(name, _without(pivot, old, new) if pivot in old[0] else old) for name, old in done]
        done.append((pivot, new))
    return [equation for _, equation in done]


def _without(pivot: Hashable, row: Equation, other: Equation) -> Equation:
    """The row without the unknown that both have."""
    (factors, value), (taken, taken_value) = row, other
    times, less = taken[pivot], factors[pivot]
    left = {name: times * factor for name, factor in factors.items()}
    for name, factor in taken.items():
        now = left.get(name, 0) - less * factor
        if now:
            left[name] = now
        else:
            left.pop(name, None)
    value = times * value - less * taken_value
    common = gcd(value, *left.values()) or 1
    return {name: factor // common for name, factor in left.items()}, value // common
