"""Rules in plain words; where there are none, an honest sentence with the numbers of the questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito_printables.directions import Directions
from farolito_printables.numbering import numbers, parts
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.api import Form


def choices(name: str, type_: str = "choice") -> dict[str, Any]:
    """A question about rent and food."""
    labels = {"rent": "Rent", "food": "Food (every day)", "none": "Nothing"}
    listed = [{"name": key, "label": {"en": label}} for key, label in labels.items()]
    return {"name": name, "type": type_, "choices": listed}


ASKED = (
    choices("help"),  # 1
    choices("wants", "choices"),  # 2
    {"name": "rides", "type": "yes_no"},  # 3
    {"name": "people", "type": "integer"},  # 4
    {"name": "born", "type": "birth_date"},  # 5
    {"name": "why", "type": "text"},  # 6
)


def directions_of(of: Form, language: str = "en") -> list[str]:
    """Every direction of a form, without its markup."""
    say = Directions(of, numbers(of), Speech(language)).say
    found = [
        say(direction)
        for part in parts(of)
        for direction in (*part.directions, *(d for line in part.lines for d in line.directions))
    ]
    return [re.sub(r"<[^>]+>", "", str(one)).replace("&#39;", "'") for one in found]


def said(form: Callable[..., Form], rule: str, language: str = "en") -> str:
    """The direction for a seventh question with this rule, with an eighth after it."""
    last = ({"name": "asked", "type": "text", "relevant": rule}, {"name": "last", "type": "text"})
    (only,) = directions_of(form(*ASKED, *last), language)
    return only


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ("help == 'rent'", "you marked Rent in question 1"),
        ("'rent' == help", "you marked Rent in question 1"),
        ("help != 'rent'", "you did not mark Rent in question 1"),
        ("help in ['rent', 'none']", "you marked Rent or Nothing in question 1"),
        ("'food' in wants", "you marked Food in question 2"),
        ("not ('none' in wants)", "you did not mark Nothing in question 2"),
        ("not (help == 'rent')", "you did not mark Rent in question 1"),
        ("rides", "you marked Yes in question 3"),
        ("not rides", "you marked No in question 3"),
        ("rides == true", "you marked Yes in question 3"),
        ("help == 'rent' or help == 'food'", "you marked Rent or Food in question 1"),
        ("'rent' in wants or 'food' in wants", "you marked Rent or Food in question 2"),
        (
            "help == 'rent' or 'food' in wants",
            "you marked Rent in question 1 or you marked Food in question 2",
        ),
        (
            "help == 'rent' and rides",
            "you marked Rent in question 1 and you marked Yes in question 3",
        ),
        ("answered(why)", "you answered question 6"),
        ("not answered(why)", "you left question 6 blank"),
        (
            "not answered(help) or help != 'rent'",
            "you did not mark Rent in question 1",
        ),
        ("people >= 3", "your answer to question 4 is 3 or more"),
        ("people > 3", "your answer to question 4 is more than 3"),
        ("3 > people", "your answer to question 4 is less than 3"),
        ("people == 2", "your answer to question 4 is 2"),
        ("count(wants) >= 2", "the number of boxes you marked in question 2 is 2 or more"),
        ("age_on(born, today) < 5", "the age in question 5 is less than 5"),
        (
            "age_on(born, today) >= 4 and age_on(born, today) <= 21",
            "the age in question 5 is from 4 to 21",
        ),
    ],
)
def test_common_rules_have_plain_words(
    form: Callable[..., Form], rule: str, condition: str
) -> None:
    assert said(form, rule) == f"If {condition}, answer question 7. If not, go to question 8."


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("help == 'rent' and (rides or people > 3)", "your answers to questions 1, 3, 4 call"),
        ("people + 1 > 3", "your answer to question 4 calls"),
        ("length(why) > 3", "your answer to question 6 calls"),
        ("if(rides, people > 2, help == 'rent')", "your answers to questions 1, 3, 4 call"),
    ],
)
def test_other_rules_are_honest_about_what_decides(
    form: Callable[..., Form], rule: str, asked: str
) -> None:
    assert said(form, rule) == f"Answer this only if {asked} for it. Not sure? Ask us."


def test_a_rule_about_nothing_on_paper_asks_to_wait(form: Callable[..., Form]) -> None:
    assert said(form, "today > date('2026-01-01')") == "Answer this only if we ask you to."


def test_directions_are_said_in_spanish(form: Callable[..., Form]) -> None:
    expected = (
        "Si marcó Rent en la pregunta 1, conteste la pregunta 7. Si no, pase a la pregunta 8."
    )
    assert said(form, "help == 'rent'", "es") == expected


def test_the_last_question_sends_nobody_further(form: Callable[..., Form]) -> None:
    of = form(*ASKED, {"name": "asked", "type": "text", "relevant": "rides"})

    assert directions_of(of)[0].endswith("If not, you are at the end.")


def test_a_section_is_skipped_as_a_whole_and_notes_are_not_numbered(
    form: Callable[..., Form],
) -> None:
    note = {"name": "hello", "type": "note", "label": {"en": "Hello"}}
    page = {
        "name": "page_a",
        "title": {"en": "P"},
        "questions": [note, {"name": "a", "type": "text", "label": {"en": "A"}}],
    }
    more = {"name": "b", "type": "text", "label": {"en": "B"}}
    after = {"name": "c", "type": "text", "label": {"en": "C"}}
    of = form(
        sections=[
            {"name": "one", "title": {"en": "One"}, "pages": [
                {"name": "first", "questions": [{"name": "rides", "type": "yes_no", "label": {"en": "R"}}]},
            ]},
            {"name": "two", "title": {"en": "Two"}, "relevant": "rides",
             "pages": [page, {"name": "page_b", "relevant": "answered(a)", "questions": [more]}]},
            {"name": "three", "title": {"en": "Three"},
             "pages": [{"name": "page_c", "questions": [after]}]},
        ],
    )  # fmt: skip

    assert numbers(of) == {"rides": "1", "a": "2", "b": "3", "c": "4"}
    assert directions_of(of) == [
        "If you marked Yes in question 1, answer questions 2 to 3. If not, go to question 4.",
        "If you answered question 2, answer question 3. If not, go to question 4.",
    ]


def test_inside_a_repeat_questions_are_lettered_and_skipping_leads_to_the_next_person(
    form: Callable[..., Form],
) -> None:
    repeat = {
        "name": "members", "max": 8, "entry_label": "called",
        "entry": {"en": "person"}, "add": {"en": "Add?"}, "empty": {"en": "None"},
    }  # fmt: skip
    of = form(
        sections=[
            {"name": "home", "title": {"en": "Home"}, "repeat": repeat, "pages": [
                {"name": "p1", "questions": [{"name": "called", "type": "text", "label": {"en": "N"}}]},
                {"name": "p2", "relevant": "answered(called)",
                 "questions": [{"name": "old", "type": "integer", "label": {"en": "O"}}]},
            ]},
            {"name": "end", "title": {"en": "End"}, "pages": [
                {"name": "p3", "relevant": "count(members) > 1",
                 "questions": [{"name": "last", "type": "text", "label": {"en": "L"}}]},
            ]},
        ],
    )  # fmt: skip

    assert numbers(of) == {"members": "1", "called": "1a", "old": "1b", "last": "2"}
    assert directions_of(of) == [
        "If you answered question 1a, answer question 1b. If not, go to the next person.",
        "If the number of people in question 1 is more than 1, answer question 2. "
        "If not, you are at the end.",
    ]
