"""Continue: what is typed on a page becomes answers, or problems that can be mended."""

from __future__ import annotations

from typing import Any

from farolito.domain.answers import SKIPPED
from farolito.domain.drafts import answer_at


def test_a_good_answer_is_stored_as_a_code(person: Any) -> None:
    assert person.continues("help", help_wanted=["rent", "food"]) == []
    assert person.draft.answers["help_wanted"] == ["food", "rent"]
    assert person.draft.raw == {}


def test_a_bad_answer_is_a_problem_and_stays_as_it_was_typed(person: Any) -> None:
    person.continues("help", help_wanted="food")
    found = person.continues("food", food_days=" nine ", food_worried="yes")
    assert found == ["food_days: number"]
    assert person.sees("food", "food_days") == {"": (" nine ",)}
    assert "food_days" not in person.draft.answers


def test_the_good_answers_of_a_page_are_stored_beside_a_bad_one(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.continues("food", food_days="nine", food_worried="yes")
    assert person.draft.answers["food_worried"] == "yes"


def test_a_bad_answer_leaves_the_earlier_good_one_until_it_is_mended(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.continues("food", food_days="3", food_worried="yes")
    person.continues("food", food_days="nine", food_worried="yes")
    assert person.draft.answers["food_days"] == 3
    assert person.sees("food", "food_days") == {"": ("nine",)}
    person.continues("food", food_days="4", food_worried="yes")
    assert person.draft.answers["food_days"] == 4
    assert person.draft.raw == {}


def test_nothing_chosen_is_a_problem_where_skip_can_be_chosen(person: Any) -> None:
    assert person.continues("help") == ["help_wanted: choose_or_skip"]
    assert person.continues("help", help_wanted="_skip") == []
    assert person.draft.answers["help_wanted"] == SKIPPED


def test_nothing_chosen_is_a_problem_where_skip_is_not_offered(person: Any) -> None:
    assert person.continues("agree") == ["consent: choose"]
    assert person.continues("agree", consent="_skip") == ["consent: choose"]
    assert "consent" not in person.draft.answers


def test_nothing_written_is_a_skip_where_that_is_allowed(person: Any) -> None:
    person.continues("agree", consent="named")
    assert person.continues("stay") == []
    assert person.draft.answers["stay"] == SKIPPED


def test_nothing_written_is_a_problem_where_it_is_required(person: Any) -> None:
    entry = person.lists("yes")
    found = person.continues(f"members/{entry}/who", member_name="  ")
    assert found == [f"members/{entry}/member_name: required"]


def test_a_rule_may_require_an_answer(person: Any) -> None:
    person.continues("agree", consent="named")
    assert person.continues("name") == []
    person.adds("Ana", "9")
    assert not person.at("name").finished
    assert person.continues("name") == ["contact_name: required"]
    assert person.continues("name", contact_name__skip="1") == ["contact_name: required"]


def test_skip_wins_over_what_stands_beside_it(person: Any) -> None:
    person.continues("help", help_wanted=["food", "_skip"])
    assert person.draft.answers["help_wanted"] == SKIPPED


def test_the_word_that_means_skip_among_choices_is_a_word_like_any_other_in_text(
    person: Any,
) -> None:
    entry = person.lists("yes")
    assert person.continues(f"members/{entry}/who", member_name="_skip") == []
    assert answer_at(person.draft.answers, f"members/{entry}/member_name") == "_skip"


def test_an_answer_written_beside_an_old_skip_wins(person: Any) -> None:
    person.continues("agree", consent="named")
    person.continues("stay", stay__skip="1")
    assert person.sees("stay", "stay") == {"skip": ("1",)}
    person.continues("stay", stay__skip="1", stay__city="Duarte")
    assert person.draft.answers["stay"]["city"] == "Duarte"
    person.continues("stay", stay__skip="1", stay__city="Duarte")
    assert person.draft.answers["stay"] == SKIPPED


def test_a_broken_constraint_says_the_form_s_own_words(person: Any) -> None:
    person.continues("agree", consent="named")
    person.adds("Luis", "40")
    assert person.continues("adults", adults="0") == ["adults: constraint"]
    assert person.problems[0].message["en"] == "Write 1 or more"
    assert person.sees("adults", "adults") == {"": ("0",)}
    assert person.continues("adults", adults="1") == []


def test_an_entry_s_answers_stay_with_the_entry(person: Any) -> None:
    ana, luis = person.adds("Ana", "9"), person.adds("Luis", "40")
    assert answer_at(person.draft.answers, f"members/{ana}/member_name") == "Ana"
    assert answer_at(person.draft.answers, f"members/{luis}/member_name") == "Luis"
    assert "member_name" not in person.draft.answers


def test_a_question_that_these_answers_bring_up_is_asked_and_not_skipped(person: Any) -> None:
    person.continues("help", help_wanted="rent")
    due = {"rent_due__month": "12", "rent_due__day": "1", "rent_due__year": "2026"}
    assert person.continues("rent", **due) == []
    assert "rent_note" not in person.draft.answers
    assert not person.at("rent").finished
    assert [one.name for one in person.at("rent").questions] == ["rent_due", "rent_note"]
    assert person.continues("rent", **due, rent_note="late") == []
    assert person.at("rent").finished


def test_a_question_that_these_answers_take_away_is_no_problem(person: Any) -> None:
    person.continues("agree", consent="named")
    person.continues("phone", phone__none="1")
    assert person.continues("phone", phone="213 555 0142", email="ana@") == []
    assert person.draft.raw["email"] == {"": ("ana@",)}
    assert person.at("phone").finished


def test_fields_of_other_pages_and_unknown_fields_are_ignored(person: Any) -> None:
    person.continues("help", help_wanted="food", phone="213 555 0142", evil="1", food_days="3")
    assert set(person.draft.answers) == {"help_wanted"}
    assert person.draft.raw == {}
