"""What is wrong with a whole form, what is sent of it, and what rules see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from farolito.domain.answers import SKIPPED, values
from farolito.domain.question_types import CORE_QUESTION_TYPES

TODAY = date(2026, 11, 23)


def test_everything_answered_is_no_problem(person: Any) -> None:
    person.answers_everything()
    assert person.whole_form == []


def test_an_empty_form_says_what_its_pages_say(person: Any) -> None:
    assert person.whole_form == [
        "consent: choose",
        "help_wanted: choose_or_skip",
        "members: yes_or_no",
    ]


def test_stored_answers_from_elsewhere_are_checked_like_typed_ones(person: Any) -> None:
    entry = person.answers_everything()
    members = {"entries": [{"id": entry, "answers": {"member_name": "x" * 201}}], "done": True}
    person.draft = replace(
        person.draft,
        answers={**person.draft.answers, "members": members, "food_days": 9, "phone": "911"},
    )
    assert person.whole_form == [
        "food_days: number_range",
        "pantry: not_a_choice",
        f"members/{entry}/member_name: too_long",
        "phone: not_understood",
    ]


def test_more_entries_than_there_is_room_for_are_a_problem(person: Any) -> None:
    person.answers_everything()
    one = {"member_name": "Ana", "member_birth_date": SKIPPED}
    crowd = [{"id": f"k{n}", "answers": one} for n in range(4)]
    answers = {**person.draft.answers, "members": {"entries": crowd, "done": True}}
    person.draft = replace(person.draft, answers=answers)
    assert person.whole_form == ["members: max_entries"]


def test_things_that_are_not_entries_are_passed_over(person: Any) -> None:
    person.answers_everything()
    shapes: list[Any] = [None, [], {"entries": 3}, {"entries": [1, {"id": 3}, {"id": "a"}]}]
    shapes.append({"entries": [{"id": "a/b", "answers": {}}, {"id": "", "answers": {}}]})
    for broken in shapes:
        answers = {**person.draft.answers, "members": broken}
        person.draft = replace(person.draft, answers=answers)
        assert "members: yes_or_no" in person.whole_form
        assert person.sent["members"]["entries"] == []


def test_rules_see_values_and_a_repeat_as_a_list(person: Any) -> None:
    entry = person.answers_everything()
    known = values(person.form, person.draft.answers, CORE_QUESTION_TYPES, TODAY)
    assert known["food_worried"] is True
    assert known["members"] == [
        {
            "member_name": "Ana",
            "member_birth_date": {"age": 9, "on": "2026-11-23"},
            "member_school": "Lincoln",
        }
    ]
    assert known.get("stay") is None
    assert "member_name" not in known
    inside = values(
        person.form, person.draft.answers, CORE_QUESTION_TYPES, TODAY, f"members/{entry}"
    )
    assert (inside["member_name"], inside["food_days"]) == ("Ana", 0)


def test_a_repeat_that_was_not_reached_is_missing(person: Any) -> None:
    known = values(person.form, {}, CORE_QUESTION_TYPES, TODAY)
    assert known.get("members") is None
