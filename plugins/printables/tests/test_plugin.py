"""The plugin brings three documents, through nothing but the hook."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

from farolito.testing.plugins import make_hooks
from farolito_printables.plugin import Printables

CATALOGUE = Path(__file__).parents[1] / "farolito_printables/locale/es/LC_MESSAGES/messages.po"


def test_it_brings_a_layout_for_each_of_its_documents() -> None:
    layouts = make_hooks(Printables).register_pdf_layouts()

    assert [layout.purpose for layout in layouts] == [
        "family_copy",
        "staff_copy",
        "blank_form",
        "report",
        "family_letter",
        "poster",
        "queue_tickets",
        "table_signs",
        "referral_slip",
    ]


def test_it_speaks_twelve_languages() -> None:
    assert {"en", "es", "zh-Hant", "zh-Hans", "km", "ar"} < set(Printables().languages)
    assert len(Printables().languages) == 12


def test_every_translation_fills_in_what_the_english_does() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}

    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            if message.id:
                assert places(str(message.string)) == places(str(message.id))
