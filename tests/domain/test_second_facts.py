"""Four numbers that a family has said or chosen: which ones, and how they are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from farolito.domain import second_facts
from farolito.domain.canonical import canonical
from farolito.domain.definitions import Form
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.domain.second_facts import SecondFact
from tests.web_support.trial_form import trial_form


def form(**changes: Any) -> Form:
    read = read_form(canonical(trial_form()), question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, Form), read
    return replace(read, **changes)


@pytest.mark.parametrize(
    "answer",
    ["+12135550142", "+12135550142;ext=7", {"number": "+12135550142", "text": "yes"}],
)
def test_the_phone_gives_its_last_four_numbers_without_the_extension(answer: Any) -> None:
    assert second_facts.told(form(), {"phone": answer}) == SecondFact("phone", "0142")


@pytest.mark.parametrize("answers", [{}, {"phone": {"none": True}}, {"phone": {"skipped": True}}])
def test_what_was_not_said_is_no_second_fact(answers: dict[str, Any]) -> None:
    assert second_facts.told(form(), answers) is None


def test_the_first_childs_birthday_serves_where_there_is_no_phone() -> None:
    asked = form()
    [whole] = [one for one in asked.all_questions() if one.name == "member_born"]
    child = replace(whole, fact="student.birth_date")
    born = {
        "members": {"entries": [{"id": "a1", "answers": {"member_born": {"date": "2017-03-05"}}}]}
    }
    assert second_facts.told(asked, born) is None  # whoever lives there need not be a child
    asked.__dict__["questions"] = {**asked.questions, "member_born": child}
    assert second_facts.told(asked, born) == SecondFact("birthday", "0305")
    older = {"members": {"entries": [{"id": "a1", "answers": {"member_born": {"year": 2017}}}]}}
    assert second_facts.told(asked, older) is None


@pytest.mark.parametrize("typed", ["0305", "0503", "03/05", "05 - 03", "٠٣٠٥"])
def test_a_birthday_may_be_typed_in_either_order(typed: str) -> None:
    meaning = second_facts.as_birthday(second_facts.typed(typed))
    assert meaning == SecondFact("birthday", "0305").meaning


@pytest.mark.parametrize(
    "changes",
    [
        {"regime": "counseling"},
        {"regime": "provider"},
        {"regime": "anonymous"},
        {"audience": "student"},
        {"consent_path": "minor_self"},
    ],
)
def test_where_others_know_what_was_said_only_a_pin_serves(changes: dict[str, Any]) -> None:
    assert second_facts.told(form(**changes), {"phone": "+12135550142"}) is None


@pytest.mark.parametrize("typed", ["1234", "0000", "123", "12345", "12a4", "", "9" * 100])
def test_a_pin_that_is_a_guess_or_none_is_not_taken(typed: str) -> None:
    assert second_facts.chosen(typed) is None


def test_a_pin_is_read_in_the_digits_of_every_script() -> None:
    assert second_facts.chosen(" ៥៨ ១៣ ") == SecondFact("pin", "5813")
    assert SecondFact("pin", "5813").meaning == SecondFact("phone", "5813").meaning
