"""A response as a FHIR R4 QuestionnaireResponse.

Sections are groups, an entry of a repeat is a group of its own, a question is an item; ``linkId`` is the name. An
answer is of the FHIR type that its question type's ``kind`` says, so a plugin's types are carried over too. A skipped
question has an answer that is absent for a reason (``asked-declined``). Nothing says who answered: Farolito has no
Patient resource to point to. Of an anonymous response there is no identifier and no time of day.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.domain.languages import pick
from farolito.domain.names import is_skipped
from farolito.domain.relevance import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from farolito.domain.definitions import Form, Question
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.base import QuestionType

Resource = dict[str, Any]

STATUS = {
    "in_progress": "in-progress",
    "completed": "completed",
    "amended": "amended",
    "entered_in_error": "entered-in-error",
    "stopped": "stopped",
}
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a response besides its answers. ``authored`` is a day where the time must not be known."""

    status: str
    language: str
    authored: datetime | date
    identifier: str | None
    base_url: str
    version: int


def questionnaire_response(
    form: Form,
    answers: Answers,
    types: Mapping[str, QuestionType],
    day: date,
    told: Told,
    names: Collection[str],
) -> Resource:
    """The resource. ``names`` are the questions that are in it at all; ``day`` is the one on which it was sent."""
    resource: Resource = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{told.base_url}/forms/{form.name}|{told.version}",
        "status": STATUS[told.status],
        "language": told.language,
        "authored": told.authored.isoformat(),
    }
    if told.identifier:
        system = f"{told.base_url}/responses"
        resource["identifier"] = {"system": system, "value": told.identifier}
    items: list[Resource] = []
    groups: dict[tuple[str, ...], Resource] = {}
    for stop in walk(form, answers, types, day).stops:
        for question in stop.questions:
            stored = stop.answers.get(question.name)
            if stored is None or question.name not in names:
                continue
            text = pick(question.label, told.language, form.languages[0])[0]
            item = {
                "linkId": question.name,
                "text": text,
                "answer": _answers(question, stored, types, told),
            }
            around = (*form.around[stop.section.name], stop.section)
            titles = [pick(one.title, told.language, form.languages[0])[0] for one in around]
            way = (around[0].name, *stop.path(question.name).split("/")[:-1])
            _group(items, groups, way, titles)["item"].append(item)
    if items:
        resource["item"] = items
    return resource


def _group(
    items: list[Resource],
    groups: dict[tuple[str, ...], Resource],
    way: tuple[str, ...],
    titles: list[str],
) -> Resource:
    """The group of a section, or of an entry in it: ``way`` is the section, then repeat and entry, alternating.

    ``titles`` are those of the sections around it, its own last.
    """
    found = groups.get(way)
    if found is None:
        depth = len(way) // 2
        found = groups[way] = {
            "linkId": way[-2] if depth else way[0],
            "text": titles[max(depth - 1, 0)],
            "item": [],
        }
        into = _group(items, groups, way[:-2], titles)["item"] if depth else items
        into.append(found)
    return found


def _answers(
    question: Question, stored: Any, types: Mapping[str, QuestionType], told: Told
) -> list[Resource]:
    if is_skipped(stored):
        return [{"extension": [{"url": ABSENT, "valueCode": "asked-declined"}]}]
    kind = types.get(question.type)
    if kind is None or not kind.recognises(question, stored):
        text = stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)
        return [{"valueString": text}]
    if kind.holds_files:
        return [{"valueAttachment": _attachment(one)} for one in stored]
    value: Any = kind.value(question, stored)
    if kind.kind == "boolean" and isinstance(value, bool):
        return [{"valueBoolean": value}]
    if kind.kind == "number" and isinstance(value, int | float):
        return [{"valueInteger" if isinstance(value, int) else "valueDecimal": value}]
    if kind.kind == "date" and isinstance(value, str) and DAY.match(value):
        return [{"valueDate": value}]
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list) and question.choice_by_name.keys() >= set(names):
        return [{"valueCoding": _coding(question, name, told)} for name in names]
    if kind.kind == "code" and isinstance(stored, dict):
        return [_named(kind, question, stored, told)]
    if isinstance(value, str) and value.strip():
        return [{"valueString": value}]
    if isinstance(stored, dict) and kind.kind == "date" and "year" in stored:
        return [{"valueDate": f"{stored['year']:04}"}]
    if isinstance(stored, dict) and kind.kind == "date" and "age" in stored:
        years = {"unit": "years", "system": "http://unitsofmeasure.org", "code": "a"}
        return [{"valueQuantity": {"value": stored["age"], **years}}]
    pieces = kind.show(question, stored, told.language)
    said = ", ".join(piece.text for piece in pieces if piece.kind not in ("phrase", "drawing"))
    if said:
        return [{"valueString": said}]
    return [{"valueCoding": {"code": piece.text}} for piece in pieces]


def _attachment(file: Mapping[str, Any]) -> Resource:
    """What is told of a file: never its bytes. FHIR's ``hash`` is a SHA-1."""
    told = {"id": file["id"], "contentType": file["media"], "size": file["bytes"]}
    told["hash"] = base64.b64encode(bytes.fromhex(file["sha1"])).decode()
    return {**told, "title": file["name"]} if "name" in file else told


def _named(
    kind: QuestionType, question: Question, stored: Mapping[str, Any], told: Told
) -> Resource:
    """An answer that is no choice of the form: words that somebody wrote, or what goes by a code, with its name."""
    said = ", ".join(piece.text for piece in kind.show(question, stored, told.language))
    if "other" in stored:
        return {"valueString": said}
    return {"valueCoding": {"code": str(kind.value(question, stored)), "display": said}}


def _coding(question: Question, name: str, told: Told) -> Resource:
    choice = question.choice_by_name.get(name)
    display = pick(choice.label, told.language)[0] if choice else name
    if choice and choice.code and "loinc" in question.codes:
        return {"system": "http://loinc.org", "code": choice.code, "display": display}
    return {"code": name, "display": display}
