"""How good hints are, on thousands of people in twelve scripts that are the same each time."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from farolito.domain.matching import Hint, hint, keys
from tests.domain.matching.names import NAMES
from tests.domain.matching.people import Crowd, Crowding

SEEDS = (20261125, 7, 1_000_003)


def hints_of(crowd: Crowd) -> dict[tuple[int, int], Hint]:
    """The hints between any two records: only those that share a key are compared, as in a database."""
    holders: dict[str, set[int]] = defaultdict(set)
    for number, record in enumerate(crowd.records):
        for key in keys(record):
            holders[key].add(number)
    pairs = {pair for holding in holders.values() for pair in combinations(sorted(holding), 2)}
    found = {}
    for one, other in pairs:
        seen = hint([crowd.records[one]], [crowd.records[other]])
        if seen is not None:
            found[one, other] = seen
    return found


def same_person(crowd: Crowd) -> set[tuple[int, int]]:
    records = defaultdict(list)
    for number, who in enumerate(crowd.who):
        records[who].append(number)
    return {pair for numbers in records.values() for pair in combinations(numbers, 2)}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_called_likely_is_one_person_and_most_who_wrote_twice_are_found(seed: int) -> None:
    crowd = Crowding(seed).crowd_of(5_500)
    assert len(set(crowd.who)) >= 5_000
    assert len(NAMES) == 12
    real = same_person(crowd)
    found = hints_of(crowd)
    likely = {pair for pair, seen in found.items() if seen.level == "likely"}
    precision = len(likely & real) / len(likely)
    recall = len(likely & real) / len(real)
    seen = len(found.keys() & real) / len(real)
    missed = Counter(crowd.how[other] for _, other in real - likely)
    sys.stdout.write(
        f"\n{len(set(crowd.who))} people, {len(crowd.records)} records, {len(real)} written twice\n"
        f"likely: precision {precision:.4f}, recall {recall:.3f}; any hint: recall {seen:.3f}\n"
        f"not called likely: {dict(missed)}\n"
    )
    assert precision >= 0.98
    assert recall >= 0.80
    assert seen >= 0.95
