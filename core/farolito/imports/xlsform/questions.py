"""Rows of the sheet "survey" that ask something."""

from __future__ import annotations

from typing import Any

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.imports.outline import Asked, Offered
from farolito.imports.rules.terms import Term, const
from farolito.imports.xlsform.sheets import Sheets, is_only_shown, shown
from farolito.imports.xlsform.types import meaning_of

MOST_CHOICES = 200


class Questions(Sheets):
    """Reads questions with their choices."""

    def question(self, part: dict[str, Any]) -> Asked | None:
        where, type_ = self.where(part), str(part.get("type", ""))
        kept = self.kept(part, where)
        found = meaning_of(type_)
        label = part.get("label")
        if found is None:
            self.report.left_out(
                where, f"the type {type_}", "Farolito has no such type.", shown(part)
            )
            return None
        word, meaning = found
        if meaning.metadata:
            self.report.left_out(
                where, f"{type_} {part.get('name', '')}", meaning.metadata, shown(part)
            )
            return None
        ours = next((name for name in meaning.exact if name in CORE_QUESTION_TYPES), None)
        if ours is None:
            ours = next((name for name in meaning.near if name in CORE_QUESTION_TYPES), None)
            if ours is None:
                said = meaning.lost or "This Farolito has no such question type."
                self.report.left_out(where, f"{type_} {part.get('name', '')}", said, shown(part))
                return None
            if "type" not in kept:
                self.report.note(where, type_, meaning.lost, "changed")
        asked = Asked(where, str(part.get("name", "")), ours, self.texts(part, "label"))
        if not label and isinstance(part.get("hint"), str | dict):
            asked.label = self.texts(part, "hint")
        elif hint := self.texts(part, "hint"):
            asked.members["hint"] = hint
        self.look(asked, part, word, kept)
        if ours in {"choice", "choices"} or word == "rank":
            self.choices(asked, part)
        rules = self.rules(part, kept)
        if ours == "note" or (word in {"text", "integer"} and is_only_shown(part)):
            if asked.type != "note":
                self.report.note(
                    where,
                    "read_only",
                    "It is shown as a note, because nobody can answer it.",
                    "changed",
                )
                asked.type = "note"
            for key in [key for key in rules if key != "relevant"]:
                self.report.left_out(where, key, "A note is not answered.", rules.pop(key).text)
            asked.members.pop("appearance", None)
        asked.rules = rules
        if message := self.message(part):
            asked.members["constraint_message"] = message
        self.leftovers(part, where)
        self.restore(asked, word, kept)
        return asked

    def restore(self, asked: Asked, word: str, kept: dict[str, Any]) -> None:
        """Members that our own export kept, unless the sheet was changed since."""
        type_ = kept.pop("type", None)
        if isinstance(type_, list) and len(type_) == 2 and type_[1] == word:
            asked.type = type_[0]
            if type_[0] in CORE_QUESTION_TYPES and not CORE_QUESTION_TYPES[type_[0]].has_choices:
                asked.choices = []  # yes and no need none
        elif type_:
            said = f"It was {type_[0]}; the sheet now says {word}."
            self.report.note(asked.where, "type", said, "changed")
        extras = kept.pop("choices", {})
        for offered in asked.choices:
            offered.members.update(extras.pop(offered.name, {}))
        for name in extras:
            self.report.left_out(
                asked.where, f"the choice {name}", "The sheet no longer has it.", str(extras[name])
            )
        asked.members.update(kept)

    def look(self, asked: Asked, part: dict[str, Any], word: str, kept: dict[str, Any]) -> None:
        """What appearance and parameters say about the type."""
        control, where = part.get("control", {}), asked.where
        appearance = str(control.get("appearance", "")).strip()
        if word == "text" and ("multiline" in appearance or control.get("rows")):
            asked.type, appearance = "long_text", ""
        if word == "date" and appearance in {"month-year", "year"}:
            if appearance == "month-year" and "month" in CORE_QUESTION_TYPES:
                asked.type = "month"
            else:
                self.report.note(
                    where, f"appearance {appearance}", "A whole date is asked for.", "changed"
                )
            appearance = ""
        if word == "photo" and appearance == "signature" and "signature" in CORE_QUESTION_TYPES:
            asked.type, appearance = "signature", ""
        if appearance and "type" not in kept and "appearance" not in kept:
            self.report.left_out(
                where, "appearance", "Farolito chooses how a question looks.", appearance
            )
        parameters = {key: str(value) for key, value in (part.get("parameters") or {}).items()}
        if word == "range":
            for key, ours in (("start", "min"), ("end", "max")):
                value = parameters.pop(key, "")
                if value.lstrip("-").isdigit():
                    asked.members[ours] = int(value)
                elif value:
                    self.report.left_out(
                        where, f"parameters {key}", "Only whole numbers can be limits.", value
                    )
            if parameters.pop("step", "1") not in {"1", "1.0"}:
                self.report.left_out(
                    where, "parameters step", "Any whole number in the range can be typed."
                )
        for key, value in parameters.items():
            self.report.left_out(
                where, f"parameters {key}", "It has no meaning in Farolito.", value
            )

    def choices(self, asked: Asked, part: dict[str, Any]) -> None:
        listed = (
            part.get("choices") or self.survey.get("choices", {}).get(part.get("itemset")) or []
        )
        if not listed:
            text = str(part.get("itemset") or part.get("list_name") or "")
            said = "Its choices are in another file or question, so it is asked as text."
            self.report.note(asked.where, f"choices {text}", said, "changed")
            asked.type = "text"
            return
        if len(listed) > MOST_CHOICES:
            said = f"It has {len(listed):,} choices; at most {MOST_CHOICES} can be offered, so it is asked as text."
            self.report.note(asked.where, f"choices {part.get('list_name', '')}", said, "changed")
            asked.type = "text"
            return
        where = f"choices, list {part.get('list_name', '')}"
        term = self.filter(part)
        seen: set[str] = set()
        for choice in listed:
            name = str(choice.get("name", ""))
            if name in seen:
                self.report.left_out(
                    where, f"the choice {name}", "It is there twice.", shown(choice)
                )
                continue
            seen.add(name)
            offered = Offered(name, self.written(choice.get("label"), where))
            if choice.get("media"):
                self.report.left_out(
                    where, "media", "Choices have no pictures or sound.", shown(choice["media"])
                )
            if term:
                offered.relevant = _bound(term, choice)
            asked.choices.append(offered)
        if len(asked.choices) == 1:
            said = "One choice is no choice: it became a yes or no question."
            self.report.note(asked.where, f"the choice {asked.choices[0].name}", said, "changed")
            asked.type, asked.choices = "yes_no", []
        if part.get("parameters", {}).get("randomize"):
            said = "The choices keep their order."
            self.report.left_out(
                asked.where, "parameters randomize", said, str(part["parameters"]["randomize"])
            )

    def filter(self, part: dict[str, Any]) -> Term | None:
        text = str(part.get("choice_filter") or "")
        if not text:
            return None
        term = self.term(text, self.where(part, "choice_filter"))
        if term is None or any(op.op == "call" and "instance" in str(op.value) for op in [term]):
            said = "Every choice is always offered: our rules have no word for this filter."
            self.report.left_out(self.where(part, "choice_filter"), "choice_filter", said, text)
            return None
        return term


def _bound(term: Term, choice: dict[str, Any]) -> Term:
    """A filter with the columns of one choice in it."""
    if term.op == "bare":
        return const(str(choice.get(str(term.value), "")))
    return Term(term.op, tuple(_bound(part, choice) for part in term.args), term.value)
