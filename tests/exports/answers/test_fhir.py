"""QuestionnaireResponse: valid, whole, and silent about who answered.

The published Python classes for FHIR know R4B and R5. R4B left QuestionnaireResponse and the types it uses as they are
in R4; it differs in other resources. So what these classes accept is R4 too.
"""

from __future__ import annotations

import base64
import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.exports.answers import Told, questionnaire_response
from farolito.testing.factories import form_in, make_form, make_question

if TYPE_CHECKING:
    from farolito.domain.definitions import Form

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(ROOT.glob("forms/*/examples/*/*.json")) + sorted(
    ROOT.glob("plugins/*/*/forms/examples/*/*.json")
)
DAY = date(2026, 11, 23)
TIME = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=-8)))
TOLD = Told("completed", "es", TIME, "response-1", "https://forms.example.org", 3)


def made(
    form: Form, answers: dict[str, Any], told: Told = TOLD, names: Any = None
) -> dict[str, Any]:
    names = set(form.questions) if names is None else names
    resource = questionnaire_response(form, answers, CORE_QUESTION_TYPES, DAY, told, names)
    valid = QuestionnaireResponse.model_validate_json(json.dumps(resource))
    assert json.loads(valid.model_dump_json()) == json.loads(json.dumps(resource))
    return resource


def items(resource: dict[str, Any]) -> dict[str, Any]:
    """Every item with answers, by linkId; those of entries by ``<number>/<linkId>``."""
    found: dict[str, Any] = {}

    def look(listed: list[dict[str, Any]], way: str) -> None:
        for number, item in enumerate(listed):
            if "answer" in item:
                found[f"{way}{item['linkId']}"] = item["answer"]
            look(item.get("item", []), f"{number}/" if "answer" not in item and way else "/")

    look(resource.get("item", []), "")
    return {name.lstrip("/"): answer for name, answer in found.items()}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_example_of_a_form_that_ships_is_valid_and_whole(path: Path) -> None:
    form = form_in(path.parents[2] / f"{path.parent.name}.json")
    answers = json.loads(path.read_text("utf-8"))["answers"]
    resource = made(form, answers)
    text = json.dumps(resource)
    for name, stored in answers.items():
        if (
            name in form.questions
            and stored != {"skipped": True}
            and form.questions[name].relevant is None
        ):
            assert f'"linkId": "{name}"' in text, name


def test_an_answer_is_of_the_type_that_its_question_type_says() -> None:
    form = make_form(
        questions=[
            make_question("words"),
            make_question("number", "integer"),
            make_question("yes", "yes_no"),
            make_question("day", "date"),
            make_question("born", "birth_date"),
            make_question("old", "birth_date"),
            make_question("one", "choice", choices=("a", "b")),
            make_question("many", "choices", choices=("a", "b")),
            make_question("tel", "phone", options={"none": True}),
            make_question("skipped"),
            make_question("gone", "of_a_plugin"),
        ]
    )
    found = items(
        made(
            form,
            {
                "words": "Ana", "number": 3, "yes": "yes", "day": "2026-01-02", "born": {"year": 2017},
                "old": {"age": 9, "on": "2026-11-23"}, "one": "a", "many": ["a", "b"], "tel": {"none": True},
                "skipped": {"skipped": True}, "gone": {"x": 1},
            },
        )
    )  # fmt: skip
    assert found["words"] == [{"valueString": "Ana"}]
    assert found["number"] == [{"valueInteger": 3}]
    assert found["yes"] == [{"valueBoolean": True}]
    assert found["day"] == [{"valueDate": "2026-01-02"}]
    assert found["born"] == [{"valueDate": "2017"}]
    assert found["old"][0]["valueQuantity"]["value"] == 9
    assert found["one"] == [{"valueCoding": {"code": "a", "display": "a"}}]
    assert [one["valueCoding"]["code"] for one in found["many"]] == ["a", "b"]
    assert found["tel"] == [{"valueCoding": {"code": "no_phone"}}]
    assert found["skipped"][0]["extension"][0]["valueCode"] == "asked-declined"
    assert found["gone"] == [{"valueString": '{"x": 1}'}]


def test_a_code_of_loinc_is_told_as_such() -> None:
    form = form_in(ROOT / "forms/needs-assessment/family-needs.json")
    [answer] = items(made(form, {"food_worried": "often"}))["food_worried"]
    choice = form.questions["food_worried"].choice_by_name["often"]
    assert answer["valueCoding"]["system"] == "http://loinc.org"
    assert answer["valueCoding"]["code"] == choice.code
    assert answer["valueCoding"]["display"] == choice.label["es"]


def test_each_entry_of_a_repeat_is_a_group_of_its_own() -> None:
    form = form_in(ROOT / "forms/needs-assessment/family-needs.json")
    entries = [{"id": one, "answers": {"member_name": one}} for one in ("a", "b")]
    consent = {"choice": "named", "text": "t", "language": "en", "at": "2026-11-23T09:30:00-08:00"}
    resource = made(form, {"consent": consent, "members": {"entries": entries, "done": True}})
    household = next(item for item in resource["item"] if item["linkId"] == "household")
    assert [group["linkId"] for group in household["item"]] == ["members", "members"]
    assert [group["item"][0]["answer"] for group in household["item"]] == [
        [{"valueString": "a"}],
        [{"valueString": "b"}],
    ]


def test_an_anonymous_response_has_a_day_and_no_identifier() -> None:
    told = Told("completed", "en", DAY, None, "https://forms.example.org", 1)
    resource = made(make_form(questions=[make_question("words")]), {"words": "x"}, told)
    assert resource["authored"] == "2026-11-23"
    assert resource.keys().isdisjoint({"identifier", "subject", "source", "author"})


def test_what_may_not_be_told_is_not_there() -> None:
    form = make_form(questions=[make_question("words"), make_question("secret")])
    assert list(items(made(form, {"words": "x", "secret": "y"}, names={"words"}))) == ["words"]


def test_a_photo_and_a_file_are_attachments_without_their_bytes() -> None:
    photo = {
        "id": "0f" * 16, "media": "image/jpeg", "bytes": 9, "sha256": "ab" * 32, "sha1": "cd" * 20,
        "width": 3, "height": 4,
    }  # fmt: skip
    lease = {key: photo[key] for key in ("id", "bytes", "sha256", "sha1")}
    lease |= {"media": "application/pdf", "name": "lease.pdf"}
    form = make_form(questions=[make_question("room", "photo"), make_question("paper", "file")])
    found = items(made(form, {"room": [photo], "paper": [lease]}))
    told = {"id": "0f" * 16, "size": 9, "hash": base64.b64encode(b"\xcd" * 20).decode()}
    assert found["room"] == [{"valueAttachment": {**told, "contentType": "image/jpeg"}}]
    named = {**told, "contentType": "application/pdf", "title": "lease.pdf"}
    assert found["paper"] == [{"valueAttachment": named}]
