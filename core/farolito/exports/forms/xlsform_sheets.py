"""Rows of a workbook as sheets, and what is kept in cells of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.exports.forms.parts import Part, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = "farolito"
MOST_LETTERS = 30_000
"""In a cell; Excel itself stops at 32,767."""
SPACE = "\\u0020"


def cells(kept: Part) -> Part:
    """What is kept, in as many cells as it takes."""
    text = as_json(kept, ascii_only=True) if kept else ""  # pyxform straightens quotes
    return {
        KEPT if number == 1 else f"{KEPT}_{number}": part
        for number, part in enumerate(_parts(text), start=1)
    }


def _parts(text: str) -> Iterator[str]:
    """The text in pieces; none begins or ends with a space, which readers of workbooks take away.

    In compact JSON a space stands only in words, where its escape means the same.
    """
    step = MOST_LETTERS - 2 * len(SPACE)
    for start in range(0, len(text), step):
        part = text[start : start + step]
        before, after = part.startswith(" "), part.endswith(" ")
        yield f"{SPACE if before else ''}{part[before : len(part) - after]}{SPACE if after else ''}"


def _header(rows: list[Part]) -> Iterator[str]:
    """Every column that some row has: words of all languages side by side, our own last."""
    first: dict[str, None] = {}
    for row in rows:
        first.update(dict.fromkeys(row))
    order = (
        "type",
        "list_name",
        "name",
        "label",
        "hint",
        "relevant",
        "required",
        "constraint",
        "constraint_message",
    )
    plain = [column for column in first if not column.startswith(KEPT)]
    rank = {column: number for number, column in enumerate(order)}
    yield from sorted(plain, key=lambda column: rank.get(column.split("::")[0], len(order)))
    yield from sorted((column for column in first if column.startswith(KEPT)), key=len)


def sheet(book: Any, name: str, rows: list[Part]) -> None:
    """Add a sheet with these rows; never a formula."""
    made, bold = book.add_worksheet(name), book.add_format({"bold": True})
    header = list(_header(rows))
    for column, title in enumerate(header):
        made.write_string(0, column, title, bold)
        made.set_column(column, column, 36 if "::" in title else 18)
    for number, row in enumerate(rows, start=1):
        for column, title in enumerate(header):
            if row.get(title):
                made.write_string(number, column, str(row[title]))
    made.freeze_panes(1, 0)
