"""Signs for the tables of a fair: one on each page, in every language of the fair, with a code that is read."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
import segno
import zxingcpp

from farolito.api import TableSign
from farolito.testing.paper import picture, printed
from farolito_printables import samples, table_signs
from farolito_printables.poster import SCAN
from farolito_printables.speech import Speech

ADDRESS = "https://f.example.org/lincoln"


def code() -> str:
    """The QR code as the host gives it."""
    made = segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    return str(
        made.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    )


def test_each_table_has_a_page_and_its_code_is_read() -> None:
    made = printed(table_signs.render(samples.signs(code())))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2
    assert [one.text for one in zxingcpp.read_barcodes(picture(made, dpi=100))] == [ADDRESS]


@pytest.mark.parametrize("many", [1, 6])
def test_the_fullest_sign_fits_on_its_page(many: int) -> None:
    [full, _] = samples.signs().signs
    words = dict(full.lines)
    tongues = ("en", "es", "fa", "km", "hy", "ru")[:many]
    lines = tuple((tag, 3 * words.get(tag, words["en"])) for tag in tongues)
    document = samples.signs(languages=tongues, signs=(replace(full, words="x" * 40, lines=lines),))
    assert len(pypdf.PdfReader(io.BytesIO(printed(table_signs.render(document)))).pages) == 1


def test_what_is_helped_with_stands_there_in_each_language_by_its_own_name() -> None:
    html = table_signs.render(samples.signs())
    for tongue in ("English", "Español", "فارسی", "ខ្មែរ"):
        assert f"<b>{tongue}</b>" in html
    assert 'lang="fa" dir="rtl"' in html
    assert "Ask for Ana" in html


@pytest.mark.parametrize("name", ["Library", "Department of Public Social Services"])
def test_each_language_of_the_fair_says_how_the_code_is_scanned(name: str) -> None:
    tongues = ("es", "ar", "km", "hy", "zh-Hans", "en")
    document = samples.signs(languages=tongues, signs=(TableSign(name, "Ask for Ana", ()),))
    html = table_signs.render(document)
    for tongue in tongues:
        assert f"{Speech(tongue).plain(SCAN)}</p>" in html
    assert len(pypdf.PdfReader(io.BytesIO(printed(html))).pages) == 1
