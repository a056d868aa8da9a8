"""Long choices, matrices, rankings and places over versions: what is a column, what is joined, what is lost."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from farolito.domain.changes import changes
from farolito.domain.checks.choices import check_choices
from farolito.domain.faults import Faults
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.exports.answers import Told, questionnaire_response
from tests.domain.versions.test_columns import TYPES, Document, cells, choice, form, question, table

FOOD = [choice("food"), choice("rent"), choice("talk")]
OFTEN = [choice("never"), choice("often")]


def matrix(name: str = "safe", *rows: Document, **more: Any) -> Document:
    asked = list(rows) or [row("bus"), row("yard")]
    return question(name, "matrix", rows=asked, choices=OFTEN, **more)


def row(name: str, **more: Any) -> Document:
    return {"name": name, "label": {"en": name.title()}, **more}


def said(old: Any, new: Any) -> list[tuple[str, str, str, bool]]:
    return [(one.kind, one.what, one.name, one.lossy) for one in changes(old, new, TYPES)]


def test_each_row_has_a_column() -> None:
    one = form(matrix())
    assert table(one).columns == ("safe_bus", "safe_yard")
    assert cells(table(one), one, {"safe_bus": "often"}) == {"safe_bus": "often"}


def test_rows_keep_their_columns_when_matrix_and_row_are_called_otherwise() -> None:
    old = form(matrix("secure", row("coach"), row("yard")))
    new = form(matrix("safe", row("bus", was=["coach"]), row("yard"), was=["secure"]))
    both = table(old, new)
    assert both.columns == ("safe_bus", "safe_yard")
    then = {"secure_coach": "often", "secure_yard": "never"}
    assert cells(both, old, then) == {"safe_bus": "often", "safe_yard": "never"}
    assert not any(lossy for *_, lossy in said(old, new))


def test_a_row_that_went_is_lost_and_a_row_that_moved_is_not() -> None:
    old, new = form(matrix()), form(matrix("safe", row("class"), row("bus")))
    found = said(old, new)
    assert ("added", "question", "safe_class", False) in found
    assert ("removed", "question", "safe_yard", True) in found
    assert not any(name == "safe_bus" for _, _, name, _ in found)


def test_an_earlier_name_of_a_row_is_not_one_of_today() -> None:
    faults = Faults()
    one = {"name": "p", "questions": [matrix("safe", row("bus", was=["yard"]), row("yard"))]}
    check_choices({"sections": [{"name": "s", "pages": [one]}]}, TYPES, faults)
    assert [fault.pointer for fault in faults.found] == [
        "/sections/0/pages/0/questions/0/rows/0/was/0"
    ]


def test_a_ranking_has_a_number_for_each_choice() -> None:
    one = form(question("first", "ranking", choices=FOOD))
    found = cells(table(one), one, {"first": ["rent", "food"]})
    assert found == {"first": "rent food", "first.rent": 1, "first.food": 2}


def test_a_renamed_choice_keeps_its_rank() -> None:
    old = form(question("first", "ranking", choices=FOOD))
    later = [choice("meals", was=["food"]), *FOOD[1:]]
    new = form(question("first", "ranking", choices=later))
    found = cells(table(old, new), old, {"first": ["rent", "food"]})
    assert found == {"first": "rent meals", "first.rent": 1, "first.meals": 2}


def test_a_place_has_a_slug_and_a_name() -> None:
    one = form(question("school", "location", other=True))
    assert table(one).columns == ("school", "school.name", "school.other")
    stored = {"place": "lincoln", "name": "Lincoln High"}
    found = cells(table(one), one, {"school": stored})
    assert found == {"school": "lincoln", "school.name": "Lincoln High"}
    assert cells(table(one), one, {"school": {"other": "Oak"}}) == {"school.other": "Oak"}


@pytest.mark.parametrize(
    ("type", "before", "after", "lossy"),
    [
        ("long_choice", {"other": True}, {}, True),
        ("long_choice", {}, {"other": True}, False),
        ("location", {"other": True}, {"other": False}, True),
        ("ranking", {}, {"most": 2}, True),
        ("ranking", {"most": 2}, {}, False),
    ],
)
def test_what_is_not_taken_any_more_is_lost(
    type: str, before: Document, after: Document, lossy: bool
) -> None:
    more = {} if type == "location" else {"choices": FOOD}
    old, new = (form(question("it", type, **more, **one)) for one in (before, after))
    assert said(old, new) == [("changed", "question", "it", lossy)]


def test_fhir_has_written_answers_as_text_and_places_by_code_and_name() -> None:
    one = form(
        question("speak", "long_choice", choices=FOOD, other=True),
        question("home", "long_choice", choices=FOOD),
        question("school", "location"),
        question("first", "ranking", choices=FOOD),
        matrix(),
    )
    answers = {
        "speak": {"other": "Chuj"},
        "home": "rent",
        "school": {"place": "lincoln", "name": "Lincoln High"},
        "first": ["talk", "food"],
        "safe_bus": "often",
    }
    day = date(2026, 11, 23)
    told = Told("completed", "en", day, None, "https://forms.example.org", 1)
    names = set(one.questions)
    made = questionnaire_response(one, answers, CORE_QUESTION_TYPES, day, told, names)
    assert {item["linkId"]: item["answer"] for item in made["item"][0]["item"]} == {
        "speak": [{"valueString": "Chuj"}],
        "home": [{"valueCoding": {"code": "rent", "display": "Rent"}}],
        "school": [{"valueCoding": {"code": "lincoln", "display": "Lincoln High"}}],
        "first": [
            {"valueCoding": {"code": "talk", "display": "Talk"}},
            {"valueCoding": {"code": "food", "display": "Food"}},
        ],
        "safe_bus": [{"valueCoding": {"code": "often", "display": "Often"}}],
    }
    assert json.dumps(made)
