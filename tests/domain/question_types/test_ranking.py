"""Choices in order of importance."""

from __future__ import annotations

from datetime import date
from typing import Any

from farolito.domain.definitions import Choice
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Shown
from farolito.testing.factories import make_question

RANKING = CORE_QUESTION_TYPES["ranking"]
CHOICES = tuple(
    Choice(name, {"en": name.title(), "es": f"{name} (es)"}) for name in ("food", "rent", "care")
)
ALL = make_question("first", "ranking", choices=CHOICES)
TWO = make_question("first", "ranking", choices=CHOICES, options={"most": 2})
CONTEXT = ParseContext(date(2026, 11, 23), "en")


def ranked(question: Any, **numbers: str) -> Any:
    raw = {f"rank_{name}": (text,) for name, text in numbers.items()}
    read = RANKING.parse(question, raw, CONTEXT)
    return read.answer or [(one.code, one.suffix, dict(one.params)) for one in read.problems]


def test_the_most_important_comes_first() -> None:
    assert ranked(ALL, food="3", rent="1", care="2") == ["rent", "care", "food"]


def test_not_every_choice_needs_a_number() -> None:
    assert ranked(TWO, care="1", food="") == ["care"]


def test_a_number_that_was_left_out_closes_up() -> None:
    assert ranked(ALL, food="3", rent="1") == ["rent", "food"]


def test_two_choices_with_one_number_are_asked_again_at_the_second() -> None:
    assert ranked(ALL, food="1", care="1") == [("rank_twice", "rank_care", {"rank": 1})]


def test_only_numbers_up_to_the_last_are_taken() -> None:
    for typed in ("3", "0", "-1", "1.5", "x", "99999999"):
        assert ranked(TWO, food=typed) == [("rank_number", "rank_food", {"max": 2})]


def test_an_order_is_shown_with_its_numbers_and_exported_by_choice() -> None:
    assert RANKING.show(ALL, ["rent", "food"], "es") == (
        Shown("1. rent (es)", "words", "es"),
        Shown("2. food (es)", "words", "es"),
    )
    columns = {"": "rent food", "food": 2, "rent": 1, "care": None}
    assert RANKING.export(ALL, ["rent", "food"]) == columns


def test_an_order_that_the_page_could_not_have_made_is_not_understood() -> None:
    strange: list[Any] = [[], ["gold"], ["food", "food"], ["food", "rent", "care"], "food"]
    for stored in strange:
        codes = [one.code for one in RANKING.problems(TWO, stored, CONTEXT)]
        assert codes == ["not_understood"]


def test_a_ranking_has_no_choice_that_clears_the_others_and_ranks_what_is_there() -> None:
    none = Choice("none", {"en": "None"}, exclusive=True)
    question = make_question("first", "ranking", choices=(*CHOICES, none), options={"most": 5})
    assert [pointer for pointer, _ in RANKING.check(question)] == [
        "/choices/3/exclusive",
        "/most",
    ]
