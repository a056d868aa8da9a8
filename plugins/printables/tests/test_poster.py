"""Posters and table tents: the code is large, and is read from far away and from a small picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import segno
import zxingcpp

from farolito.testing.paper import pages_of, picture, printed
from farolito_printables import poster, samples

if TYPE_CHECKING:
    from PIL.Image import Image

LONG = (
    ("en", "Families: what does our school community have and need?"),
    ("es", "Familias: ¿qué tiene y qué necesita nuestra comunidad escolar?"),
    ("zh-Hant", "家庭：我們的學校社區有什麼、需要什麼？"),
    ("zh-Hans", "家庭：我们的学校社区有什么、需要什么？"),
    ("ko", "가족: 우리 학교 공동체에는 무엇이 있고 무엇이 필요한가요?"),
    ("vi", "Gia đình: cộng đồng trường mình có gì và cần gì?"),
    ("tl", "Mga pamilya: ano ang mayroon at kailangan ng ating komunidad ng paaralan?"),
    ("hy", "Ընտանիքներ. ի՞նչ ունի և ինչի՞ կարիք ունի մեր դպրոցական համայնքը"),
    ("ru", "Семьи: что есть и чего не хватает нашему школьному сообществу?"),
    ("fa", "خانواده‌ها: جامعه مدرسه ما چه دارد و به چه نیاز دارد؟"),
    ("ar", "العائلات: ما الذي لدى مجتمع مدرستنا وما الذي يحتاج إليه؟"),
    ("km", "គ្រួសារ៖ តើសហគមន៍សាលារបស់យើងមានអ្វី ហើយត្រូវការអ្វី?"),
)
"""What a form with a long name is called in twelve languages."""

SHORT = (("en", "Needs"), ("es", "Necesidades"), ("ko", "도움"))

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
    html = poster.render(samples.invitation(lines=SHORT, qr_svg=code()))
    assert re.findall(r"<b>([^<]+)</b>", html) == ["English", "Español", "한국어"]
    assert html.count("camera of your phone") == html.count("cámara de su teléfono") == 1


def test_the_picture_says_to_people_who_hear_the_page_where_it_leads() -> None:
    html = poster.render(samples.invitation(qr_svg=code()))
    assert 'alt="QR code for our page: f.example.org/lincoln/needs"' in html


def test_a_long_name_in_twelve_languages_is_still_one_poster() -> None:
    for kind in ("letter", "tabloid", "tents"):
        asked = samples.invitation(kind, title=LONG[1][1], lines=LONG, qr_svg=code())
        sheet = printed(poster.render(asked))
        assert len(pages_of(sheet)) == 1, kind
        assert len(read(picture(sheet, dpi=150))) == (8 if kind == "tents" else 1), kind


def test_a_table_tent_speaks_as_many_languages_as_it_has_room_for() -> None:
    short = poster.render(samples.invitation("tents", lines=SHORT, qr_svg=code()))
    assert [short.count(words) for _, words in SHORT] == [8, 8, 8]
    [english, spanish, tagalog] = [one for one in LONG if one[0] in ("en", "es", "tl")]
    longer = (english, spanish, ("tl", f"{tagalog[1]} {tagalog[1]}"))
    long = poster.render(samples.invitation("tents", lines=longer, qr_svg=code()))
    assert long.count(english[1]) == long.count(spanish[1]) == 8
    assert tagalog[1] not in long
