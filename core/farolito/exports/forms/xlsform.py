"""A form as an XLSForm workbook: the sheets survey, choices and settings, and a column of ours in two of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Report
from farolito.domain.choice_lists import spelled_out
from farolito.domain.languages import LANGUAGES
from farolito.domain.reading import content_hash
from farolito.exports.forms.parts import (
    Exported,
    Part,
    asked_as,
    kind_of,
    kinds_of,
    rest,
    stands_alone,
)
from farolito.exports.forms.xlsform_sheets import cells, sheet
from farolito.exports.forms.xpath import Beyond, xpath_of
from farolito.exports.forms.yes_no import YES_NO

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = {
    **{
        "text": ("text", ""),
        "long_text": ("text", "multiline"),
        "integer": ("integer", ""),
        "note": ("note", ""),
    },
    **{
        "decimal": ("decimal", ""),
        "date": ("date", ""),
        "time": ("time", ""),
        "choice": ("select_one", ""),
    },
    **{
        "choices": ("select_multiple", ""),
        "calculated": ("calculate", ""),
        "ranking": ("rank", ""),
    },
    **{
        "barcode": ("barcode", ""),
        "photo": ("image", ""),
        "file": ("file", ""),
        "month": ("date", "month-year"),
    },
    **{"signature": ("image", "signature")},
}
"""Type and appearance; our import makes the same type of them."""
BY_KIND = {
    "text": "text",
    "number": "decimal",
    "boolean": "select_one yes_no",
    "date": "date",
    "nothing": "note",
}
BY_KIND |= {"code": "select_one", "list": "select_multiple"}
WORDS = {"select_one": "select one", "select_multiple": "select all that apply", "image": "photo"}
PLACED = {
    "name",
    "type",
    "label",
    "hint",
    "choices",
    "relevant",
    "required",
    "constraint",
    "constraint_message",
    "calculation",
}
RULES = ("relevant", "required", "constraint", "calculation")


def to_xlsform(document: Mapping[str, Any]) -> Exported:
    """The form as .xlsx. ``document`` is a definition that was accepted. pyxform converts the result.

    The report names what a programme that does not know our column will not see.
    """
    document = spelled_out(document)
    writer = _Writer(document)
    return Exported(writer.workbook(), writer.report)


class _Writer:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document, self.report = document, Report()
        self.kinds = kinds_of(document)
        self.survey: list[Part] = []
        self.choices: list[Part] = []
        self.taken = set(self.kinds)
        self.columns = {tag: f"{LANGUAGES[tag].autonym} ({tag})" for tag in document["languages"]}

    def workbook(self) -> bytes:
        for section in self.document["sections"]:
            self.section(section)
        if any(row["type"] == "select_one yes_no" for row in self.survey):
            for name, words in YES_NO.items():
                row = {"list_name": "yes_no", "name": name}
                self.choices.append(
                    {**row, **self.words("label", {tag: words[tag] for tag in self.columns})}
                )
        kept = rest(self.document, {"$schema", "sections", "name"})
        for key in sorted(kept.keys() - {"title", "languages"}):
            self.told("the form", key)
        settings = {
            "form_title": next(iter(self.document["title"].values())),
            "form_id": self.document["name"],
            "version": content_hash(self.document)[:12],
            "default_language": next(iter(self.columns.values())),
            **cells(kept),
        }
        settings["form_title"] = self.document["title"].get(
            self.document["languages"][0], settings["form_title"]
        )
        import xlsxwriter  # type: ignore[import-untyped]

        data = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(data, options) as book:
            for name, rows in (
                ("survey", self.survey),
                ("choices", self.choices),
                ("settings", [settings]),
            ):
                sheet(book, name, rows)
        return data.getvalue()

    def told(self, where: str, key: str) -> None:
        """Other programmes do not see a member that only our column has."""
        self.report.note(
            where,
            key,
            "It is kept in the column “farolito”; other programmes do not see it.",
            "changed",
        )

    def words(self, column: str, words: Mapping[str, str]) -> Part:
        return {
            f"{column}::{self.columns[tag]}": _unreferring(text)
            for tag, text in words.items()
            if tag in self.columns
        }

    def free(self, wanted: str, ending: str) -> str:
        """A name for a group that no question has: in ODK they share their names."""
        name = wanted if wanted not in self.taken else f"{wanted}_{ending}"
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name

    def section(self, section: Mapping[str, Any]) -> None:
        kept = {"is": "section", "name": section["name"]}
        kept |= rest(section, {"name", "title", "pages", "relevant", "repeat", "sections"})
        type_, name = "group", ""
        if "repeat" in section:
            type_, name = "repeat", section["repeat"]["name"]
            kept["repeat"] = section["repeat"]
            self.told(f"section {section['name']}", "repeat")
        if "intro" in section:
            self.told(f"section {section['name']}", "intro")
        name = name or self.free(section["name"], "section")
        row = {"type": f"begin_{type_}", "name": name, **self.words("label", section["title"])}
        self.rules(row, section, kept, f"section {section['name']}")
        self.survey.append({**row, **cells(kept)})
        for page in section["pages"]:
            self.page(page)
        for inner in section.get("sections", ()):
            self.section(inner)
        self.survey.append({"type": f"end_{type_}"})

    def page(self, page: Mapping[str, Any]) -> None:
        if stands_alone(page):
            self.question(page["questions"][0])
            return
        kept = {
            "is": "page",
            "name": page["name"],
            **rest(page, {"name", "title", "questions", "relevant"}),
        }
        if "intro" in page:
            self.told(f"page {page['name']}", "intro")
        row = {
            "type": "begin_group",
            "name": self.free(page["name"], "page"),
            "appearance": "field-list",
        }
        row |= self.words("label", page.get("title", {}))
        self.rules(row, page, kept, f"page {page['name']}")
        self.survey.append({**row, **cells(kept)})
        for item in page["questions"]:
            if "group" in item:
                self.group(item)
            else:
                self.question(item)
        self.survey.append({"type": "end_group"})

    def group(self, group: Mapping[str, Any]) -> None:
        """A group on a page: a group inside of a field-list is shown with it."""
        name, where = group["group"], f"group {group['group']}"
        kept = {"is": "group", "name": name}
        kept |= rest(group, {"group", "label", "relevant", "questions"})
        for key in kept.keys() - {"is", "name"}:
            self.told(where, key)
        row = {"type": "begin_group", "name": self.free(name, "group")}
        row |= self.words("label", group["label"])
        self.rules(row, group, kept, where)
        self.survey.append({**row, **cells(kept)})
        for question in group["questions"]:
            self.question(question)
        self.survey.append({"type": "end_group"})

    def question(self, question: Mapping[str, Any]) -> None:
        name, where = question["name"], question["name"]
        kept = rest(question, PLACED)
        exact = ROWS.get(question["type"])
        type_, appearance = exact or (BY_KIND[asked_as(question)], "")
        if exact is None:
            word = type_.removesuffix(" yes_no")
            kept["type"] = [question["type"], WORDS.get(word, word)]
            self.told(where, f"type {question['type']}")
        if "choices" in question:
            if type_ in {"select_one", "select_multiple", "rank"}:
                type_ = f"{type_} {name}"
            self.listed(question, kept)
        for key in sorted(kept.keys() - {"type", "choices"}):
            self.told(where, key)
        row = {"type": type_, "name": name, **self.words("label", question["label"])}
        row |= self.words("hint", question.get("hint", {}))
        self.rules(row, question, kept, where)
        row |= self.words("constraint_message", question.get("constraint_message", {}))
        if appearance:
            row["appearance"] = appearance
        self.survey.append({**row, **cells(kept)})

    def rules(self, row: Part, part: Mapping[str, Any], kept: Part, where: str) -> None:
        for key in RULES:
            rule = part.get(key)
            if rule is True or rule is False:
                row[key] = "yes" if rule else "no"
            elif rule is not None:
                try:
                    row[key] = xpath_of(rule, self.kinds, kind_of(part) if "type" in part else "")
                except Beyond:
                    said = f"ODK's rules cannot say this, so other programmes do without it: {rule}"
                    self.report.note(where, key, said, "changed")
                kept.setdefault("rules", {})[key] = [rule, row.get(key, "")]

    def listed(self, question: Mapping[str, Any], kept: Part) -> None:
        extras = {}
        for choice in question["choices"]:
            row = {
                "list_name": question["name"],
                "name": choice["name"],
                **self.words("label", choice["label"]),
            }
            self.choices.append(row)
            if more := rest(choice, {"name", "label"}):
                extras[choice["name"]] = more
                for key in more:
                    self.told(f"{question['name']}, choice {choice['name']}", key)
        if extras:
            kept["choices"] = extras


def _unreferring(text: str) -> str:
    """ODK would look for a question after ``${``."""
    return text.replace("${", "$ {")
