"""Which pages somebody sees, in which order, and how far they may go."""

from __future__ import annotations

from datetime import date
from typing import Any

from farolito.domain.definitions import Page, Section
from farolito.domain.drafts import remove_entry, restore_entry
from farolito.domain.journey import (
    Step,
    after,
    before,
    first_of_entry,
    furthest,
    journey,
    may_visit,
    progress,
    step,
    unfinished_entries,
)
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.testing.factories import make_form, make_question

TODAY = date(2026, 11, 23)


def key(found: Step | None) -> str | None:
    return None if found is None else found.key


def keys(form: Any, **answers: Any) -> list[str]:
    return [one.key for one in journey(form, answers, CORE_QUESTION_TYPES, TODAY)]


def fills_in_the_start(person: Any) -> None:
    person.continues("agree", consent="named")
    person.continues("help", help_wanted="none")


def test_a_page_appears_when_its_rule_is_met(person: Any) -> None:
    assert "food" not in person.keys
    person.continues("help", help_wanted=["food", "rent"])
    assert person.keys == ["agree", "welcome", "help", "food", "rent", "members"]


def test_a_section_appears_when_its_rule_is_met(person: Any) -> None:
    person.continues("agree", consent="unnamed")
    assert "phone" not in person.keys
    person.continues("agree", consent="named")
    assert person.keys[-3:] == ["name", "phone", "stay"]


def test_a_page_with_no_relevant_question_disappears(person: Any) -> None:
    person.continues("help", help_wanted="food")
    assert "rent" not in person.keys


def test_a_page_with_words_of_its_own_stays_without_questions() -> None:
    pages = (Page("hello", (), intro={"en": "The next questions are about you."}),)
    form = make_form(sections=(Section("all", {"en": "All"}, pages),))
    assert keys(form) == ["hello"]


def test_a_step_has_only_the_questions_and_choices_that_are_relevant(person: Any) -> None:
    person.continues("help", help_wanted=["food", "rent"])
    assert [one.name for one in person.at("rent").questions] == ["rent_due"]
    person.continues("food", food_days="3", food_worried="yes")
    assert [one.name for one in person.at("pantry").questions[0].choices] == ["tuesday"]
    person.continues("food", food_days="0", food_worried="yes")
    names = [one.name for one in person.at("pantry").questions[0].choices]
    assert names == ["tuesday", "delivery"]


