"""Rules that every paper of this plugin keeps: tagged, titled, every letter with a shape, nothing over the edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from farolito.api import Contact
from farolito.testing.paper import faults, in_order, printed
from farolito_enrollment_checklists import affidavit, doctor_letter
from farolito_enrollment_checklists.copies import Marks
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.layout import render
from farolito_enrollment_checklists.sheet import Own, document

if TYPE_CHECKING:
    from farolito.api import Checklist

TODAY, PHONE = date(2026, 11, 23), "(213) 555-0100"
ADDRESS = "https://farolito.example.org/-/enrollment_checklists/mine/Zx8yq3m0p1-Zx8yq3m0p1"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7h-7z"/></svg>'
SCRIPT = {
    "ar": "اسأل المدرسة عن القائمة وما يجب إحضاره",
    "km": "សូម\u200bសួរ\u200bសាលារៀន\u200bអំពី\u200bបញ្ជី",
}
"""Words in other scripts: they try the fonts and the direction, they are no translation."""


def own(*, large: bool = False) -> Own:
    done = frozenset({"documents.identity", "steps.apply", "screen.costs_more"})
    return Own(
        marks=Marks(done, frozenset({"documents.identity"}), {"apply": date(2026, 11, 20)}),
        place_name="Lincoln Community School",
        contact=Contact("Office", PHONE, "Room 12", "8–4"),
        address=ADDRESS,
        qr_svg=SQUARE,
        code="K7QM-3FXP",
        large_print=large,
    )


def in_script(sheet: Checklist, language: str) -> Checklist:
    """The same sheet with words of another script, phones and numbers left as they are."""
    words = SCRIPT[language]
    sections = tuple(
        replace(
            section,
            title=words,
            intro=words if section.intro else "",
            items=tuple(
                replace(
                    item,
                    title=words,
                    detail=f"{words} 866-613-3777" if item.detail else "",
                    documents=(words,) * len(item.documents),
                    alternatives=(words,) * len(item.alternatives),
                    second=item.title if section.kind == "table" else "",
                )
                for item in section.items
            ),
        )
        for section in sheet.sections
    )
    said = {
        key: f"{words} {{day}}" if "{day}" in text else words for key, text in sheet.words.items()
    }
    return replace(
        sheet, language=language, title=words, intro=words, sections=sections, words=said
    )


def same(words: str, language: str) -> str:
    return words


def sheet(checklist: str, language: str, *, large: bool = False) -> bytes:
    known = checklists()[checklist]
    made = document(known, "en" if language in SCRIPT else language, TODAY, same, own(large=large))
    if language in SCRIPT:
        made = in_script(made, language)
    return printed(render(made), language)


@pytest.mark.parametrize("checklist", checklists())
def test_every_list_is_fit_to_print_on_three_sides_in_spanish(checklist: str) -> None:
    assert faults(sheet(checklist, "es"), language="es", most_pages=3) == []


@pytest.mark.parametrize("language", ["en", "es", "ar", "km"])
def test_a_familys_own_list_is_fit_to_print_in_every_script_and_in_large_print(
    language: str,
) -> None:
    small, large = sheet("calfresh", language), sheet("calfresh", language, large=True)

    assert faults(small, language=language, most_pages=3) == []
    assert faults(large, language=language, most_pages=6) == []
    for made in (small, large):
        assert in_order(made, PHONE)
        assert in_order(made, "866-613-3777")
        assert in_order(made, "K7QM-3FXP")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_papers_to_sign_are_fit_to_print(language: str) -> None:
    assert faults(printed(affidavit.render(language)), language="en", most_pages=2) == []
    letter = printed(doctor_letter.render(language, date(2027, 1, 4)))
    assert faults(letter, language="en", most_pages=1) == []
