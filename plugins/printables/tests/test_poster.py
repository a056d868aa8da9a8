"""Posters and table tents: the code is large, and is read from far away and from a small picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import segno
import zxingcpp

from farolito.testing.paper import picture, printed
from farolito_printables import poster, samples

if TYPE_CHECKING:
    from PIL.Image import Image

ADDRESS = "https://f.example.org/lincoln/needs"


def code() -> str:
    """The QR code as the host gives it: four modules of white around it, no size of its own."""
    made = segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    return str(
        made.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    )


def made(kind: str) -> bytes:
    return printed(poster.render(samples.invitation(kind, qr_svg=code())))


def read(image: Image) -> list[str]:
    """What every code in a picture says."""
    return [one.text for one in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("kind", ["letter", "tabloid", "tents"])
def test_every_code_is_read_at_150_dots_and_at_a_third_of_that(kind: str) -> None:
    page = picture(made(kind), dpi=150)
    codes = 8 if kind == "tents" else 1
    assert read(page) == [ADDRESS] * codes
    small = page.resize((page.width * 3 // 10, page.height * 3 // 10))
    assert read(small) == [ADDRESS] * codes


@pytest.mark.parametrize(("kind", "least"), [("letter", 120), ("tabloid", 180), ("tents", 44)])
def test_the_code_is_as_wide_as_it_must_be_to_be_scanned_across_a_room(
    kind: str, least: float
) -> None:
    [found, *_] = zxingcpp.read_barcodes(picture(made(kind), dpi=100))
    corners = found.position
    wide = abs(corners.top_right.x - corners.top_left.x) / 100 * 25.4
    assert wide >= least


def test_each_language_is_named_by_itself_and_our_own_words_only_where_they_are_translated() -> (
    None
):
    lines = (("en", "Needs"), ("es", "Necesidades"), ("ko", "도움"))
    html = poster.render(samples.invitation(lines=lines, qr_svg=code()))
    assert re.findall(r"<b>([^<]+)</b>", html) == ["English", "Español", "한국어"]
    assert html.count("camera of your phone") == html.count("cámara de su teléfono") == 1


def test_the_picture_says_to_people_who_hear_the_page_where_it_leads() -> None:
    html = poster.render(samples.invitation(qr_svg=code()))
    assert 'alt="QR code for our page: f.example.org/lincoln/needs"' in html
