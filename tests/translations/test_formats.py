"""Sheets for translators: whatever is written is read back the same, in every format, and tools may have been at it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farolito.domain.translatable import Sheet, Unit
from farolito.domain.translations import WORST_FIRST
from farolito.errors import FarolitoError
from farolito.translations import FORMATS

KINDS = pytest.mark.parametrize("kind", sorted(FORMATS))

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
SOURCE = WORDS.filter(lambda words: words.strip())
KEY = st.from_regex(r"[a-z_]{1,9}(/[a-z0-9_-]{1,9}){0,4}", fullmatch=True)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet as a form gives it: keys once, no words exactly where the state is missing."""
    units = []
    for key in draw(st.lists(KEY, max_size=6, unique=True)):
        words = draw(WORDS)
        state = draw(st.sampled_from(WORST_FIRST[1:])) if words else "missing"
        units.append(Unit(key, draw(SOURCE), words, state))
    language = draw(st.sampled_from(["es", "zh-Hant", "tl", "km", "ar"]))
    return Sheet("family-needs", "en", language, tuple(units))


@KINDS
@settings(max_examples=150, deadline=None)
@given(sheet=sheets())
def test_what_is_written_is_read_back_letter_for_letter(kind: str, sheet: Sheet) -> None:
    assert FORMATS[kind].read(FORMATS[kind].write(sheet)) == sheet


def one(kind: str, state: str = "draft", words: str = "Comida") -> str:
    unit = Unit("sections/food/title", "Food", words, state)  # type: ignore[arg-type]
    return FORMATS[kind].write(Sheet("family-needs", "en", "es", (unit,))).decode()


def read_state(kind: str, content: str) -> str:
    return FORMATS[kind].read(content.encode()).units[0].state


def test_no_cell_of_a_csv_is_a_formula() -> None:
    hostile = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "'=1")
    units = tuple(Unit(f"k{n}", words, words, "draft") for n, words in enumerate(hostile))
    content = FORMATS["csv"].write(Sheet("f", "en", "es", units))
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert FORMATS["csv"].read(content).units == units


def test_in_po_what_a_machine_made_is_fuzzy_and_a_person_who_clears_the_mark_makes_it_a_draft() -> (
    None
):
    content = one("po", "machine")
    assert "#, fuzzy" in content
    assert read_state("po", content) == "machine"
    assert read_state("po", content.replace("#, fuzzy\n", "")) == "draft"
    assert read_state("po", one("po", "missing", "").replace('msgstr ""\n', 'msgstr "x"\n')) != ""


def test_words_filled_in_by_a_translator_are_a_draft_in_every_format() -> None:
    po = one("po", "missing", "")
    head, tail = po.rsplit('msgstr ""', 1)
    assert read_state("po", f'{head}msgstr "Comida"{tail}') == "draft"
    xliff = one("xliff", "missing", "")
    filled = xliff.replace("</source>", "</source><target>Comida</target>")
    assert read_state("xliff", filled.replace('state="initial"', 'state="translated"')) == "draft"
    assert read_state("xliff", filled.replace('state="initial"', 'state="final"')) == "reviewed"


@KINDS
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"hello", b"<a/>", b'msgid "'])
def test_another_file_is_refused_with_words(kind: str, content: bytes) -> None:
    with pytest.raises(FarolitoError):
        FORMATS[kind].read(content)


def test_a_state_that_is_none_is_named_with_its_row() -> None:
    with pytest.raises(FarolitoError, match="Row 2: “fine” is no state"):
        FORMATS["csv"].read(one("csv").replace(",draft", ",fine").encode())


def test_an_xliff_file_cannot_make_the_reader_open_other_files_or_grow() -> None:
    for bomb in (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    ):
        hostile = one("xliff").replace("?>\n", f"?>\n{bomb}\n", 1).replace("Comida", "&a;")
        with pytest.raises(FarolitoError):
            FORMATS["xliff"].read(hostile.encode())
