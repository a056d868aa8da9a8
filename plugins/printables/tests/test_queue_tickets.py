"""Tickets of a fair: eight on a page, each with its number and a code that is read, and nobody's name."""

from __future__ import annotations

import io

import pypdf
import pytest
import segno
import zxingcpp

from farolito.testing.paper import picture, printed
from farolito_printables import queue_tickets, samples


def drawn(address: str) -> str:
    """The QR code as the host gives it."""
    made = segno.make(address, error="m", micro=False, boost_error=False)
    return str(
        made.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    )


def test_every_ticket_of_a_page_is_read_and_the_ninth_is_on_another_page() -> None:
    document = samples.tickets(9, drawn)
    made = printed(queue_tickets.render(document))
    found = {one.text for one in zxingcpp.read_barcodes(picture(made, dpi=150))}
    assert found == {f"https://f.example.org/ticket/{n:08}" for n in range(1, 9)}
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2


@pytest.mark.parametrize("languages", [("es", "km", "fa"), ("en",)])
def test_a_ticket_says_what_its_code_is_for_where_our_words_are_translated(
    languages: tuple[str, ...],
) -> None:
    html = queue_tickets.render(samples.tickets(1, languages=languages))
    assert ("Escanee para seguir" in html) == ("es" in languages)
    for name in {"es": "Español", "km": "ខ្មែរ", "fa": "فارسی", "en": "English"}.items():
        assert (name[1] in html) == (name[0] in languages)
    assert "0000-0001" in html
