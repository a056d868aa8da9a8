"""Single tables, attacked by somebody who solves them exactly."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import pytest

from farolito.domain.suppression import (
    Bounds,
    Crossed,
    Parts,
    Shares,
    Suppressed,
    exactly,
    suppress,
)
from tests.domain.suppression.attacks import solve_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Cell = tuple[str, str]

SETS = 1500
NAMES = "abcdefgh"


def shuffled(seed: int) -> Callable[[str], bytes]:
    return lambda name: hashlib.sha256(f"{seed}/{name}".encode()).digest()


def a_count(chance: random.Random) -> int:
    """Often small, sometimes zero, sometimes large."""
    kind = chance.random()
    if kind < 0.25:
        return 0
    if kind < 0.6:
        return chance.randint(1, 12)
    return chance.randint(1, 90)


def one_way(seed: int) -> dict[str, int]:
    chance = random.Random(seed)  # noqa: S311  seeded, not secret
    return {name: a_count(chance) for name in NAMES[: chance.randint(1, 8)]}


def two_way(seed: int) -> dict[tuple[str, str], int]:
    chance = random.Random(seed)  # noqa: S311  seeded, not secret
    rows, columns = NAMES[: chance.randint(2, 5)], NAMES[: chance.randint(2, 5)]
    scale = chance.choice((1, 1, 3))
    return {(row, column): a_count(chance) * scale for row in rows for column in columns}


def as_two_way(
    counts: Mapping[str, int], shown: Suppressed
) -> tuple[dict[tuple[str, str], int], Suppressed]:
    """A one-way table as the only row of a two-way one, whose columns nobody adds up."""
    cells = {("all", name): count for name, count in counts.items()}
    bounds = {("all", name): one for name, one in shown.cells.items()}
    return cells, Suppressed(dict(bounds), shown.total, {"all": shown.total}, dict(shown.cells))


def assert_hides(
    found: Mapping[Cell, Bounds], shown: Suppressed, counts: Mapping[Cell, int], threshold: int
) -> None:
    for cell, count in counts.items():
        stated, worked_out = shown.cells[cell], found[cell]
        if stated.shown:
            assert stated.low == count
            assert count == 0 or count > threshold, (cell, counts)
        else:
            assert worked_out.high - worked_out.low + 1 >= threshold, (cell, worked_out, counts)


@pytest.mark.parametrize("threshold", [10, 15])
def test_nothing_is_worked_out_about_a_hidden_part(threshold: int) -> None:
    hidden = 0
    for seed in range(SETS):
        counts = one_way(seed)
        shown = suppress(Parts(counts), threshold, shuffled(seed))
        if shown.total.shown:
            cells, as_table = as_two_way(counts, shown)
            found = solve_table(cells, as_table, sum(counts.values()))
            assert_hides(found, as_table, cells, threshold)
            # what is stated is all that can be worked out: whoever adds stated bounds up gains nothing
            solved = {cell: found[cell] for cell in as_table.cells}
            assert solved == as_table.cells, (counts, shown)
            hidden += not all(one.shown for one in solved.values())
        else:
            assert not any(one.shown for one in shown.cells.values())
    assert hidden > SETS / 2


@pytest.mark.parametrize("threshold", [10, 15])
def test_nothing_is_worked_out_about_a_hidden_cell_of_two_ways(threshold: int) -> None:
    interior = 0
    for seed in range(SETS):
        counts = two_way(seed)
        shown = suppress(Crossed(counts), threshold, shuffled(seed))
        total = sum(counts.values())
        if total <= threshold:
            continue
        found = solve_table(counts, shown, total)
        assert_hides(found, shown, counts, threshold)
        for kind, side in (("row", shown.rows), ("column", shown.columns)):
            for name, one in side.items():
                solved = found[kind, name]
                assert one.low == 0 or one.low > threshold if one.shown else True
                assert one.shown or solved.high - solved.low + 1 >= threshold, (counts, kind, name)
        interior += any(one.shown and one.low for one in shown.cells.values())
    assert interior > SETS / 100  # and something is shown at all


def test_neither_those_who_have_a_need_nor_those_who_do_not_are_few() -> None:
    for total in range(80):
        shown = {n: suppress(Shares({"food": n}, total)).cells["food"] for n in range(total + 1)}
        for count, bounds in shown.items():
            if bounds.shown:
                assert count in (0, total) or (count > 10 and total - count > 10)
            else:
                # whoever knows the rules can exclude nothing: every count within the bounds is shown as these
                same = [n for n, other in shown.items() if other == bounds]
                if total > 10:
                    assert len(same) >= 10
                assert bounds.low <= min(same)
                assert max(same) <= bounds.high


def test_hiding_the_small_counts_alone_does_not_withstand_the_attack() -> None:
    recovered = 0
    for seed in range(SETS):
        counts = one_way(seed)
        total = sum(counts.values())
        if total <= 10:
            continue
        primary = {n: Bounds(1, 10) if 0 < c <= 10 else exactly(c) for n, c in counts.items()}
        cells, as_table = as_two_way(counts, Suppressed(dict(primary), exactly(total), {}, {}))
        found = solve_table(cells, as_table, total)
        recovered += any(not primary[n].shown and found["all", n].shown for n in counts)
    assert recovered > SETS / 10


def test_somebody_who_is_told_which_are_the_small_ones_still_can_not_narrow_them_down() -> None:
    for seed in range(SETS):
        counts = one_way(seed)
        shown = suppress(Parts(counts), 10, shuffled(seed))
        hidden = [name for name, one in shown.cells.items() if not one.shown]
        if not shown.total.shown or not any(one.shown and one.low for one in shown.cells.values()):
            continue  # all are hidden, and nobody knows which
        told = {name: Bounds(1, 10) if counts[name] <= 10 else Bounds(11, 1000) for name in hidden}
        for name in hidden:
            if counts[name] <= 10:
                left = sum(counts[one] for one in hidden) - sum(
                    told[one].low for one in hidden if one != name
                )
                assert left >= 10


def test_a_threshold_may_rise_and_never_fall_below_the_minimum_of_the_county() -> None:
    assert not suppress(Parts({"es": 14, "en": 40}), 14).cells["es"].shown
    assert suppress(Parts({"es": 14, "en": 40})).cells["es"] == exactly(14)
    with pytest.raises(ValueError, match="never shown"):
        suppress(Parts({"es": 14}), 9)


def test_zero_is_shown_and_is_never_what_a_hidden_count_is_shown_as() -> None:
    shown = suppress(Parts({"es": 30, "ko": 3, "hy": 0, "en": 50}))
    assert shown.cells["hy"] == exactly(0)
    assert shown.cells["ko"].low == 1


def test_counts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="whole"):
        suppress(Shares({"food": 12}, 11))
    with pytest.raises(ValueError, match="less than 0"):
        suppress(Parts({"es": -1}))
