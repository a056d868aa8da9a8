"""From a few answers to what a family could ask for: surest first, nobody told no, nothing without a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.testing.factories import form_in, make_response
from farolito_enrollment_checklists.asking import FORM, LEVEL, WHAT, household, next_steps
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.plugin import EnrollmentChecklists
from farolito_enrollment_checklists.screen import (
    ASK_A_PERSON,
    LIKELY,
    WORTH_ASKING,
    Household,
    asked_for,
)

TODAY = date(2026, 11, 23)
(FILE,) = [one for one in EnrollmentChecklists().form_files if one.stem == FORM]


def home(
    people: int | None = 4, least: int | None = 4000, most: int | None = 4999, **more: Any
) -> Household:
    return Household(people, least, most, **more)


def levels(here: Household, day: date = TODAY) -> dict[str, str]:
    return {one.programme: one.level for one in asked_for(here, day)}


@pytest.mark.parametrize(
    ("least", "most", "level"),
    [
        (3000, 3575, LIKELY),  # 130 percent, from three people on
        (3000, 3999, WORTH_ASKING),
        (5000, 5500, WORTH_ASKING),
        (5000, 5999, WORTH_ASKING),
        (5500, 5999, WORTH_ASKING),
        (5501, 5999, ASK_A_PERSON),
        (5000, None, WORTH_ASKING),
        (10_000, None, ASK_A_PERSON),
        (None, None, ASK_A_PERSON),
    ],
)
def test_where_a_range_lies_beside_the_line_of_calfresh(
    least: int | None, most: int | None, level: str
) -> None:
    assert levels(home(4, least, most, who={"child_5_18"}))["calfresh"] == level


@pytest.mark.parametrize(
    ("who", "level"),
    [
        (set(), WORTH_ASKING),
        ({"child_5_18"}, LIKELY),
        ({"adult_60"}, LIKELY),
        ({"none"}, WORTH_ASKING),
    ],
)
def test_adults_who_may_have_three_months_only_are_told_to_ask(who: set[str], level: str) -> None:
    assert levels(home(2, 1000, 1499, who=who))["calfresh"] == level


def test_without_the_number_of_people_a_person_is_asked() -> None:
    assert levels(home(None))["calfresh"] == ASK_A_PERSON


def test_without_a_table_for_the_day_a_person_is_asked_and_no_old_one_is_used() -> None:
    assert levels(home(), date(2028, 1, 1))["calfresh"] == ASK_A_PERSON


def test_children_and_pregnancy_have_lines_of_their_own_and_a_child_on_its_way_counts() -> None:
    found = levels(home(3, 5000, 5999, who={"child_5_18", "pregnant"}))

    assert found["medi-cal:child"] == LIKELY  # 6,057 for three
    assert found["medi-cal:pregnancy"] == WORTH_ASKING  # 5,858 for four
    assert found["medi-cal:adult"] == ASK_A_PERSON
    assert found["covered-california"] == WORTH_ASKING


def test_a_programme_is_named_only_where_somebody_it_is_for_lives() -> None:
    alone = levels(home(1, 0, 999))
    assert not {"wic", "calworks", "meals", "ihss", "school-enrollment"} & set(alone)

    everybody = {"pregnant", "child_under_5", "child_5_18", "needs_care", "new_child"}
    assert {"wic", "calworks", "meals", "ihss", "school-enrollment"} <= set(
        levels(home(who=everybody))
    )


def test_what_a_family_has_is_not_named_again_and_opens_other_doors() -> None:
    found = levels(home(4, 8000, 9999, who={"child_under_5", "child_5_18"}, has={"medi_cal"}))

    assert not any(one.startswith("medi-cal") for one in found)
    assert found["wic"] == LIKELY
    assert found["meals"] == LIKELY
    assert found["phone-internet"] == LIKELY


def test_calworks_looks_at_what_one_worker_may_earn_besides() -> None:
    children = {"child_5_18"}
    assert levels(home(4, 0, 2325, who=children))["calworks"] == LIKELY
    assert levels(home(4, 2500, 2999, who=children))["calworks"] == WORTH_ASKING
    assert levels(home(4, 2776, 2999, who=children))["calworks"] == ASK_A_PERSON


def test_the_surest_come_first() -> None:
    order = [one.level for one in asked_for(home(who={"child_5_18", "needs_care"}), TODAY)]
    assert order == sorted(order, key=[LIKELY, WORTH_ASKING, ASK_A_PERSON].index)


def test_answers_become_a_household() -> None:
    here = household(
        {
            "ask_people": 3,
            "ask_income": "2000_2499",
            "ask_who": ["child_under_5"],
            "ask_has": ["none"],
            "ask_place": "yes",
        }
    )
    assert (here.people, here.least, here.most, here.place) == (3, 2000, 2499, True)
    assert here.children
    last = household({"ask_income": "10000_up"})
    assert (last.least, last.most) == (10_000, None)


@pytest.mark.parametrize("answer", [{"skipped": True}, "something_new", ["x"], None, 7, True])
def test_what_was_skipped_or_is_of_another_kind_was_not_said(answer: Any) -> None:
    names = ("ask_people", "ask_income", "ask_who", "ask_has", "ask_doctor", "ask_place")
    here = household({name: answer for name in names if not (name == "ask_people" and answer == 7)})
    assert (here.people, here.least, here.most) == (None, None, None)
    assert levels(here)["calfresh"] == ASK_A_PERSON


def steps(**answers: Any) -> list[Any]:
    return list(next_steps(make_response(form_in(FILE), answers), TODAY))


def test_each_programme_is_a_step_with_its_level_in_words_in_every_language() -> None:
    found = steps(ask_people=4, ask_income="2500_2999", ask_who=["child_5_18"], ask_has=["none"])

    assert found[0].title["en"].startswith("Likely: ")
    assert found[0].title["es"].startswith("Es probable: ")
    assert any("papers" in step.detail["en"] for step in found if "Medi-Cal" in step.title["en"])
    assert all({"en", "es"} < {*step.title} == {*step.detail} for step in found)


def test_a_family_without_a_place_to_sleep_reads_the_same_day_help_first() -> None:
    first = steps(ask_people=4, ask_income="6000_7999", ask_who=["child_5_18"], ask_place="yes")[0]

    assert "CalWORKs" in first.title["en"]
    assert "CW 42" in first.detail["en"]


def test_every_choice_of_the_form_is_known_to_the_tables_and_every_programme_has_words() -> None:
    form = form_in(FILE)
    said = {choice.name for choice in form.questions["ask_who"].choices}
    used = {"pregnant", "child_under_5", "child_5_18", "needs_care", "new_child"}
    assert used <= said
    everybody = asked_for(home(4, 8000, 9999, who=said, doctor=True), TODAY)
    assert {one.programme for one in everybody} == set(WHAT)
    assert {one.checklist for one in everybody} <= set(checklists())
    assert set(LEVEL) == {LIKELY, WORTH_ASKING, ASK_A_PERSON}
    assert form.regime == "self_service"
