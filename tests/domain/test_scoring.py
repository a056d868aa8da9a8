"""Scores add up what was answered, bands name them, and needs follow from both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.definitions import (
    Band,
    Choice,
    Form,
    Need,
    Page,
    Question,
    Retention,
    Score,
    Section,
)
from farolito.domain.expressions import parse
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.scoring import band, needs, scores

TODAY = date(2026, 11, 23)


def text(words: str) -> dict[str, str]:
    return {"en": words}


def choices(**points: float | None) -> tuple[Choice, ...]:
    return tuple(Choice(name, text(name), score=score) for name, score in points.items())


def make_question(name: str, kind: str = "choice", **points: float | None) -> Question:
    return Question(name, kind, text(name), choices=choices(**points))


def make_form(*measured: Score, needs: tuple[Need, ...] = ()) -> Form:
    questions = (
        make_question("worried", never=0, sometimes=1, often=2),
        make_question("lasted", never=0, sometimes=1, often=2, unsure=None),
        make_question("troubles", "choices", mold=1, pests=1, heat=2.5, none_of_these=0),
        Question("note", "text", text("note")),
    )
    return Form(
        name="test",
        title=text("Test"),
        purpose="intake",
        regime="education_record",
        languages=("en",),
        sections=(Section("all", text("All"), (Page("all", questions),)),),
        retention=Retention(30, 14, 36),
        hash="0" * 64,
        scores=measured,
        needs=needs,
    )


def make_score(*questions: str, **more: Any) -> Score:
    return Score("food", text("Food"), questions, **more)


def make_need(name: str, when: str) -> Need:
    return Need(name, text(name), parse(when))


STRICT = make_form(make_score("worried", "lasted"))
LENIENT = make_form(make_score("worried", "lasted", when_missing="zero"))


def test_a_score_is_the_sum_of_the_scores_of_the_chosen_choices() -> None:
    assert scores(STRICT, {"worried": "often", "lasted": "sometimes"}, TYPES) == {"food": 3.0}


def test_so_many_answers_may_be_missing_and_so_many_must_be_there() -> None:
    more: dict[str, Any] = {"when_missing": "zero", "most_missing": 1, "least_answered": 1}
    form = make_form(make_score("worried", "lasted", "troubles", **more, multiply=4))
    answers = {"worried": "often", "lasted": "sometimes"}
    assert scores(form, answers, TYPES) == {"food": 12.0}
    assert scores(form, {"worried": "often"}, TYPES) == {}
    none = make_form(make_score("worried", when_missing="zero", least_answered=1))
    assert scores(none, {}, TYPES) == {}
    assert scores(none, {"worried": "often"}, TYPES) == {"food": 2.0}


def test_each_of_several_chosen_choices_counts() -> None:
    form = make_form(make_score("troubles"))
    assert scores(form, {"troubles": ["mold", "heat"]}, TYPES) == {"food": 3.5}
    assert scores(form, {"troubles": ["none_of_these"]}, TYPES) == {"food": 0.0}


@pytest.mark.parametrize(
    "lasted",
    [None, {"skipped": True}, "unsure", "gone", 5, ["often"], {"choice": "often"}],
    ids=str,
)
def test_without_one_of_its_answers_there_is_no_score_or_the_answer_counts_as_zero(
    lasted: Any,
) -> None:
    answers = {"worried": "often"} | ({"lasted": lasted} if lasted is not None else {})
    assert scores(STRICT, answers, TYPES) == {}
    assert scores(LENIENT, answers, TYPES) == {"food": 2.0}


def test_a_question_whose_type_is_unknown_or_that_is_gone_is_missing() -> None:
    answers = {"worried": "often", "lasted": "often"}
    assert scores(STRICT, answers, {}) == {}
    gone = make_form(make_score("worried", "asked_last_year"))
    assert scores(gone, {**answers, "asked_last_year": "often"}, TYPES) == {}


def test_a_text_has_no_score() -> None:
    assert scores(make_form(make_score("note")), {"note": "often"}, TYPES) == {}


def test_a_band_starts_at_its_least_value_and_ends_where_the_next_starts() -> None:
    low, high = Band("low", 0, text("Low")), Band("high", 11, text("High"))
    for order in ((low, high), (high, low)):
        score = make_score("worried", bands=order)
        found = [band(score, value) for value in (-1, 0, 10.9, 11, 99, None)]
        assert found == [None, low, low, high, high, None]
    assert band(make_score("worried"), 3) is None


def test_needs_are_those_whose_rule_is_exactly_true_in_the_order_of_the_form() -> None:
    food = make_need("food", "worried in ['often', 'sometimes'] or lasted == 'often'")
    repairs = make_need("repairs", "'mold' in troubles")
    unknown = make_need("unknown", "worried != 'never' and lasted == 'often'")
    form = make_form(needs=(repairs, food, unknown))
    assert needs(form, {"worried": "often", "troubles": ["mold"]}, TODAY) == (repairs, food)
    assert needs(form, {"worried": "often", "troubles": ["pests"]}, TODAY) == (food,)
    assert needs(form, {}, TODAY) == ()


def test_a_rule_of_a_need_sees_the_scores() -> None:
    hungry = make_need("food", "food >= 3")
    form = make_form(make_score("worried", "lasted"), needs=(hungry,))
    assert needs(form, {"worried": "often", "lasted": "sometimes"}, TODAY) == (hungry,)
    assert needs(form, {"worried": "often", "lasted": "never"}, TODAY) == ()
    assert needs(form, {"worried": "often"}, TODAY) == ()


def test_a_need_can_depend_on_the_day() -> None:
    ends = make_need("deadline", "days_between(today, date('2026-12-01')) in [7, 8]")
    form = make_form(needs=(ends,))
    assert needs(form, {}, TODAY) == (ends,)
    assert needs(form, {}, date(2026, 11, 1)) == ()
