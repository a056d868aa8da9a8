"""Cells of the sheets: where they are, what words and rules they hold, and what no member of ours has a place for."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Note, Report, refusal
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.imports.keeping import in_shape
from farolito.imports.outline import Rule
from farolito.imports.rules.languages import xpath
from farolito.imports.rules.terms import Broken, Term, const
from farolito.imports.tongues import tag_of, words_of

if TYPE_CHECKING:
    from farolito.imports.outline import Words
    from farolito.imports.xlsform.reading import Workbook

KEPT_COLUMN = "farolito"
"""The column in which our own export keeps what XLSForm has no column for, as JSON."""
RULES = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "calculate": "calculation",
}
MESSAGES = {"jr:requiredMsg": "required_message", "jr:noAppErrorString": "no_app_error_string"}
PATHS = frozenset("[]/@|:#")
"""What valid XPath may have and our rules never do."""


class Sheets:
    """The cells of one workbook, and the report about them."""

    def __init__(self, workbook: Workbook, default: str) -> None:
        """``default`` is the language of words that name none."""
        self.book, self.survey, self.report = workbook, workbook.survey, Report()
        self.rows: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(workbook.rows, start=2):
            for column, value in row.items():
                if column.strip().lower() in {"name", "value", "tag"}:
                    self.rows[value.strip()].append(number)
        self.broken: list[Note] = []
        self.words: list[Words] = []
        self.unnamed = {"default", ""}
        self.default = self.named_default() or default

    def named_default(self) -> str | None:
        """The language that the settings name."""
        named = str(self.survey.get("default_language") or "default")
        tag = tag_of(named)
        if named != "default" and tag is None:
            raise refusal("settings, default_language", unwritten(named))
        return tag if named != "default" else None

    def where(self, part: dict[str, Any], column: str = "") -> str:
        """The cell: sheet, row, column, as far as they are known."""
        rows = self.rows.get(str(part.get("name")), [])
        row = (
            f", row {rows[0]}"
            if len(rows) == 1
            else f", rows {', '.join(map(str, rows))}"
            if rows
            else ""
        )
        return f"survey{row}{f', column {column}' if column else ''}"

    def texts(self, part: dict[str, Any], key: str, column: str = "") -> Words:
        """Words of a part, noted for the choice of languages."""
        return self.written(part.get(key), self.where(part, column or key))

    def written(self, texts: object, where: str) -> Words:
        """Words with the quotes that their author wrote."""
        found = words_of(texts, self.default, where, self.report, self.unnamed)
        found = {
            tag: self.book.curly.get(" ".join(text.split()), text) for tag, text in found.items()
        }
        self.words.append(found)
        return found

    def kept(self, part: dict[str, Any], where: str) -> dict[str, Any]:
        """What our own export kept in its column (and in further ones, when it was long)."""
        text = "".join(
            str(part[key])
            for key in (KEPT_COLUMN, *(f"{KEPT_COLUMN}_{number}" for number in range(2, 100)))
            if key in part
        )
        if not text:
            return {}
        located = read_json(text)
        if located.value is UNREADABLE or not isinstance(located.value, dict):
            self.report.left_out(
                where, KEPT_COLUMN, "This column is made by Farolito, and cannot be read.", text
            )
            return {}
        return in_shape(located.value, where, self.report)

    def rules(self, part: dict[str, Any], kept: dict[str, Any]) -> dict[str, Rule]:
        """The rules of a part. A rule of ours that was kept comes back if its cell still says what it said."""
        found: dict[str, Rule] = {}
        bind = part.get("bind") or {}
        stored = kept.pop("rules", {})
        for column, ours in RULES.items():
            text = str(bind.get(column, "")).strip()
            where = self.where(part, "calculation" if column == "calculate" else column)
            own = stored.pop(ours, None)
            if own is not None and own[1] == text:
                found[ours] = Rule(where, text, own=own[0])
                continue
            if own is not None:
                said = f"The sheet's rule is taken; before it was changed there, it was: {own[0]}"
                self.report.note(where, ours, said, "changed")
            if not text:
                continue
            if ours == "required" and text.lower() in {
                "yes",
                "true",
                "true()",
                "no",
                "false",
                "false()",
            }:
                found[ours] = Rule(where, text, const(text.lower() in {"yes", "true", "true()"}))
                continue
            term = self.term(text, where)
            if term is not None:
                found[ours] = Rule(where, text, term)
            else:
                self.report.left_out(
                    where, ours, "It looks into other data than the answers.", text
                )
        if "constraint_message" in kept and "constraint" not in found:
            kept.pop("constraint_message")
        return found

    def term(self, text: str, where: str) -> Term | None:
        """What a rule means; None for XPath that is no business of ours. Broken rules are gathered."""
        try:
            return xpath(text)
        except Broken as broken:
            if PATHS & set(text):
                return None
            says = f"The rule cannot be read: {broken} It says: {text}"
            self.broken.append(Note(where, "rule", says, "refused"))
            return const(True)

    def message(self, part: dict[str, Any]) -> Words:
        bind = part.get("bind") or {}
        found = self.written(bind.get("jr:constraintMsg"), self.where(part, "constraint_message"))
        if found and not bind.get("constraint"):
            said = "There is no constraint that it belongs to."
            self.report.left_out(self.where(part), "constraint_message", said, shown(found))
            return {}
        return found

    def leftovers(self, part: dict[str, Any], where: str) -> None:
        """Name every member that has no place here."""
        carried = {
            "type",
            "name",
            "label",
            "hint",
            "bind",
            "control",
            "itemset",
            "parameters",
            "choices",
            "list_name",
        }
        carried |= {"children", "choice_filter", KEPT_COLUMN, "columns", "flat", "__row_number"}
        for key, value in part.items():
            if (
                key not in carried
                and not key.startswith(f"{KEPT_COLUMN}_")
                and value not in (None, "", {})
            ):
                self.report.left_out(where, key, "It has no place in Farolito.", shown(value))
        bind = part.get("bind") or {}
        for key, value in bind.items():
            if (
                key == "readonly"
                and part.get("type") not in {"note", "calculate"}
                and not is_only_shown(part)
            ):
                self.report.left_out(
                    where, "read_only", "People can change what they are asked.", str(value)
                )
            elif key not in {
                *RULES,
                "jr:constraintMsg",
                "readonly",
                "jr:preload",
                "jr:preloadParams",
                "type",
            }:
                self.report.left_out(
                    where, MESSAGES.get(key, key), "Farolito has words of its own.", shown(value)
                )
        for key, value in (part.get("control") or {}).items():
            if key not in {
                "appearance",
                "jr:count",
                "start",
                "end",
                "step",
                "rows",
                "bodyless",
                "tag",
            }:
                self.report.left_out(where, key, "It has no meaning in Farolito.", shown(value))


def unwritten(named: str) -> str:
    """What to do about a language that Farolito does not write."""
    return (
        f"The words are in {named}, which Farolito does not write. "
        "Add a column for one of its languages, like label::English (en), and name it in default_language."
    )


def is_only_shown(part: dict[str, Any]) -> bool:
    """Whether nobody can answer it."""
    bind = part.get("bind") or {}
    return str(bind.get("readonly", "")).lower() in {"true()", "yes", "true"} and not bind.get(
        "calculate"
    )


def shown(value: Any) -> str:
    """A value as the report keeps it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
