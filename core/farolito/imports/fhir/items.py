"""Items of a Questionnaire that ask or say something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.naming import plain
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.attached import MOST as MOST_FILES
from farolito.domain.standards import (
    CONTROL,
    LEAST,
    LINK_ID,
    MAX_SIZE,
    MEMBERS,
    MIME_TYPE,
    MOST,
    MOST_ENTRIES,
    PAGE,
    UNIT,
)
from farolito.imports.fhir.options import Options
from farolito.imports.fhir.parts import (
    codes,
    controls,
    extensions,
    kept_members,
    parts,
    shown,
    text,
)
from farolito.imports.fhir.rules import enabled_when
from farolito.imports.outline import Asked, Offered, Rule
from farolito.imports.rules.terms import Term, const, name

if TYPE_CHECKING:
    from farolito.imports.fhir.parts import Part

TYPES: dict[str, tuple[tuple[str, ...], str]] = {
    "boolean": (("yes_no",), ""),
    "decimal": (("decimal", "text"), "The number is kept as text: no rule can calculate with it."),
    "integer": (("integer",), ""),
    "date": (("date",), ""),
    "dateTime": (("date",), "Only the day is asked, not the time."),
    "time": (("time", "text"), "The time is kept as text."),
    "string": (("text",), ""),
    "text": (("long_text",), ""),
    "url": (("text",), "The address is kept as text."),
    "choice": (("choice",), ""),
    "open-choice": (("choice",), ""),
    "display": (("note",), ""),
    "quantity": (("decimal", "text"), "The number is asked without its unit."),
    "attachment": (("file",), ""),
}
"""FHIR type to ours, the best first, and what is lost with any but the first (or always: dateTime, url, quantity)."""
ALWAYS_LOST = frozenset({"dateTime", "url", "quantity"})
OTHER = {"en": "Other", "es": "Otro"}
CARRIED = frozenset(
    {
        "linkId",
        "type",
        "text",
        "_text",
        "code",
        "required",
        "repeats",
        "answerOption",
        "answerValueSet",
        "item",
    }
    | {"enableWhen", "enableBehavior", "maxLength", "extension"}
)
EXTENSIONS = frozenset({MIME_TYPE, MAX_SIZE, MEMBERS, UNIT, CONTROL, LEAST, MOST, MOST_ENTRIES})


class Reader(Options):
    """Reads items."""

    def is_help(self, item: Part) -> bool:
        """Whether an item below a question is its hint."""
        return item.get("type") == "display" and not item.get("item") and not item.get("enableWhen")

    def asked(self, item: Part, where: str) -> list[Asked]:
        """The question of an item; none when it cannot be asked; two when it takes an answer beside its choices."""
        kind, link = text(item.get("type")), text(item.get("linkId"))
        ours, lost = TYPES.get(kind, ((), "Farolito has no such type."))
        known = [type_ for type_ in ours if type_ in CORE_QUESTION_TYPES]
        if not known:
            self.report.left_out(
                where, f"type {kind}", lost or "This Farolito has no such type.", shown(item)
            )
            return []
        kept = kept_members(item, where, self.report)
        type_ = known[0]
        if item.get("repeats") and kind in {"choice", "open-choice"}:
            type_ = "choices"
        elif item.get("repeats") and kind != "attachment":
            self.report.left_out(where, "repeats", "It is asked once.")
        files: Part = {}
        if kind == "attachment":
            type_, files = _files(item)
        asked = Asked(where, link, type_, self.words(item, "text", where), wanted=plain(link))
        asked.members = {**self.members(item, where, kept), **files}
        if (
            ((type_ != ours[0] and kind != "attachment") or kind in ALWAYS_LOST)
            and "type" not in kept
            and lost
        ):
            self.report.note(where, f"type {kind}", lost, "changed")
        if asked.type in {"choice", "choices"}:
            self.choices(asked, item)
        self.rules(asked, item, kept)
        asked.members |= {key: value for key, value in kept.items() if key != "codes"}
        asked.type = str(asked.members.pop("type", asked.type))
        self.leftovers(item, where)
        return [asked, self.other(asked)] if kind == "open-choice" else [asked]

    def members(self, item: Part, where: str, kept: Part) -> Part:
        found = {**codes(item, where, self.report), **kept.get("codes", {})}
        link = text(item.get("linkId"))
        if plain(link) != link:
            found[LINK_ID] = link[:500]
        for unit in extensions(item, UNIT):
            if isinstance(unit, dict) and text(unit.get("code")):
                found["ucum"] = text(unit.get("code"))[:500]
        made: Part = {"codes": found} if found else {}
        hints = [inner for inner in parts(item.get("item")) if self.is_help(inner)]
        if hints:
            made["hint"] = self.words(hints[0], "text", where)
            for further in hints[1:]:
                self.report.left_out(where, "display", "A question has one hint.", shown(further))
        for code in controls(item):
            made["appearance"] = code[:40] or "other"
        if item.get("type") in {"string", "text"} and isinstance(item.get("maxLength"), int):
            made["max"] = item["maxLength"]
        for url, key in ((LEAST, "min"), (MOST, "max")):
            for limit in extensions(item, url):
                if item.get("type") == "integer" and isinstance(limit, int):
                    made[key] = limit
                else:
                    self.report.left_out(
                        where, key, "Only whole numbers have limits.", shown(limit)
                    )
        return made

    def rules(self, asked: Asked, item: Part, kept: Part) -> None:
        stored = kept.pop("rules", {})
        if rule := enabled_when(item, asked.where, stored.pop("relevant", None), self.report):
            asked.rules["relevant"] = rule
        if item.get("required") is True and asked.type != "note":
            asked.rules["required"] = Rule(asked.where, "required", const(True))
        for key, (own, _) in stored.items():
            asked.rules[key] = Rule(asked.where, key, own=own)

    def other(self, asked: Asked) -> Asked:
        """``open-choice``: one more choice, and a question that asks which."""
        label = {tag: OTHER[tag] for tag in asked.label if tag in OTHER} or {
            self.default: OTHER["en"]
        }
        asked.choices.append(Offered("other", label))
        said = "Another answer is a choice “Other” and a question after it."
        self.report.note(asked.where, "open-choice", said, "changed")
        rule = Rule(
            asked.where, "open-choice", Term("selected", (name(asked.name), const("other")))
        )
        return Asked(
            asked.where,
            f"{asked.name}-other",
            "text",
            dict(asked.label),
            rules={"relevant": rule},
            wanted=f"{asked.wanted[:34]}_other",
        )

    def leftovers(self, item: Part, where: str, *, group: bool = False) -> None:
        """Name everything of an item that has no place."""
        for key, value in item.items():
            if key == "readOnly" and value is False:
                continue
            if key not in CARRIED or (
                key == "maxLength" and item.get("type") not in {"string", "text"}
            ):
                self.report.left_out(where, key, "A question has no place for it.", shown(value))
        is_page = group and PAGE in controls(item)
        kept = {MEMBERS, MOST_ENTRIES, *([CONTROL] if is_page else [])} if group else EXTENSIONS
        for extension in parts(item.get("extension")):
            if text(extension.get("url")) not in kept:
                what = text(extension.get("url")).rsplit("/", 1)[-1]
                self.report.left_out(
                    where, what, "A question has no place for it.", shown(extension)
                )


def _files(item: Part) -> tuple[str, Part]:
    """The type of ours for an attachment, and how many and which it takes."""
    types = [text(one) for one in extensions(item, MIME_TYPE)]
    members: Part = {"max_files": MOST_FILES} if item.get("repeats") else {}
    if types and all(one.startswith("image/") for one in types):
        return "photo", members
    if types == ["application/pdf"]:
        members["accept"] = "pdf"
    return "file", members
