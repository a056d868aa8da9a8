"""Photos and files go out and come in again, and come in from what others made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from farolito.exports.forms.fhir_questionnaire import to_fhir
from farolito.exports.forms.surveyjs import to_surveyjs
from farolito.exports.forms.xlsform import to_xlsform
from farolito.imports.opening import imported
from farolito.imports.schools import with_placeholders

QUESTIONS: list[dict[str, Any]] = [
    {"name": "room", "type": "photo", "max_files": 3},
    {"name": "one", "type": "photo"},
    {"name": "lease", "type": "file", "accept": "pdf"},
    {"name": "scan", "type": "file", "accept": "photo", "max_files": 2},
    {"name": "any", "type": "file"},
]


def form() -> dict[str, Any]:
    pages = [
        {"name": one["name"], "questions": [{**one, "label": {"en": one["name"].title()}}]}
        for one in QUESTIONS
    ]
    section = {"name": "papers", "title": {"en": "Papers"}, "pages": pages}
    made, _ = with_placeholders(
        {"name": "files", "title": {"en": "Files"}, "languages": ["en"], "sections": [section]}
    )
    return {**made, "regime": "self_service"}


def asked(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in question.items() if key != "label"}
        for section in document["sections"]
        for page in section["pages"]
        for question in page["questions"]
    ]


@pytest.mark.parametrize(
    ("write", "file"),
    [(to_xlsform, "form.xlsx"), (to_fhir, "form.json"), (to_surveyjs, "form.json")],
    ids=["xlsform", "fhir", "surveyjs"],
)
def test_a_question_for_files_comes_back_as_it_went(write: Any, file: str) -> None:
    found = imported(write(form()).data, file)
    assert found.document == form()
    assert not found.report


def test_fhir_is_told_what_may_be_attached() -> None:
    data = to_fhir(form()).data
    Questionnaire.model_validate_json(data)
    items = {one["linkId"]: one for one in json.loads(data)["item"][0]["item"]}
    types = [one.get("valueCode") for one in items["lease"]["extension"]]
    assert types[0] == "application/pdf"
    assert items["room"]["repeats"]
    assert "repeats" not in items["one"]


def test_an_attachment_of_another_questionnaire_is_a_photo_where_only_pictures_are_taken() -> None:
    url = "http://hl7.org/fhir/StructureDefinition/mimeType"

    def item(name: str, *types: str, **more: Any) -> dict[str, Any]:
        extension = [{"url": url, "valueCode": one} for one in types]
        return {"linkId": name, "text": name, "type": "attachment", "extension": extension, **more}

    resource = {
        "resourceType": "Questionnaire", "status": "draft", "title": "T", "item": [
            item("room", "image/jpeg", "image/png", repeats=True),
            item("lease", "application/pdf"), item("any"),
        ],
    }  # fmt: skip
    found = imported(json.dumps(resource).encode(), "q.json")
    assert asked(found.document) == [
        {"name": "room", "type": "photo", "max_files": 5},
        {"name": "lease", "type": "file", "accept": "pdf"},
        {"name": "any", "type": "file"},
    ]


def test_a_file_of_surveyjs_is_a_photo_where_only_pictures_are_taken() -> None:
    elements = [
        {"type": "file", "name": "room", "acceptedTypes": "image/*", "allowMultiple": True},
        {"type": "file", "name": "lease", "acceptedTypes": ".pdf"},
        {"type": "file", "name": "any"},
    ]
    survey = {"title": "T", "pages": [{"name": "p", "elements": elements}]}
    found = imported(json.dumps(survey).encode(), "s.json")
    assert asked(found.document) == [
        {"name": "room", "type": "photo", "max_files": 5},
        {"name": "lease", "type": "file", "accept": "pdf"},
        {"name": "any", "type": "file"},
    ]


def test_an_image_of_an_xlsform_is_a_photo() -> None:
    sheet = b"""| survey |
| | type | name | label |
| | image | room | The room |
| | file | lease | The lease |
"""
    found = imported(sheet, "form.md")
    assert asked(found.document) == [
        {"name": "room", "type": "photo"},
        {"name": "lease", "type": "file"},
    ]
