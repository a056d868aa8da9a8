"""A form as SurveyJS JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Report
from farolito.domain.choice_lists import spelled_out
from farolito.exports.forms.parts import Exported, Part, as_file, asked_as, kinds_of, rest
from farolito.exports.forms.surveyjs_rules import surveyjs_of
from farolito.exports.forms.xpath import Beyond

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = "farolito"
TYPES: Mapping[str, Part] = {
    "text": {"type": "text"},
    "long_text": {"type": "comment"},
    "integer": {"type": "text", "inputType": "number"},
    "yes_no": {"type": "boolean"},
    "choice": {"type": "radiogroup"},
    "choices": {"type": "checkbox"},
    "ranking": {"type": "ranking"},
    "date": {"type": "text", "inputType": "date"},
    "month": {"type": "text", "inputType": "month"},
    "time": {"type": "text", "inputType": "time"},
    "phone": {"type": "text", "inputType": "tel"},
    "email": {"type": "text", "inputType": "email"},
    "note": {"type": "html"},
    "signature": {"type": "signaturepad"},
    "file": {"type": "file"},
    "calculated": {"type": "expression"},
}
"""Our import makes the same type of them."""
BY_KIND: Mapping[str, Part] = {
    "text": {"type": "text"},
    "number": {"type": "text", "inputType": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "text", "inputType": "date"},
    "code": {"type": "radiogroup"},
    "list": {"type": "checkbox"},
    "nothing": {"type": "html"},
}
PLACED = {
    "name",
    "type",
    "label",
    "hint",
    "choices",
    "relevant",
    "required",
    "constraint",
    "calculation",
}
CONDITIONS = {"relevant": "visibleIf", "required": "requiredIf", "calculation": "expression"}


def to_surveyjs(document: Mapping[str, Any]) -> Exported:
    """The form as SurveyJS JSON. ``document`` is a definition that was accepted.

    Each page of ours is a page there, each list a dynamic panel. The report names what SurveyJS itself does not see.
    """
    document = spelled_out(document)
    writer = _Writer(document)
    return Exported(as_file(writer.survey()), writer.report)


class _Writer:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document, self.report = document, Report()
        self.source = document["languages"][0]
        self.kinds = kinds_of(document)
        self.inside: Mapping[str, str] = {}

    def survey(self) -> Part:
        document = self.document
        kept = rest(document, {"$schema", "title", "summary", "thanks", "sections"})
        for key in sorted(kept.keys() - {"name", "languages"}):
            self.told("the form", key)
        made: Part = {"title": self.words(document["title"]), "locale": self.source}
        if "summary" in document:
            made["description"] = self.words(document["summary"])
        if "thanks" in document:
            made["completedHtml"] = self.words(document["thanks"])
        made["pages"] = [page for section in document["sections"] for page in self.section(section)]
        return {**made, KEPT: kept}

    def told(self, where: str, key: str) -> None:
        """SurveyJS does not see a member that only ours has."""
        self.report.note(
            where, key, "It is kept in the member “farolito”; SurveyJS does not see it.", "changed"
        )

    def words(self, words: Mapping[str, str]) -> Any:
        """A text: one string, or one per language."""
        if set(words) == {self.source}:
            return words[self.source]
        default = {"default": words[self.source]} if self.source in words else {}
        return {**default, **{tag: text for tag, text in words.items() if tag != self.source}}

    def rule(
        self,
        made: Part,
        part: Mapping[str, Any],
        kept: Part,
        where: str,
        keys: Mapping[str, str] = CONDITIONS,
    ) -> None:
        for key, theirs in keys.items():
            rule = part.get(key)
            if not isinstance(rule, str):
                continue
            try:
                made[theirs] = surveyjs_of(rule, self.kinds, part.get("name", ""), self.inside)
            except Beyond:
                said = f"SurveyJS cannot say this, so it does without it: {rule}"
                self.report.note(where, key, said, "changed")
            kept.setdefault("rules", {})[key] = [rule, made.get(theirs, "")]

    def section(self, section: Mapping[str, Any]) -> list[Part]:
        """Its pages; the first one carries what belongs to the section."""
        kept = rest(section, {"title", "pages", "relevant", "repeat"}) | {"title": section["title"]}
        where = f"section {section['name']}"
        condition: Part = {}
        self.rule(condition, section, kept, where, {"relevant": "visibleIf"})
        if "repeat" in section:
            pages = [self.repeat(section, condition)]
        else:
            pages = [self.page(page, condition.get("visibleIf", "")) for page in section["pages"]]
        pages[0] = {**pages[0], KEPT: {**pages[0][KEPT], "section": kept}}
        self.told(where, "title")
        return pages

    def repeat(self, section: Mapping[str, Any], condition: Part) -> Part:
        name = section["repeat"]["name"]
        self.inside = {
            question["name"]: name for page in section["pages"] for question in page["questions"]
        }
        panels = []
        for page in section["pages"]:
            made = self.page(page, "")
            panels.append(
                {
                    "type": "panel",
                    **{key: value for key, value in made.items() if key != "description"},
                }
            )
        self.inside = {}
        self.told(f"section {section['name']}", "repeat")
        element = {
            "type": "paneldynamic",
            "name": name,
            "title": self.words(section["title"]),
            "maxPanelCount": section["repeat"]["max"],
            "templateElements": panels,
            KEPT: {"repeat": section["repeat"]},
        }
        return {"name": f"{name}_list", "elements": [element], **condition, KEPT: {"is": "page"}}

    def page(self, page: Mapping[str, Any], around: str) -> Part:
        """A page. ``around`` is the rule of its section, which SurveyJS must be told for each page."""
        kept: Part = {
            "is": "page",
            "name": page["name"],
            **rest(page, {"name", "title", "questions", "relevant"}),
        }
        made: Part = {"name": page["name"]}
        if "title" in page:
            made["title"] = self.words(page["title"])
        if "intro" in page:
            made["description"] = self.words(page["intro"])
        self.rule(made, page, kept, f"page {page['name']}", {"relevant": "visibleIf"})
        if around:
            own = made.get("visibleIf", "")
            made["visibleIf"] = f"({around}) and ({own})" if own else around
            kept.setdefault("rules", {})["relevant"] = [page.get("relevant", ""), made["visibleIf"]]
        made["elements"] = [self.question(question) for question in page["questions"]]
        return {**made, KEPT: kept}

    def question(self, question: Mapping[str, Any]) -> Part:
        where = question["name"]
        exact = TYPES.get(question["type"])
        made: Part = {**(exact or BY_KIND[asked_as(question)]), "name": question["name"]}
        kept = rest(question, PLACED)
        if exact is None:
            kept["type"] = question["type"]
            self.told(where, f"type {question['type']}")
        made["html" if made["type"] == "html" else "title"] = self.words(question["label"])
        if "hint" in question:
            made["description"] = self.words(question["hint"])
        if question.get("required") is True:
            made["isRequired"] = True
        self.rule(made, question, kept, where)
        self.limits(made, question, kept)
        if "choices" in question:
            self.choices(made, question, kept)
        for key in sorted(kept.keys() - {"rules", "type", "choices"}):
            self.told(where, key)
        return {**made, KEPT: kept} if kept else made

    def limits(self, made: Part, question: Mapping[str, Any], kept: Part) -> None:
        if question["type"] == "integer":
            made |= {key: kept.pop(key) for key in ("min", "max") if key in kept}
        if question["type"] in {"text", "long_text"} and "max" in kept:
            made["maxLength"] = kept.pop("max")
        if "constraint" not in question:
            return
        rule = question["constraint"]
        kept.setdefault("rules", {})["constraint"] = [rule, ""]
        try:
            expression = surveyjs_of(rule, self.kinds, question["name"], self.inside)
        except Beyond:
            self.report.note(
                question["name"], "constraint", f"SurveyJS cannot say this: {rule}", "changed"
            )
            return
        message = question.get("constraint_message", {})
        made["validators"] = [
            {"type": "expression", "expression": expression, "text": self.words(message)}
        ]

    def choices(self, made: Part, question: Mapping[str, Any], kept: Part) -> None:
        made["choices"] = [
            {"value": choice["name"], "text": self.words(choice["label"])}
            for choice in question["choices"]
        ]
        extras = {
            c["name"]: more for c in question["choices"] if (more := rest(c, {"name", "label"}))
        }
        for name, more in extras.items():
            for key in more:
                self.told(f"{question['name']}, choice {name}", key)
        if extras:
            kept["choices"] = extras
