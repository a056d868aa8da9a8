"""FHIR Questionnaires become forms of ours, and their responses answers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from farolito.domain.carrying import NotCarried
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from farolito.domain.standards import HL7, LOINC
from farolito.exports.answers import Told, questionnaire_response
from farolito.imports.fhir.answers import answers_from_fhir
from farolito.imports.schools import with_placeholders
from tests.imports.workbooks import from_json, notes, questions
from tests.web_support.nested_form import nested_form

TODAY = date(2026, 11, 23)


def coding(code: str, display: str, **more: Any) -> dict[str, Any]:
    return {"valueCoding": {"system": LOINC, "code": code, "display": display}, **more}


def score(value: int, url: str = HL7 + "ordinalValue") -> dict[str, Any]:
    return {"extension": [{"url": url, "valueDecimal": value}]}


def questionnaire(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "title": "T", "item": list(items), **more}


CALM = {
    "linkId": "/88-1",
    "type": "choice",
    "text": "Calm?",
    "required": True,
    "code": [{"system": LOINC, "code": "88-1", "display": "Calm?"}],
    "answerOption": [
        coding("LA1-0", "Never", **score(0)),
        coding("LA2-0", "Often", **score(3, HL7 + "itemWeight")),
    ],
}


def test_an_item_becomes_a_question_with_its_codes_and_weights() -> None:
    found = from_json(questionnaire(CALM))
    asked = questions(found)["q_88_1"]
    assert asked["type"] == "choice"
    assert asked["required"] is True
    assert asked["codes"] == {"loinc": "88-1", "fhir_link_id": "/88-1"}
    assert [(c["name"], c["code"], c["score"]) for c in asked["choices"]] == [
        ("never", "LA1-0", 0),
        ("often", "LA2-0", 3),
    ]
    assert not notes(found)


def when(question: str, operator: str, **answer: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator, **answer}


OFTEN = {"answerCoding": {"system": LOINC, "code": "LA2-0"}}


@pytest.mark.parametrize(
    ("lines", "behavior", "rule"),
    [
        ([when("/88-1", "=", **OFTEN)], None, "q_88_1 == 'often'"),
        ([when("/88-1", "!=", **OFTEN)], None, "not coalesce(q_88_1 == 'often', false)"),
        ([when("/88-1", "exists", answerBoolean=False)], None, "not answered(q_88_1)"),
        (
            [when("n", ">", answerInteger=3), when("yes", "=", answerBoolean=True)],
            "all",
            "n > 3 and yes",
        ),
        (
            [when("n", "<=", answerDecimal=2.5), when("/88-1", "=", **OFTEN)],
            "any",
            "n <= 2.5 or q_88_1 == 'often'",
        ),
    ],
)
def test_enable_when_becomes_a_rule(lines: list[Any], behavior: str | None, rule: str) -> None:
    last = {"linkId": "last", "type": "string", "text": "Last", "enableWhen": lines}
    if behavior:
        last["enableBehavior"] = behavior
    number = {"linkId": "n", "type": "integer", "text": "N"}
    yes = {"linkId": "yes", "type": "boolean", "text": "Yes?"}
    found = from_json(questionnaire(CALM, number, yes, last))
    assert questions(found)["last"]["relevant"] == rule


def test_groups_repeats_hints_and_translations_come_along() -> None:
    spanish = [
        {
            "url": HL7 + "translation",
            "extension": [
                {"url": "lang", "valueCode": "es"},
                {"url": "content", "valueString": "¿Nombre?"},
            ],
        }
    ]
    name = {
        "linkId": "kid",
        "type": "string",
        "text": "Name?",
        "_text": {"extension": spanish},
        "maxLength": 40,
    }
    name["item"] = [{"linkId": "kid-help", "type": "display", "text": "Or a nickname"}]
    group = {"linkId": "kids", "type": "group", "text": "Children", "repeats": True, "item": [name]}
    found = from_json(questionnaire(group, CALM))
    asked = questions(found)["kid"]
    assert asked["section"]["repeat"]["name"] == "kids"
    assert asked["label"] == {"en": "Name?", "es": "¿Nombre?"}
    assert asked["hint"] == {"en": "Or a nickname"}
    assert asked["max"] == 40


def test_another_answer_beside_the_choices_is_asked_after_them() -> None:
    found = from_json(questionnaire({**CALM, "type": "open-choice"}))
    asked = questions(found)
    assert asked["q_88_1"]["choices"][-1]["name"] == "other"
    assert asked["q_88_1_other"]["relevant"] == "q_88_1 == 'other'"
    assert [note.construct for note in notes(found)] == ["open-choice"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("initial", [{"valueString": "x"}]),
        ("prefix", "1."),
        ("definition", "http://a.example"),
        ("extension", [{"url": HL7 + "regex", "valueString": "x"}]),
        ("answerValueSet", "http://a.example/vs"),
    ],
)
def test_what_a_question_has_no_place_for_is_named(member: str, value: Any) -> None:
    type_ = "choice" if member == "answerValueSet" else "string"
    found = from_json(questionnaire({"linkId": "a", "type": type_, "text": "A", member: value}))
    said = json.dumps(value[0] if member == "extension" else value).strip('"')
    assert any(note.where.startswith("/item/0") and said in note.became for note in notes(found))


def test_other_resources_are_refused_in_words() -> None:
    with pytest.raises(NotCarried, match="answers, not a form"):
        from_json({"resourceType": "QuestionnaireResponse"})
    with pytest.raises(NotCarried, match="Patient"):
        from_json({"resourceType": "Patient"})


def test_a_response_becomes_answers_and_the_report_keeps_none_of_them() -> None:
    kid = {"linkId": "kid", "type": "string", "text": "Name?"}
    group = {"linkId": "kids", "type": "group", "text": "Children", "repeats": True, "item": [kid]}
    many = {**CALM, "linkId": "many", "repeats": True}
    items: list[dict[str, Any]] = [
        CALM,
        many,
        {"linkId": "n", "type": "integer", "text": "N"},
        {"linkId": "d", "type": "date", "text": "D"},
    ]
    document, _ = with_placeholders(from_json(questionnaire(*items, group)).document)
    often, never = coding("LA2-0", "Often"), coding("LA1-0", "Never")
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "subject": {"reference": "Patient/secret"},
        "item": [
            {"linkId": "/88-1", "answer": [often]},
            {"linkId": "many", "answer": [often, never]},
            {"linkId": "n", "answer": [{"valueInteger": 3}]},
            {"linkId": "d", "answer": [{"valueDate": "the day it rained"}]},
            {"linkId": "kids", "item": [{"linkId": "kid", "answer": [{"valueString": "Ana"}]}]},
            {"linkId": "kids", "item": [{"linkId": "kid", "answer": [{"valueString": "Beto"}]}]},
            {"linkId": "more", "answer": [{"valueString": "secret"}]},
        ],
    }
    found = answers_from_fhir(json.dumps(response).encode(), trusted_form(document), TODAY)
    assert found.status == "completed"
    assert found.answers == {
        "q_88_1": "often",
        "many": ["never", "often"],
        "n": 3,
        "kids": {
            "entries": [
                {"id": "e1", "answers": {"kid": "Ana"}},
                {"id": "e2", "answers": {"kid": "Beto"}},
            ],
            "done": True,
        },
    }
    said = "\n".join(found.report.lines())
    assert [note.where for note in found.report.notes] == ["/item/3", "/item/6", "/subject"]
    assert "rained" not in said
    assert "secret" not in said


def test_answers_in_lists_within_lists_go_out_and_come_in_again() -> None:
    form = trusted_form(nested_form())
    told = Told("completed", "en", TODAY, None, "https://forms.example.org", 1)
    shifts = entries({"shift_kind": "day"}, {"shift_kind": "night"})
    jobs = entries({"job_title": "Baker", "pay": 300, "shifts": shifts}, {"job_title": "Nurse"})
    answers = {
        "members": entries(
            {"member_name": "Ana", "member_age": 40, "jobs": jobs},
            {"member_name": "Beto", "member_age": 20, "jobs": entries({"job_title": "Cook"})},
            {"member_name": "Cleo", "member_age": 3},
        ),
        "words": "Thanks",
    }
    names = set(form.questions)
    sent = questionnaire_response(form, answers, CORE_QUESTION_TYPES, TODAY, told, names)
    people = sent["item"][0]["item"]
    assert [item["linkId"] for item in people] == ["members"] * 3
    assert [item["linkId"] for item in people[0]["item"]] == [
        *("member_name", "member_age", "jobs", "jobs")
    ]
    assert people[0]["item"][2]["text"] == "Jobs"
    found = answers_from_fhir(json.dumps(sent).encode(), form, TODAY)
    assert found.answers == answers
    assert not found.report


def entries(*answers: dict[str, Any]) -> dict[str, Any]:
    """A list as it is stored."""
    listed = [{"id": f"e{number}", "answers": one} for number, one in enumerate(answers, start=1)]
    return {"entries": listed, "done": True}


def test_a_section_may_be_called_like_its_list_or_like_a_question() -> None:
    document = nested_form()
    document["sections"][1]["name"] = "members"
    document["sections"][2]["name"] = "words"
    form = trusted_form(document)
    told = Told("completed", "en", TODAY, None, "https://forms.example.org", 1)
    people = entries({"member_name": "Ana"}, {"member_name": "Beto"})
    answers = {"members": people, "words": "Thanks"}
    names = set(form.questions)
    sent = questionnaire_response(form, answers, CORE_QUESTION_TYPES, TODAY, told, names)
    assert answers_from_fhir(json.dumps(sent).encode(), form, TODAY).answers == answers
