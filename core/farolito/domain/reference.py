"""The reference of form definitions in Markdown, from the same tables as the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.blocks import BLOCK
from farolito.domain.lint import CODES
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.shapes import RECORDS
from farolito.domain.shapes.questions import option_kind

if TYPE_CHECKING:
    from farolito.domain.question_types.base import QuestionType
    from farolito.domain.shapes import Record


def reference() -> str:
    """Every record with its members, every question type with its own, every code of a fault, as Markdown tables."""
    return "\n".join([*(_record(record) for record in (*RECORDS, BLOCK)), _types(), _codes()])


def _codes() -> str:
    rows = [f"| `{code}` | {meaning} |" for code, meaning in CODES.items()]
    return "\n".join(["### Codes of faults", "", "| code | means |", "|---|---|", *rows, ""])


def _record(record: Record) -> str:
    rows = [
        f"| `{field.name}` | {_cell(field.kind.short())} | "
        f"{'yes' if field.name in record.required else ''} | {_cell(field.meaning)} |"
        for field in record.fields
    ]
    return "\n".join(
        [
            f"### {record.name}: {record.meaning}",
            "",
            "| member | holds | required | means |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _types() -> str:
    rows = [_type_row(question_type) for question_type in CORE_QUESTION_TYPES.values()]
    return "\n".join(
        [
            "### Question types",
            "",
            "| type | in rules it is | choices | its own members |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _type_row(question_type: QuestionType) -> str:
    own = " ".join(
        f"`{name}`{' (required)' if option.required else ''}: "
        f"{_cell(option_kind(option).short())}. {_cell(option.says)}"
        for name, option in question_type.options.items()
    )
    must = "yes" if question_type.needs_choices else "may have"
    choices = must if question_type.has_choices else ""
    return f"| `{question_type.name}` | {question_type.kind} | {choices} | {own} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