def test_an_answer_to_a_choice_that_is_gone_is_asked_again(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.continues("food", food_days="0", food_worried="yes")
    person.continues("pantry", pantry="delivery")
    assert person.at("pantry").finished
    person.continues("food", food_days="1", food_worried="yes")
    assert not person.at("pantry").finished
    assert person.sees("pantry", "pantry") == {}


def test_an_answer_that_is_not_asked_for_any_more_decides_nothing(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.continues("food", food_days="3", food_worried="yes")
    assert "pantry" in person.keys
    person.continues("help", help_wanted="rent")
    assert "pantry" not in person.keys
    person.continues("help", help_wanted="food")
    assert "pantry" in person.keys


def test_a_question_of_an_unknown_type_is_passed_over() -> None:
    form = make_form(questions=(make_question("chart", "family_tree"), make_question("name")))
    steps = journey(form, {"chart": {"people": 3}}, CORE_QUESTION_TYPES, TODAY)
    assert [one.key for one in steps] == ["name"]


def test_the_pages_of_entries_follow_their_list(person: Any) -> None:
    ana, luis = person.adds("Ana", "9"), person.adds("Luis", "40")
    assert [one for one in person.keys if one.startswith("members")] == [
        "members",
        f"members/{ana}/who",
        f"members/{ana}/born",
        f"members/{luis}/who",
        f"members/{luis}/born",
    ]
    assert key(first_of_entry(person.steps, "members", luis)) == f"members/{luis}/who"
    assert first_of_entry(person.steps, "members", "nobody") is None


def test_a_rule_inside_an_entry_sees_its_own_answers_first_and_then_the_form_s(person: Any) -> None:
    person.continues("agree", consent="named")
    ana, luis = person.adds("Ana", "9"), person.adds("Luis", "40")
    assert f"members/{ana}/school" in person.keys
    assert f"members/{luis}/school" not in person.keys
    person.continues("agree", consent="unnamed")
    assert f"members/{ana}/school" not in person.keys


def test_a_rule_outside_sees_the_repeat_as_entries(person: Any) -> None:
    person.continues("agree", consent="named")
    person.adds("Ana", "9")
    assert "adults" not in person.keys
    person.adds("Luis", "40")
    assert "adults" in person.keys


def test_continue_goes_from_an_entry_to_the_list_and_from_the_list_onward(person: Any) -> None:
    person.continues("agree", consent="named")
    ana, luis = person.adds("Ana", "40"), person.adds("Luis", "41")
    steps = person.steps
    assert key(after(steps, f"members/{ana}/who")) == f"members/{ana}/born"
    assert key(after(steps, f"members/{ana}/born")) == "members"
    assert key(after(steps, f"members/{luis}/born")) == "members"
    assert key(after(steps, "members")) == "name"
    assert key(after(steps, "adults")) is None
    assert key(after(steps, "nowhere")) is None


def test_a_list_at_the_end_of_a_form_leads_to_the_check(person: Any) -> None:
    person.adds("Ana", "40")
    assert after(person.steps, "members") is None


def test_back_goes_from_an_entry_to_the_list_and_past_the_entries(person: Any) -> None:
    person.continues("agree", consent="named")
    ana, luis = person.adds("Ana", "40"), person.adds("Luis", "41")
    steps = person.steps
    assert key(before(steps, f"members/{luis}/born")) == f"members/{luis}/who"
    assert key(before(steps, f"members/{luis}/who")) == "members"
    assert key(before(steps, f"members/{ana}/who")) == "members"
    assert key(before(steps, "name")) == "members"
    assert key(before(steps, "members")) == "help"
    assert before(steps, "agree") is None


def test_the_furthest_step_is_the_first_that_lacks_an_answer(person: Any) -> None:
    assert key(furthest(person.steps)) == "agree"
    person.continues("agree", consent="unnamed")
    assert key(furthest(person.steps)) == "help"
    person.continues("help", help_wanted="_skip")
    assert key(furthest(person.steps)) == "members"
    person.lists("no")
    assert furthest(person.steps) is None


def test_an_entry_that_is_not_finished_keeps_its_list_open(person: Any) -> None:
    person.continues("agree", consent="unnamed")
    person.continues("help", help_wanted="none")
    entry = person.lists("yes")
    person.continues(f"members/{entry}/who", member_name="Ana")
    assert unfinished_entries(person.steps, "members") == (entry,)
    assert key(furthest(person.steps)) == "members"
    person.continues(f"members/{entry}/born", member_birth_date__age="40")
    assert unfinished_entries(person.steps, "members") == ()
    person.lists("no")
    assert furthest(person.steps) is None


def test_what_was_typed_and_not_checked_keeps_a_page_open(person: Any) -> None:
    fills_in_the_start(person)
    person.lists("no")
    person.leaves("help", help_wanted="food")
    assert key(furthest(person.steps)) == "help"
    person.continues("help", help_wanted="none")
    assert key(furthest(person.steps)) == "name"


def test_somebody_may_visit_any_step_up_to_the_furthest(person: Any) -> None:
    fills_in_the_start(person)
    steps = person.steps
    assert [one for one in person.keys if may_visit(steps, one)] == [
        "agree",
        "welcome",
        "help",
        "members",
    ]
    assert not may_visit(steps, "nowhere")


def test_inside_a_list_each_entry_is_open_up_to_its_own_first_gap(person: Any) -> None:
    fills_in_the_start(person)
    first, second = person.adds("Ana", "40"), person.lists("yes")
    steps = person.steps
    assert may_visit(steps, f"members/{first}/born")
    assert may_visit(steps, f"members/{second}/who")
    assert not may_visit(steps, f"members/{second}/born")
    assert not may_visit(steps, "name")
    assert not may_visit(steps, "members/other/who")


def test_no_entry_is_open_before_its_list(person: Any) -> None:
    entry = person.lists("yes")
    assert not may_visit(person.steps, f"members/{entry}/who")


def test_progress_counts_sections_and_never_goes_back(person: Any, household: Any) -> None:
    fills_in_the_start(person)
    person.adds("Ana", "40")
    told = [progress(household, one) for one in person.steps]
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((1, 4), (4, 4))


def test_a_removed_entry_leaves_the_journey_and_comes_back(person: Any) -> None:
    ana, luis = person.adds("Ana", "40"), person.adds("Luis", "41")
    before_removing = person.keys
    person.draft = remove_entry(person.draft, "members", ana)
    assert not any(ana in one for one in person.keys)
    assert any(luis in one for one in person.keys)
    person.draft = restore_entry(person.draft, "members", ana)
    assert person.keys == before_removing


def test_a_step_is_found_by_its_key(person: Any) -> None:
    assert key(step(person.steps, "members")) == "members"
    assert step(person.steps, "food") is None
