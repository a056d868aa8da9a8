"""A form as a FHIR R4 Questionnaire."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Report
from farolito.domain.checks.outline import questions
from farolito.domain.choice_lists import spelled_out
from farolito.domain.file_limits import MOST_BYTES
from farolito.domain.naming import plain
from farolito.domain.reading import content_hash
from farolito.domain.standards import (
    CANONICAL,
    EXCLUSIVE,
    HEAD,
    LEAST,
    LINK_ID,
    MAX_SIZE,
    MIME_TYPE,
    MOST,
    MOST_ENTRIES,
    ORDINAL,
    PAGE,
    STATED,
    SYSTEMS,
    UNIT,
    UNITS,
)
from farolito.exports.forms.enabling import Beyond, enabling
from farolito.exports.forms.fhir_elements import Elements, coding_of, control
from farolito.exports.forms.parts import (
    Exported,
    Part,
    as_file,
    asked_as,
    kind_of,
    kinds_of,
    rest,
    stands_alone,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {
    **{
        "text": "string",
        "long_text": "text",
        "integer": "integer",
        "decimal": "decimal",
        "yes_no": "boolean",
    },
    **{"choice": "choice", "choices": "choice", "date": "date", "note": "display", "time": "time"},
    **{"file": "attachment", "photo": "attachment"},
}
"""Types that come back from FHIR as they went; the others are kept in our extension."""
MIME_TYPES = {
    "image/jpeg": "photo",
    "image/png": "photo",
    "image/webp": "photo",
    "application/pdf": "pdf",
}
BY_KIND = {
    "text": "string",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
    "nothing": "display",
}
BY_KIND |= {"code": "choice", "list": "choice"}
PLACED = {"name", "type", "label", "hint", "choices", "relevant", "required", "constraint", "codes"}
CODES_PLACED = {
    *SYSTEMS.values(),
    *(f"{key}_display" for key in SYSTEMS.values()),
    LINK_ID,
    "ucum",
    "fhir_code",
}


def to_fhir(document: Mapping[str, Any]) -> Exported:
    """The form as a Questionnaire of FHIR R4 (4.0.1), as JSON. ``document`` is a definition that was accepted.

    The report names what a programme that does not know our extension will not see.
    """
    document = spelled_out(document)
    report = Report()
    return Exported(as_file(_Writer(document, report).questionnaire()), report)


class _Writer(Elements):
    def __init__(self, document: Mapping[str, Any], report: Report) -> None:
        super().__init__(document["languages"][0], report)
        self.document = document
        self.kinds = kinds_of(document)
        self.questions = {
            placed.question["name"]: placed.question for placed in questions(document)
        }
        self.links = {name: link_of(question) for name, question in self.questions.items()}

    def questionnaire(self) -> Part:
        document = self.document
        codes = dict(document.get("codes", {}))
        made: Part = {"resourceType": "Questionnaire", "language": self.source}
        made["url"] = CANONICAL + document["name"]
        made["version"] = content_hash(document)[:12]
        made["name"] = "".join(part.capitalize() for part in document["name"].split("-"))
        for element, key in {**HEAD, **STATED}.items():
            if key in codes:
                made[element] = codes.pop(key)
                if element == "url":
                    made.pop("version", None)
        self.words(made, "title", document["title"])
        made.setdefault("status", "draft")
        if "summary" in document:
            self.words(made, "description", document["summary"])
        if document.get("attributions"):
            made["copyright"] = "\n\n".join(document["attributions"])
        if coding := self.coding(codes, document["title"][self.source]):
            made["code"] = coding
        kept = rest(document, {"$schema", "name", "title", "summary", "sections", "codes"})
        if len(document.get("attributions", ())) == 1:
            kept.pop("attributions", None)
        kept |= {"name": document["name"]}
        left = {key: code for key, code in codes.items() if key not in CODES_PLACED}
        self.extend(made, {**kept, **({"codes": left} if left else {})})
        for key in sorted(kept.keys() - {"name", "languages"}):
            self.told("the form", key)
        made["item"] = [item for section in document["sections"] for item in self.section(section)]
        return made

    def section(self, section: Mapping[str, Any]) -> list[Part]:
        where, codes = f"section {section['name']}", section.get("codes", {})
        items = [item for page in section["pages"] for item in self.page(page)]
        items += [item for inner in section.get("sections", ()) for item in self.section(inner)]
        placed = {"name", "title", "pages", "relevant", "codes", "repeat", "sections"}
        members = rest(section, placed)
        if self.is_plain(section):
            return items
        made: Part = {"linkId": codes.get(LINK_ID, f"section/{section['name']}"), "type": "group"}
        made["required"] = False
        self.words(made, "text", section["title"])
        if coding := self.coding(codes, section["title"][self.source]):
            made["code"] = coding
        if "repeat" in section:
            made["repeats"] = True
            made["extension"] = [{"url": MOST_ENTRIES, "valueInteger": section["repeat"]["max"]}]
            members["repeat"] = section["repeat"]
            self.told(where, "repeat")
        if LINK_ID not in codes:
            members |= {"name": section["name"], "is": "section"}
            if left := {key: code for key, code in codes.items() if key not in CODES_PLACED}:
                members["codes"] = left
        for key in members.keys() - {"name", "is", "repeat"}:
            self.told(where, key)
        self.relevant(made, section, members, where)
        self.extend(made, members)
        made["item"] = items
        return [made]

    def is_plain(self, section: Mapping[str, Any]) -> bool:
        """Questions of an imported form that stood in no group stand in none again."""
        alone = len(self.document["sections"]) == 1 and section["name"] == "questions"
        return (
            alone
            and section["title"] == self.document["title"]
            and set(section) == {"name", "title", "pages"}
        )

    def page(self, page: Mapping[str, Any]) -> list[Part]:
        items = [
            self.group(item) if "group" in item else self.item(item) for item in page["questions"]
        ]
        if stands_alone(page):
            return items
        made: Part = {"linkId": f"page/{page['name']}", "type": "group", "required": False}
        made["extension"] = [control(PAGE, "Page")]
        members = {
            "is": "page",
            "name": page["name"],
            **rest(page, {"name", "title", "questions", "relevant"}),
        }
        if "title" in page:
            self.words(made, "text", page["title"])
        if "intro" in members:
            self.told(f"page {page['name']}", "intro")
        self.relevant(made, page, members, f"page {page['name']}")
        self.extend(made, members)
        made["item"] = items
        return [made]

    def group(self, group: Mapping[str, Any]) -> Part:
        """A group on a page, its hint an item of its own."""
        link = f"group/{group['group']}"
        made: Part = {"linkId": link, "type": "group", "required": False}
        members = {"is": "group", "name": group["group"]}
        self.words(made, "text", group["label"])
        self.relevant(made, group, members, f"group {group['group']}")
        self.extend(made, members)
        made["item"] = [self.hint(link, group["hint"])] if "hint" in group else []
        made["item"] += [self.item(question) for question in group["questions"]]
        return made

    def relevant(self, made: Part, part: Mapping[str, Any], members: Part, where: str) -> None:
        rule = part.get("relevant")
        if rule is None:
            return
        try:
            made |= enabling(rule, self.kinds, self.links, self.coded)
        except Beyond:
            said = f"enableWhen cannot say this; other programmes always show it: {rule}"
            self.report.note(where, "relevant", said, "changed")
        lines = {key: made[key] for key in ("enableWhen", "enableBehavior") if key in made}
        said_as = json.dumps(lines, sort_keys=True, ensure_ascii=False) if lines else ""
        members.setdefault("rules", {})["relevant"] = [rule, said_as]

    def coded(self, question: str, choice: str) -> Part | None:
        for offered in self.questions.get(question, {}).get("choices", []):
            if offered["name"] == choice:
                return coding_of(offered)
        return None

    def item(self, question: Mapping[str, Any]) -> Part:
        where, codes = question["name"], question.get("codes", {})
        type_ = TYPES.get(question["type"]) or BY_KIND.get(asked_as(question), "string")
        made: Part = {"linkId": self.links[question["name"]], "type": type_}
        if coding := self.coding(codes, question["label"].get(self.source, "")):
            made["code"] = coding
        self.words(made, "text", question["label"])
        members = rest(question, PLACED)
        if question["type"] not in TYPES:
            members["type"] = question["type"]
            self.told(where, f"type {question['type']}")
        if type_ != "display":
            made["required"] = question.get("required") is True
        if question["type"] == "choices" or kind_of(question) == "list":
            made["repeats"] = True
        if type_ == "attachment":
            self.files(made, question, members)
        if left := {key: code for key, code in codes.items() if key not in CODES_PLACED}:
            members["codes"] = left
        self.relevant(made, question, members, where)
        for key in ("required", "constraint"):
            if isinstance(question.get(key), str):
                members.setdefault("rules", {})[key] = [question[key], ""]
                self.told(where, key)
        self.limits(made, question, members)
        if "choices" in question:
            made["answerOption"] = [self.option(choice, question) for choice in question["choices"]]
        for key in sorted(members.keys() - {"rules", "type"}):
            self.told(where, key)
        self.extend(made, members)
        if "hint" in question:
            made["item"] = [self.hint(self.links[question["name"]], question["hint"])]
        return made

    def files(self, made: Part, question: Mapping[str, Any], members: Part) -> None:
        """What may be attached. A file that must be a picture is no photo of ours: its name is kept."""
        accepted = "photo" if question["type"] == "photo" else question.get("accept", "")
        types = [one for one in MIME_TYPES if accepted in ("", MIME_TYPES[one])]
        made["extension"] = [{"url": MIME_TYPE, "valueCode": one} for one in types]
        size = {"url": MAX_SIZE, "valueDecimal": MOST_BYTES // 1024**2}
        made["extension"].append(size)
        if question.get("max_files", 1) > 1:
            made["repeats"] = True
        if question["type"] == "file" and accepted == "photo":
            members["type"] = "file"

    def limits(self, made: Part, question: Mapping[str, Any], members: Part) -> None:
        codes, extension = question.get("codes", {}), []
        if "ucum" in codes:
            unit = {"system": UNITS, "code": codes["ucum"], "display": codes["ucum"]}
            extension.append({"url": UNIT, "valueCoding": unit})
        appearance = members.get("appearance")
        if appearance in CONTROLS:
            members.pop("appearance")
            extension.append(control(appearance, CONTROLS[appearance]))
        if question["type"] == "integer":
            for key, url in (("min", LEAST), ("max", MOST)):
                if key in members:
                    extension.append({"url": url, "valueInteger": members.pop(key)})
        if question["type"] in {"text", "long_text"} and "max" in members:
            made["maxLength"] = members.pop("max")
        if extension:
            made.setdefault("extension", []).extend(extension)

    def option(self, choice: Mapping[str, Any], question: Mapping[str, Any]) -> Part:
        coding = coding_of(choice)
        self.words(coding, "display", choice["label"])
        made: Part = {"valueCoding": coding}
        extension: list[Part] = []
        if "score" in choice:
            extension.append({"url": ORDINAL, "valueDecimal": choice["score"]})
        if choice.get("exclusive"):
            extension.append({"url": EXCLUSIVE, "valueBoolean": True})
        members = rest(choice, {"name", "label", "code", "score", "exclusive"})
        if "code" in choice:
            members["name"] = choice["name"]
        if "exclusive" in choice and not choice["exclusive"]:
            members["exclusive"] = False
        for key in members.keys() - {"name"}:
            self.told(f"{question['name']}, choice {choice['name']}", key)
        if extension:
            made["extension"] = extension
        if members.get("name") == plain(choice["label"].get(self.source, ""), start=""):
            del members["name"]
        if members:
            self.extend(made, members)
        return made


CONTROLS = {
    "drop-down": "Drop down",
    "radio-button": "Radio Button",
    "check-box": "Check-box",
    "slider": "Slider",
}
CONTROLS |= {
    "text-box": "Text Box",
    "autocomplete": "Auto-complete",
    "spinner": "Spinner",
    "lookup": "Lookup",
}


def link_of(question: Mapping[str, Any]) -> str:
    """The linkId of a question: the one it came with, or its name."""
    link: str = question.get("codes", {}).get(LINK_ID, question["name"])
    return link
