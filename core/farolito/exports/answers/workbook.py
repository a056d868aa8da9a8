"""XLSX, written row by row. Text is written as text, whatever it looks like; no cell ever holds a formula or a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from farolito.exports.answers.sheets import Cell, Row, Sheet

MOST_ROWS = 1_048_576  # of one sheet, its header included
LONGEST = 32_767  # letters of one cell
LARGEST = 10**15  # a spreadsheet keeps fifteen digits of a number
CUT = "\u2026"
TAKEN = frozenset("[]:*?/\\'")  # may not be in the name of a sheet
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    file: BinaryIO, sheets: Sequence[Sheet], rows: Iterable[Row], about: Sequence[str], folder: str
) -> None:
    """Write the workbook: ``about`` on its first sheet, then a sheet for each table, and one more when it is full.

    Half-made sheets lie in ``folder`` while they grow; the caller keeps others out of it and removes it.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # ships no types

    book = xlsxwriter.Workbook(file, {**OPTIONS, "tmpdir": folder})
    bold = book.add_format({"bold": True})
    _about(book, about)
    open_sheets = [_Open(book, sheet, bold) for sheet in sheets]
    for number, cells in rows:
        open_sheets[number].write(cells)
    book.close()


class _Open:
    """A table that grows, over as many sheets as it needs."""

    def __init__(self, book: Any, sheet: Sheet, bold: Any) -> None:
        self.book, self.sheet, self.bold = book, sheet, bold
        self.part = 0
        self._begin()

    def _begin(self) -> None:
        self.part += 1
        more = f" {self.part}" if self.part > 1 else ""
        plain = "".join("-" if letter in TAKEN else letter for letter in self.sheet.name)
        self.page = self.book.add_worksheet(f"{plain[: 31 - len(more)]}{more}")
        self.page.freeze_panes(1, 0)
        for column, name in enumerate(self.sheet.header):
            self.page.write_string(0, column, _fitting(name), self.bold)
        self.row = 1

    def write(self, cells: Sequence[Cell]) -> None:
        if self.row == MOST_ROWS:
            self._begin()
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if type(cell) is str:
                _write_text(self.page, self.row, column, cell, self.bold)
            elif abs(cell) < LARGEST:  # type: ignore[arg-type]
                self.page.write_number(self.row, column, cell)
            else:
                self.page.write_string(self.row, column, str(cell))
        self.row += 1


def _write_text(page: Any, row: int, column: int, text: str, any_format: Any) -> None:
    text = _fitting(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # the library takes such a text for its own mark-up of rich text and would write it as it is, tags and all
        page.write_rich_string(row, column, text[:1], any_format, text[1:])
    else:
        page.write_string(row, column, text)


def _fitting(text: str) -> str:
    """The text, cut where a cell ends; half characters, which no file can hold, replaced."""
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + CUT
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _about(book: Any, lines: Sequence[str]) -> None:
    page = book.add_worksheet("About")
    page.set_column(0, 0, 100)
    wrapped = book.add_format({"text_wrap": True})
    for number, line in enumerate(lines):
        if line:
            page.write_string(number, 0, _fitting(line), wrapped)
