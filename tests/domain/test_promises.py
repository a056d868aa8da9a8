"""What a place promises: words for people, with the hours of whoever is on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.promises import LONGEST, Promises, problems_of, unpromised

if TYPE_CHECKING:
    from farolito.domain.definitions import Demand

KEPT = Promises("Rosa, counselor, 213-555-0100", "Monday to Friday, 8 to 3", "Room 4")


@pytest.mark.parametrize("promises", [Promises(), KEPT, Promises(private_room="Sala 4")])
def test_nothing_or_whole_promises_are_taken_down(promises: Promises) -> None:
    assert list(problems_of(promises)) == []


@pytest.mark.parametrize(
    ("promises", "problem"),
    [
        (Promises(on_duty="Rosa"), ("on_duty_hours", "hours_missing")),
        (Promises(on_duty_hours="Mondays"), ("on_duty", "person_missing")),
        (Promises(private_room="r" * (LONGEST + 1)), ("private_room", "too_long")),
        (Promises(private_room="Room\0"), ("private_room", "not_text")),
        (Promises(private_room="Room\nfour"), ("private_room", "not_text")),
        (Promises(private_room="Room \ufffd"), ("private_room", "not_text")),
    ],
)
def test_half_a_promise_and_what_nobody_can_read_are_problems(
    promises: Promises, problem: tuple[str, str]
) -> None:
    assert list(problems_of(promises)) == [problem]


def test_the_longest_promise_is_still_one() -> None:
    assert list(problems_of(Promises(private_room="r" * LONGEST))) == []


def test_blanks_promise_nothing_and_other_demands_are_met_elsewhere() -> None:
    demands: tuple[Demand, ...] = ("private_setting", "not_by_link", "on_duty_responder")
    assert unpromised(demands, Promises(on_duty=" ")) == ("on_duty_responder", "private_setting")
    assert unpromised(demands, KEPT) == ()
    assert unpromised(("not_by_link", "not_anonymous"), Promises()) == ()
