"""What became of a round: in which range a family was reached, how far a response is, and what half of them waited."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from farolito.domain.afterwards import (
    CONTACT,
    CONTACTS,
    FOLLOW_UP,
    counted_as,
    first_contact,
    half,
    stands,
)
from farolito.domain.suppression import Bounds, Parts, exactly, suppress

SENT = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([0], "same_day"),
        ([1], "two_days"),
        ([9, 2], "two_days"),
        ([3], "week"),
        ([7], "week"),
        ([8], "later"),
        ([], "later"),
        ([-1], "later"),
        ([-3, 1], "two_days"),
    ],
)
def test_the_first_day_after_a_family_sent_counts(days: list[int], said: str) -> None:
    assert first_contact(SENT, [SENT + timedelta(days=many) for many in days]) == said


def test_help_counts_before_what_is_still_to_do_and_that_before_what_is_done() -> None:
    late, later = SENT - timedelta(days=1), SENT + timedelta(days=1)
    assert stands(SENT, [late], helped=True, done=True) == "helped"
    assert stands(SENT, [later, late], helped=False, done=True) == "overdue"
    assert stands(SENT, [SENT], helped=False, done=True) == "to_call"
    assert stands(SENT, [], helped=False, done=True) == "done"
    assert stands(SENT, [], helped=False, done=False) == "nothing"


def test_a_table_has_as_many_as_the_round_whoever_is_gone() -> None:
    cells = counted_as(CONTACT, ["same_day"] * 20 + ["later"] * 5, 40)
    assert cells == {"same_day": 20, "two_days": 0, "week": 0, "later": 20}
    assert sum(counted_as(FOLLOW_UP, [], 33).values()) == 33


def test_half_is_said_only_where_it_is_sure() -> None:
    shown = dict(zip(CONTACTS, map(exactly, (10, 12, 0, 20)), strict=True))
    assert half(shown, 42) == "two_days"
    assert half({**shown, "later": exactly(60)}, 82) == "later"
    assert half({**shown, "same_day": Bounds(1, 30), "later": Bounds(1, 30)}, 42) is None
    assert half({}, 42) is None


def test_what_is_said_of_half_is_true_of_random_rounds_however_much_is_hidden() -> None:
    chance = random.Random(5)  # noqa: S311  seeded, not secret
    said = set()
    for _ in range(2000):
        counts = {name: chance.choice((0, 0, 3, 12, 30, 60)) for name in CONTACTS}
        total = sum(counts.values())
        if total <= 10:
            continue
        named = half({str(k): v for k, v in suppress(Parts(counts)).cells.items()}, total)
        said.add(named)
        if named == "later":
            assert 2 * (total - counts["later"]) < total
        elif named is not None:
            upto = CONTACTS[: CONTACTS.index(named) + 1]
            assert 2 * sum(counts[name] for name in upto) >= total
    assert said == {*CONTACTS, None}
