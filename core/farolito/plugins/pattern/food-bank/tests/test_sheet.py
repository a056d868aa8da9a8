"""Everybody can read and print the sheet, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import render_pdf

from farolito_food_bank.settings import DeskSettings
from farolito_food_bank.sheet import ITEMS, document, render

if TYPE_CHECKING:
    from farolito.testing.site import Site

SHEET = "/-/food_bank/sheet"


SETTINGS = DeskSettings(where="Room 12")


def same(words: str, language: str) -> str:
    return words


def test_it_speaks_the_language_of_its_reader(site: Site) -> None:
    spanish = site.visitor().get(SHEET, headers={"Accept-Language": "es"}).text

    assert "Qué traer" in spanish
    assert "What to bring" in site.visitor().get(SHEET).text


def test_it_asks_nothing_and_keeps_nothing(site: Site) -> None:
    reply = site.visitor().get(SHEET)

    assert "<form" not in reply.text
    assert "Set-Cookie" not in reply.headers


def test_it_is_a_pdf_of_its_own(site: Site) -> None:
    reply = site.visitor().get(f"{SHEET}.pdf")

    assert reply.mimetype == "application/pdf"
    assert reply.data.startswith(b"%PDF")


def test_what_is_put_on_paper_is_escaped() -> None:
    html = render(document(SETTINGS, "en", lambda words, language: f"<b>{words}"))

    assert "&lt;b&gt;What to bring" in html
    assert render_pdf(html, title="Sheet", language="en").startswith(b"%PDF")


def test_it_says_where_the_desk_is_as_the_school_has_set_it() -> None:
    assert "Where: Room 12." in render(document(SETTINGS, "en", same))
    assert "Ask at the school office." in render(document(DeskSettings(), "en", same))


def test_every_thing_has_a_box_to_tick() -> None:
    assert render(document(SETTINGS, "en", same)).count('class="box"') == len(ITEMS)
