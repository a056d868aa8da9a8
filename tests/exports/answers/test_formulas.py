"""What somebody typed is text in every file: never a formula, never a link, and letter for letter what it was."""

from __future__ import annotations

import io
import tempfile
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]  # ships no types
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape  # type: ignore[import-untyped]

from farolito.exports.answers import Sheet, csv_table, read_csv, write_workbook
from farolito.exports.answers.formulas import guarded, unguarded
from farolito.exports.answers.workbook import LONGEST
from tests.exports.answers.payloads import PAYLOADS

if TYPE_CHECKING:
    import pytest

RUNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet runs, or skips on its way to what it runs, at the beginning of a cell."""


def workbook(rows: list[list[Any]], header: tuple[str, ...] = ("text",)) -> bytes:
    file = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        write_workbook(file, [Sheet("all", header)], ((0, row) for row in rows), ["=about"], folder)
    return file.getvalue()


def read(content: bytes) -> list[Any]:
    """The first column below the header."""
    return [row[0].value for row in openpyxl.load_workbook(io.BytesIO(content))["all"].rows][1:]


def test_there_are_three_hundred_of_them() -> None:
    assert len(PAYLOADS) >= 300


def test_no_cell_of_a_workbook_is_a_formula_or_a_link_and_every_text_is_there() -> None:
    content = workbook([[text] for text in PAYLOADS], header=("=1+1",))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert pages
    for page in pages:
        assert b"<f>" not in page
        assert b"<f " not in page
        assert b"<hyperlink" not in page
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content))["all"].rows]
    assert all(cell.data_type != "f" for cell in cells)
    got = [cell.value for cell in cells][
        1:
    ]  # as in the file: control characters escaped, ECMA-376 ST_Xstring
    for text, cell in zip(PAYLOADS, got, strict=True):
        assert unescape(cell or "") == text


def test_numbers_stay_numbers_and_texts_that_look_like_them_stay_texts() -> None:
    got = read(workbook([[12], ["12"], [-3], ["-3"], [1.5], ["00123"], [None], [10**20]]))
    assert got == [12, "12", -3, "-3", 1.5, "00123", None, str(10**20)]


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    [cell] = read(workbook([["x" * (LONGEST + 5)]]))
    assert len(cell) == LONGEST
    assert cell.endswith("x…")


def test_half_a_character_stops_no_file() -> None:
    assert read(workbook([["a\ud800b"]])) == ["a?b"]


def test_a_full_sheet_goes_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("farolito.exports.answers.workbook.MOST_ROWS", 3)
    book = openpyxl.load_workbook(io.BytesIO(workbook([[n] for n in range(5)])))
    assert book.sheetnames == ["About", "all", "all 2", "all 3"]
    assert [[c.value for c in row] for row in book["all 2"].rows] == [["text"], [2], [3]]


def test_no_cell_of_a_csv_file_begins_like_a_formula_and_our_own_reading_restores_it() -> None:
    content = b"".join(csv_table(["text", "again"], ([text, text] for text in PAYLOADS)))
    assert content.startswith(b"\xef\xbb\xbftext,again\r\n")
    assert read_csv(content)[1:] == [[text, text] for text in PAYLOADS]
    for text in PAYLOADS:
        assert guarded(text)[:1] not in tuple(RUNS), text
        assert guarded(text).lstrip(' \u200b\u200f\ufeff"')[:1] not in tuple(RUNS), text


def test_numbers_in_a_csv_file_are_not_guarded() -> None:
    assert b"".join(csv_table(["n"], [[-3], [1.5], [None]])).endswith(b'-3\r\n1.5\r\n""\r\n')


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n \"a1\uff1d\u200b"), max_size=8))
def test_the_guard_is_reversible_whatever_is_typed(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_text_comes_back_from_csv(row: list[str]) -> None:
    stored = [text.encode("utf-8", "replace").decode() for text in row]
    [_, got] = read_csv(b"".join(csv_table(["x"] * len(stored), [stored])))
    assert got == stored
