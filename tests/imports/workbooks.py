"""XLSForms made in the tests, and the imports of other files."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]

from farolito.domain.checks.outline import sections
from farolito.imports.opening import imported

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.carrying import Note
    from farolito.imports.outline import Imported

Rows = "Sequence[Sequence[str]]"


def workbook(**sheets: Sequence[Sequence[str]]) -> bytes:
    """An .xlsx file with a sheet for each keyword; the first row of each is its header."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(number, column, text)
    return data.getvalue()


def from_sheets(**sheets: Sequence[Sequence[str]]) -> Imported:
    """What is made of such a file."""
    return imported(workbook(**sheets), "form.xlsx")


def from_json(document: Mapping[str, Any], language: str = "en") -> Imported:
    """What is made of a JSON file."""
    return imported(json.dumps(document).encode(), "form.json", language=language)


def questions(found: Imported) -> dict[str, dict[str, Any]]:
    """The questions of an imported form by name, each with its ``page``, its ``section`` and its ``group``."""
    return {
        question["name"]: {**question, "page": page, "section": section, "group": group}
        for _, section, _ in sections(found.document)
        for page in section["pages"]
        for item in page["questions"]
        for group, asked in [(item, item["questions"]) if "group" in item else (None, [item])]
        for question in asked
    }


def notes(found: Imported, code: str = "") -> list[Note]:
    """What the report names, without what every form of others lacks."""
    return [
        note for note in found.report.notes if note.where != "the form" and code in {"", note.code}
    ]
