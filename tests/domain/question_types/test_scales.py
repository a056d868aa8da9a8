"""Money and ratings: ranges made from bounds, points that a score adds up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.definitions import Choice
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.money import ranges
from farolito.domain.reading import read_form
from farolito.domain.scoring import scores
from farolito.testing.factories import make_form, make_question
from tests.domain.reading.conftest import DEFINITION

MONEY = CORE_QUESTION_TYPES["money"]
RATING = CORE_QUESTION_TYPES["rating"]
OFTEN = (Choice("never", {"en": "Never"}, score=0), Choice("daily", {"en": "Daily"}, score=2.5))


def income(*bounds: int, **more: Any) -> Any:
    return make_question("income", "money", options={"ranges": list(bounds)}, **more)


def test_bounds_make_ranges_that_leave_nothing_out_and_name_what_is_stored() -> None:
    made = ranges(income(0, 500, 1000, 2000))
    assert [one.name for one in made] == ["0_499", "500_999", "1000_1999", "2000_up"]
    assert [one.least for one in made[1:]] == [one.most + 1 for one in made[:-1] if one.most]


def test_rules_see_where_a_range_begins() -> None:
    asked = income(0, 500, 1000)
    assert [MONEY.value(asked, one.name) for one in ranges(asked)] == [0, 500, 1000]


@pytest.mark.parametrize(
    ("bounds", "pointer"),
    [((0, 500, 500), "/ranges/2"), ((0, 900, 100), "/ranges/2"), ((5, 6), "/ranges/0")],
)
def test_bounds_that_do_not_rise_from_nothing_are_a_fault(
    bounds: tuple[int, ...], pointer: str
) -> None:
    assert [where for where, _ in MONEY.check(income(*bounds))] == [pointer]
    assert MONEY.check(income(0, 500)) == []


def test_a_family_may_always_skip_a_question_about_money() -> None:
    for required, refused in ((True, True), (False, False)):
        form = make_form(questions=[income(0, 500, required=required)])
        codes = [fault.code for fault in reasons_against(form)]
        assert ("money_required" in codes) is refused


def test_the_points_of_a_rating_are_what_a_score_adds_up() -> None:
    document = json.loads(json.dumps(DEFINITION))
    asked = document["sections"][0]["pages"][0]["questions"]
    asked.append({"name": "well", "type": "rating", "label": {"en": "Well?"}, "from": 0, "to": 10})
    often = [{"name": c.name, "label": c.label, "score": c.score} for c in OFTEN]
    asked.append({"name": "tired", "type": "rating", "label": {"en": "Tired?"}, "choices": often})
    document["scores"][0]["questions"] = ["worried", "well", "tired"]
    form = read_form(json.dumps(document), question_types=CORE_QUESTION_TYPES)
    assert not isinstance(form, list), form
    answers = {"worried": "often", "well": 7, "tired": "daily"}
    assert scores(form, answers, CORE_QUESTION_TYPES) == {"risk": 1 + 7 + 2.5}
    assert scores(form, {"worried": "often", "well": 7}, CORE_QUESTION_TYPES) == {}


def test_a_scale_is_asked_in_its_own_numbers_and_shows_the_words_of_its_ends() -> None:
    scale = make_question(
        "well", "rating", options={"from": 0, "to": 2, "to_label": {"en": "Very"}}
    )
    assert [piece.text for piece in RATING.show(scale, 2, "en")] == ["2", "Very"]
    assert [piece.text for piece in RATING.show(scale, 1, "en")] == ["1"]
    assert [RATING.recognises(scale, one) for one in (0, 2, 3, "1", True)] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("asked", "pointers"),
    [
        ({"options": {"from": 1, "to": 5}}, []),
        ({"choices": OFTEN}, []),
        ({}, [""]),
        ({"options": {"from": 1}}, [""]),
        ({"choices": OFTEN, "options": {"from": 1, "to": 5}}, ["/from", "/to"]),
        ({"choices": (Choice("never", {"en": "Never"}), OFTEN[1])}, ["/choices/0"]),
    ],
)
def test_a_rating_has_a_scale_or_choices_with_scores(
    asked: dict[str, Any], pointers: list[str]
) -> None:
    found = RATING.check(make_question("well", "rating", **asked))
    assert [pointer for pointer, _ in found] == pointers
