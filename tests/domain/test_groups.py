"""Groups: a titled run of questions on one page, with one rule for all of them."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from farolito.domain.definitions import by_group
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import read_form
from farolito.domain.summary import runs_of, summarise
from farolito.domain.translations import source_fingerprint
from tests.domain.conftest import TODAY, Person
from tests.web_support.nested_form import nested_form


def read(document: dict[str, Any]) -> Any:
    return read_form(json.dumps(document), question_types=TYPES)


def items(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["sections"][0]["pages"][1]["questions"]
    return found


@pytest.fixture
def somebody() -> Person:
    return Person(read(nested_form()))


def test_a_page_has_the_questions_of_its_groups_in_order(somebody: Person) -> None:
    page = somebody.form.pages["reach_page"]
    assert [one.name for one in page.questions] == ["nickname", "mail", "text_ok"]
    assert [group and group.name for group, _ in by_group(page.questions)] == [None, "safe_ways"]
    assert set(somebody.form.questions) > {"nickname", "mail", "text_ok"}


def test_the_rule_of_a_group_goes_for_all_of_its_questions(somebody: Person) -> None:
    somebody.continues("consent_page", consent="without_name")
    assert [one.name for one in somebody.at("reach_page").questions] == ["nickname"]
    somebody.continues("consent_page", consent="with_name")
    assert len(somebody.at("reach_page").questions) == 3
    assert somebody.continues("reach_page", nickname="Rosa", mail="a@b.co", text_ok="yes") == []
    assert somebody.sent["mail"] == "a@b.co"
    somebody.continues("consent_page", consent="without_name")
    assert "mail" not in somebody.sent


def test_the_summary_has_the_heading_beside_each_of_its_rows(somebody: Person) -> None:
    somebody.continues("consent_page", consent="with_name")
    somebody.continues("reach_page", nickname="Rosa", mail="a@b.co", text_ok="yes")
    found = summarise(somebody.form, somebody.draft.answers, TYPES, TODAY, "es", "respondent")
    runs = [(name, len(rows)) for name, rows in runs_of(found.sections[0].rows)]
    assert runs == [("", 2), ("Cómo hablarle sin riesgo", 2)]


SPOILT: dict[str, tuple[Any, str]] = {
    "a group of no questions": (
        lambda d: items(d)[1].update(questions=[]),
        "/sections/0/pages/1/questions/1/questions: found a list of 0",
    ),
    "a group without a label": (
        lambda d: items(d)[1].pop("label"),
        "/sections/0/pages/1/questions/1: “label” is missing",
    ),
    "a group within a group": (
        lambda d: items(d)[1]["questions"].append(deepcopy(items(d)[1])),
        "/sections/0/pages/1/questions/1/questions/2: a group within a group",
    ),
    "a member that groups do not have": (
        lambda d: items(d)[1].update(required=True),
        "/sections/0/pages/1/questions/1/required: there is no “required” here",
    ),
    "a name twice": (
        lambda d: items(d).append({**deepcopy(items(d)[1]), "questions": [asks("other")]}),
        "/sections/0/pages/1/questions/2/group: “safe_ways” is also at "
        "/sections/0/pages/1/questions/1",
    ),
    "a question of its name": (
        lambda d: items(d)[1]["questions"].append(asks("nickname")),
        "/sections/0/pages/1/questions/1/questions/2/name: “nickname” is also at "
        "/sections/0/pages/1/questions/0",
    ),
    "a rule that looks at its own page": (
        lambda d: items(d)[1].update(relevant="answered(nickname)"),
        "/sections/0/pages/1/questions/1/relevant: “nickname” is asked on the same page",
    ),
    "a rule that looks ahead": (
        lambda d: items(d)[1].update(relevant="answered(words)"),
        "/sections/0/pages/1/questions/1/relevant: character 10: words is asked later",
    ),
    "a faulty question": (
        lambda d: items(d)[1]["questions"][0].update(type="emial"),
        "/sections/0/pages/1/questions/1/questions/0/type: there is no question type “emial”",
    ),
    "words that are missing": (
        lambda d: items(d)[1]["label"].pop("es"),
        "/sections/0/pages/1/questions/1/label: the words in Spanish are missing",
    ),
}


def asks(name: str) -> dict[str, Any]:
    return {"name": name, "type": "text", "label": {"en": "?", "es": "?"}}


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_wrong_in_a_group_is_named_with_its_place(spoil: str) -> None:
    document = nested_form()
    change, expected = SPOILT[spoil]
    change(document)
    faults = read(document)
    assert isinstance(faults, list)
    assert [one for one in map(str, faults) if expected in one], list(map(str, faults))
    assert all(fault.line for fault in faults)


def test_the_words_of_a_group_are_words_of_the_form() -> None:
    document, other = nested_form(), nested_form()
    items(other)[1]["hint"]["en"] = "Other words."
    assert source_fingerprint(document) != source_fingerprint(other)
