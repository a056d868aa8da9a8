"""Elements of SurveyJS that ask one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.attached import MOST as MOST_FILES
from farolito.imports.fhir.parts import shown, text
from farolito.imports.keeping import in_shape
from farolito.imports.outline import Asked, Offered, Rule
from farolito.imports.rules.terms import Term, const, name
from farolito.imports.surveyjs.rules import conditions, validators
from farolito.imports.surveyjs.scales import matrix, rating
from farolito.imports.surveyjs.types import CARRIED, EXTRA, INPUTS, KEPT, TYPES
from farolito.imports.tongues import words_of

if TYPE_CHECKING:
    from farolito.domain.carrying import Report
    from farolito.imports.outline import Words

    Part = dict[str, Any]

IMAGES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic"})
_TAG = re.compile(r"<[^<>]{0,2000}>")


class Questions:
    """Reads questions, and remembers every text for the choice of languages."""

    def __init__(self, default: str, report: Report) -> None:
        self.default, self.report = default, report
        self.all_words: list[Words] = []

    def words(self, texts: object, where: str) -> Words:
        """A text of SurveyJS: one string, or one per language."""
        found = words_of(texts, self.default, where, self.report)
        self.all_words.append(found)
        return found

    def kept(self, part: Part) -> Part:
        """Members of ours that our own export kept."""
        return in_shape(part.get(KEPT), text(part.get("name")) or KEPT, self.report)

    def valued(self, item: Any, where: str) -> tuple[str, Words]:
        """The value and the words of a choice or a row."""
        if isinstance(item, dict):
            value = shown(item.get("value", ""))
            return value, self.words(item.get("text", value), where)
        return shown(item), self.words(shown(item), where)

    def asked(self, part: Part, where: str, kind: str) -> list[Asked]:
        input_type = text(part.get("inputType")) or "text"
        ours, lost = (
            INPUTS.get(input_type, (("text",), "It is kept as text."))
            if kind == "text"
            else TYPES.get(kind, ((), ""))
        )
        known = [type_ for type_ in ours if type_ in CORE_QUESTION_TYPES]
        kept = self.kept(part)
        if not known:
            self.report.left_out(
                where, f"type {kind}", lost or "Farolito has no such type.", shown(part)
            )
            return []
        named = text(part.get("name"))
        asked = Asked(where, named, known[0], self.words(part.get("title") or named, where))
        asked.members |= {
            key: value for key, value in kept.items() if key not in {"rules", "choices", "rows"}
        }
        if kind == "html" and "<" not in shown(part.get("html")):
            lost = ""
        if lost and (known[0] != ours[0] or len(ours) == 1) and "type" not in kept:
            self.report.note(where, input_type if kind == "text" else kind, lost, "changed")
        if hint := self.words(part.get("description"), where):
            asked.members["hint"] = hint
        if kind == "html":
            asked.label = self.words(without_tags(part.get("html")), where)
        if kind == "file":
            files(asked, part)
        self.limits(asked, part)
        follow: list[Asked] = []
        if kind == "rating":
            rating(asked, part, kept.get("choices", {}), self)
        elif kind == "matrix":
            matrix(asked, part, kept.get("rows"), self)
        elif known[0] in {"choice", "choices", "ranking"}:
            if part.get("multiSelect") is True:
                asked.type = "choices"
            follow = self.choices(asked, part)
        if kind == "signaturepad":
            asked.members["drawing"] = True
        asked.rules = conditions(part, where, kept.get("rules", {}), self.report)
        if "constraint" not in asked.rules:
            validators(asked, part, self)
        for offered in asked.choices if kind != "rating" else ():
            offered.members |= kept.get("choices", {}).get(offered.name, {})
        asked.type = str(asked.members.pop("type", asked.type))
        if asked.type in CORE_QUESTION_TYPES and not CORE_QUESTION_TYPES[asked.type].has_choices:
            asked.choices = []
        return [asked, *follow]

    def limits(self, asked: Asked, part: Part) -> None:
        for key in ("min", "max"):
            limit = part.get(key)
            if isinstance(limit, int) and asked.type == "integer":
                asked.members[key] = limit
            elif limit is not None:
                self.report.left_out(
                    asked.where, key, "Only whole numbers have limits.", shown(limit)
                )
        if (
            isinstance(part.get("maxLength"), int)
            and asked.type in {"text", "long_text"}
            and part["maxLength"] > 0
        ):
            asked.members["max"] = part["maxLength"]

    def offered(self, asked: Asked, items: Any) -> None:
        """The choices in a list."""
        for number, item in enumerate(items if isinstance(items, list) else []):
            value, label = self.valued(item, f"{asked.where}/choices/{number}")
            offered = Offered(value, label)
            if isinstance(item, dict):
                rule = conditions(item, f"{asked.where}/choices/{number}", {}, self.report).get(
                    "relevant"
                )
                offered.relevant = rule.term if rule else None
                for key in item.keys() - {"value", "text", "visibleIf"}:
                    self.report.left_out(
                        asked.where,
                        f"choice {value}, {key}",
                        "A choice has no place for it.",
                        shown(item[key]),
                    )
            if value not in {other.name for other in asked.choices}:
                asked.choices.append(offered)

    def choices(self, asked: Asked, part: Part) -> list[Asked]:
        """The choices of a question; what follows it: a question that asks what “Other” means."""
        self.offered(asked, part.get("choices"))
        follow: list[Asked] = []
        for what, (value, label) in EXTRA.items():
            if part.get(f"show{what}Item") or part.get(f"has{what}"):
                said = (
                    self.words(part.get(f"{what.lower()}Text"), asked.where)
                    or {tag: label[tag] for tag in asked.label if tag in label}
                    or {self.default: label["en"]}
                )
                members = {"exclusive": True} if what == "None" else {}
                same = next((offered for offered in asked.choices if offered.name == value), None)
                if same:
                    same.members |= members
                else:
                    asked.choices.append(Offered(value, said, members))
                if what == "Other":
                    rule = Rule(
                        asked.where, "Other", Term("selected", (name(asked.name), const(value)))
                    )
                    follow.append(
                        Asked(
                            asked.where,
                            f"{asked.name}-Comment",
                            "text",
                            said,
                            rules={"relevant": rule},
                        )
                    )
                    self.report.note(
                        asked.where,
                        "Other",
                        "What “Other” means is a question after it.",
                        "changed",
                    )
        if len(asked.choices) < 2:
            became = "It has no two choices of its own, so it is asked as text."
            self.report.note(asked.where, "choices", became, "changed")
            asked.type, asked.choices = "text", []
        return follow

    def leftovers(self, part: Part, where: str, kind: str) -> None:
        for key, value in part.items():
            if key not in CARRIED:
                self.report.left_out(
                    where, key, f"Farolito has no place for it ({kind}).", shown(value)
                )


def files(asked: Asked, part: Part) -> None:
    """How many files, and of which kinds; what our own export kept goes before."""
    accepted = [one.strip() for one in text(part.get("acceptedTypes")).split(",") if one.strip()]
    if accepted and all(one.startswith("image/") or one in IMAGES for one in accepted):
        asked.type = "photo"
    elif accepted and all(one in {"application/pdf", ".pdf"} for one in accepted):
        asked.members.setdefault("accept", "pdf")
    if part.get("allowMultiple") is True:
        asked.members.setdefault("max_files", MOST_FILES)


def without_tags(html: object) -> object:
    """The words of HTML."""
    if isinstance(html, dict):
        return {key: without_tags(value) for key, value in html.items()}
    return " ".join(_TAG.sub(" ", str(html or "")).split())
