"""A form as SurveyJS JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Report
from farolito.domain.choice_lists import spelled_out
from farolito.exports.forms.parts import Exported, Part, as_file, asked_as, rest
from farolito.exports.forms.surveyjs_members import KEPT, Members, same_as

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "matrix": {"type": "matrix"},
    "photo": {"type": "file", "acceptedTypes": "image/jpeg,image/png,image/webp"},
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


def to_surveyjs(document: Mapping[str, Any]) -> Exported:
    """The form as SurveyJS JSON. ``document`` is a definition that was accepted.

    Each page of ours is a page there, each list a dynamic panel. The report names what SurveyJS itself does not see.
    """
    document = spelled_out(document)
    writer = _Writer(document)
    return Exported(as_file(writer.survey()), writer.report)


class _Writer(Members):
    def __init__(self, document: Mapping[str, Any]) -> None:
        super().__init__(document, Report())
        self.document = document

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

    def section(self, section: Mapping[str, Any]) -> list[Part]:
        """Its pages; the first one carries what belongs to the section."""
        kept = rest(section, {"title", "pages", "relevant", "repeat", "sections"})
        kept |= {"title": section["title"]}
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
        """The page of a list."""
        element = self.panels(section)
        name = section["repeat"]["name"]
        return {"name": f"{name}_list", "elements": [element], **condition, KEPT: {"is": "page"}}

    def panels(self, section: Mapping[str, Any]) -> Part:
        """A list as a dynamic panel: its pages are panels, the lists within it dynamic panels again."""
        name = section["repeat"]["name"]
        self.around = (*self.around, name)
        inside = [{"type": "panel", **self.page(page, "")} for page in section["pages"]]
        inside += [self.inner(inner) for inner in section.get("sections", ())]
        self.around = self.around[:-1]
        self.told(f"section {section['name']}", "repeat")
        return {
            "type": "paneldynamic",
            "name": name,
            "title": self.words(section["title"]),
            "maxPanelCount": section["repeat"]["max"],
            "templateElements": inside,
            KEPT: {"repeat": section["repeat"]},
        }

    def inner(self, section: Mapping[str, Any]) -> Part:
        """A list within a list."""
        made = self.panels(section)
        placed = {"title", "pages", "relevant", "repeat", "sections"}
        made[KEPT]["section"] = rest(section, placed)
        self.rule(
            made, section, made[KEPT], f"section {section['name']}", {"relevant": "visibleIf"}
        )
        return made

    def page(self, page: Mapping[str, Any], around: str) -> Part:
        """A page. ``around`` is the rule of its section, which SurveyJS must be told for each page."""
        placed = {"name", "title", "questions", "relevant", "intro"}
        kept: Part = {"is": "page", "name": page["name"], **rest(page, placed)}
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
        made["elements"] = [
            self.group(item) if "group" in item else self.question(item)
            for item in page["questions"]
        ]
        return {**made, KEPT: kept}

    def group(self, group: Mapping[str, Any]) -> Part:
        """A group on a page as a panel."""
        name, where = group["group"], f"group {group['group']}"
        placed = {"group", "label", "hint", "relevant", "questions"}
        kept: Part = {"is": "group", "name": name, **rest(group, placed)}
        made: Part = {"type": "panel", "name": name, "title": self.words(group["label"])}
        if "hint" in group:
            made["description"] = self.words(group["hint"])
        self.rule(made, group, kept, where, {"relevant": "visibleIf"})
        made["elements"] = [self.question(question) for question in group["questions"]]
        return {**made, KEPT: kept}

    def question(self, question: Mapping[str, Any]) -> Part:
        where = question["name"]
        exact = TYPES.get(question["type"]) or same_as(question)
        made: Part = {**(exact or BY_KIND[asked_as(question)]), "name": question["name"]}
        kept = rest(question, PLACED)
        if exact is None:
            kept["type"] = question["type"]
            self.told(where, f"type {question['type']}")
        made["html" if made["type"] == "html" else "title"] = self.words(question["label"])
        if "hint" in question:
            made["description"] = self.words(question["hint"])
        if question.get("required") is True:
            made["isAllRowRequired" if made["type"] == "matrix" else "isRequired"] = True
        self.rule(made, question, kept, where)
        self.limits(made, question, kept)
        if made["type"] in {"rating", "matrix"}:
            self.scaled(made, question, kept)
        elif "choices" in question:
            self.choices(made, question, kept)
        for key in sorted(kept.keys() - {"rules", "type", "choices", "rows"}):
            self.told(where, key)
        return {**made, KEPT: kept} if kept else made
