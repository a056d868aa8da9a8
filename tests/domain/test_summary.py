"""One summary for check-answers, staff pages and both printed copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from farolito.domain.drafts import Draft
from farolito.domain.question_types import CORE_QUESTION_TYPES, Shown
from farolito.domain.summary import Summary, SummaryRow, summarise
from farolito.testing.factories import make_form, make_question

TODAY = date(2026, 11, 23)


def summary(form: Any, answers: Any, copy: Any = "respondent", **more: Any) -> Summary:
    language = more.pop("language", "en")
    return summarise(form, answers, CORE_QUESTION_TYPES, TODAY, language, copy, **more)


def rows(of: Summary) -> dict[str, SummaryRow]:
    return {row.question: row for section in of.sections for row in section.rows}


def texts(row: SummaryRow) -> list[str]:
    return [piece.text for piece in row.answer]


@pytest.fixture
def answered(person: Any) -> Any:
    person.continues("agree", consent="named")
    person.continues("help", help_wanted="food")
    person.continues("food", food_days="3", food_worried="yes")
    person.continues("pantry", pantry="_skip")
    person.adds("Ana", "9")
    person.adds("Luis", "40")
    person.lists("no")
    person.continues("phone", phone="213 555 0142")
    return person


def test_every_question_that_is_asked_has_a_row_with_its_state(answered: Any) -> None:
    found = rows(summary(answered.form, answered.draft.answers))
    assert {name: row.state for name, row in found.items()} == {
        "consent": "answered",
        "help_wanted": "answered",
        "food_days": "answered",
        "food_worried": "answered",
        "pantry": "skipped",
        "members/e1/member_name": "answered",
        "members/e1/member_birth_date": "answered",
        "members/e1/member_school": "unanswered",
        "members/e2/member_name": "answered",
        "members/e2/member_birth_date": "answered",
        "contact_name": "unanswered",
        "phone": "answered",
        "stay": "unanswered",
        "adults": "unanswered",
    }


def test_a_row_says_where_its_answer_can_be_changed(answered: Any) -> None:
    found = rows(summary(answered.form, answered.draft.answers))
    keys = answered.keys
    assert found["members/e1/member_birth_date"].step_key == "members/e1/born"
    assert all(row.step_key in keys for row in found.values())


def test_an_entry_is_a_section_with_its_name_and_number(answered: Any) -> None:
    sections = summary(answered.form, answered.draft.answers).sections
    entries = [(one.entry_number, one.entry_title) for one in sections if one.entry_number]
    assert entries == [(1, "Ana"), (2, "Luis")]
    assert [one.title for one in sections if one.entry_number] == ["Who lives with you?"] * 2


def test_a_repeat_without_entries_is_told_in_the_form_s_words(answered: Any) -> None:
    answers = {**answered.draft.answers, "members": {"entries": [], "done": True}}
    (empty,) = [one for one in summary(answered.form, answers).sections if not one.rows]
    assert (empty.empty, empty.step_key) == ("You have not added anyone yet.", "members")


def test_consent_is_shown_in_words_with_its_day(answered: Any) -> None:
    row = rows(summary(answered.form, answered.draft.answers))["consent"]
    assert row.answer == (Shown("Named", "words", "en"), Shown("2026-11-23", "date"))


def test_phones_and_numbers_are_marked_to_run_left_to_right(answered: Any) -> None:
    found = rows(summary(answered.form, answered.draft.answers))
    assert {name for name, row in found.items() if row.ltr} == {"food_days", "phone"}
    assert texts(found["phone"]) == ["(213) 555-0142"]


def test_private_answers_are_marked_on_a_screen_and_left_out_of_the_family_copy(
    answered: Any,
) -> None:
    form, answers = answered.form, answered.draft.answers
    private = [row.question for row in rows(summary(form, answers)).values() if row.private]
    assert private == ["food_worried"]
    assert "food_worried" in rows(summary(form, answers, "staff_copy"))
    assert "food_worried" not in rows(summary(form, answers, "family_copy"))


def test_the_family_copy_has_ages_and_years_and_no_birth_date() -> None:
    form = make_form(questions=(make_question("born", "birth_date"),))
    answers = {"born": {"date": "2017-03-04"}}
    assert texts(rows(summary(form, answers, "staff_copy"))["born"]) == ["2017-03-04"]
    on_paper = rows(summary(form, answers, "family_copy"))["born"].answer
    assert on_paper == (Shown("born_in", "phrase", params={"year": 2017}),)


def test_a_copy_has_the_questions_that_may_be_printed_on_it() -> None:
    form = make_form(
        questions=(
            make_question("everywhere"),
            make_question("inside", audience_print=("staff_copy",)),
            make_question("nowhere", audience_print=("none",)),
        )
    )
    answers = dict.fromkeys(("everywhere", "inside", "nowhere"), "x")
    assert set(rows(summary(form, answers, "family_copy"))) == {"everywhere"}
    assert set(rows(summary(form, answers, "staff_copy"))) == {"everywhere", "inside"}
    assert set(rows(summary(form, answers, "staff"))) == set(answers)
    assert set(rows(summary(form, answers, "respondent"))) == set(answers)


def test_staff_see_what_their_role_may_see() -> None:
    form = make_form(
        questions=(make_question("all"), make_question("one", audience_view=("counselor",)))
    )
    answers = {"all": "x", "one": "x"}
    for copy in ("staff", "staff_copy"):
        assert set(rows(summary(form, answers, copy))) == {"all"}
        assert set(rows(summary(form, answers, copy, roles=["coordinator"]))) == {"all"}
        assert set(rows(summary(form, answers, copy, roles=["counselor"]))) == {"all", "one"}
    assert set(rows(summary(form, answers, "respondent"))) == {"all", "one"}


def test_staff_read_the_answers_in_a_second_language_too(answered: Any) -> None:
    found = summary(
        answered.form, answered.draft.answers, "staff", language="es", second_language="en"
    )
    row = rows(found)["help_wanted"]
    assert (row.label, row.label_language, texts(row)) == ("help_wanted? (es)", "es", ["Food (es)"])
    assert (row.other_label, row.other) == ("help_wanted?", (Shown("Food", "words", "en"),))
    assert (found.title, found.language, found.second_language) == ("Su hogar", "es", "en")


def test_words_that_are_missing_say_in_which_language_they_are_shown() -> None:
    form = make_form(questions=(make_question("help", "choice", choices=("food",)),))
    row = rows(summary(form, {"help": "food"}, language="es"))["help"]
    assert (row.label_language, row.answer_language) == ("en", "en")


@pytest.mark.parametrize("stored", ["as it is", 3, {"people": [1]}, ["a"], False])
def test_an_answer_of_an_unknown_type_is_shown_as_it_is_stored(stored: Any) -> None:
    form = make_form(questions=(make_question("chart", "family_tree"),))
    row = rows(summary(form, {"chart": stored}))["chart"]
    assert row.state == "unavailable"
    assert row.answer[0].text
    assert rows(summary(form, {"chart": {"skipped": True}}))["chart"].state == "skipped"
    assert rows(summary(form, {}))["chart"].state == "unanswered"


def test_an_answer_that_its_type_does_not_recognise_is_shown_as_it_is_stored() -> None:
    form = make_form(questions=(make_question("born", "birth_date"),))
    row = rows(summary(form, {"born": "May"}))["born"]
    assert (row.state, texts(row)) == ("unavailable", ["May"])


def test_notes_and_questions_that_are_not_asked_have_no_row(person: Any) -> None:
    found = rows(summary(person.form, Draft().answers))
    assert set(found) == {"consent", "help_wanted"}


def test_codes_and_attribution_travel_with_the_row() -> None:
    question = replace(make_question(), codes={"loinc": "88122-7"}, attribution="Hunger Vital Sign")
    row = rows(summary(make_form(questions=(question,)), {}))["first"]
    assert (row.codes, row.attribution) == ({"loinc": "88122-7"}, "Hunger Vital Sign")
