"""Rules that every document of this plugin keeps, in every language: tagged, titled, every letter with a shape, no
thing over the edge, as many pages as it may have, numbers in the order in which they are dialled.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import segno

from farolito.api import (
    Contact,
    CountReport,
    FamilyLetter,
    ReferralSlip,
    ReportBlock,
    ReportRow,
    ShownStep,
)
from farolito.testing.factories import form_in
from farolito.testing.paper import faults, in_order, printed
from farolito_printables import (
    blank_form,
    family_copy,
    family_letter,
    poster,
    referral_slip,
    report,
    samples,
    staff_copy,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = Path(__file__).parents[3] / "forms"
PHONE = "(213) 555-0100"
CODE = segno.make("https://f.example.org/lincoln/needs", error="m").svg_inline(
    border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None
)
LANGUAGES = ("en", "es", "ar", "km")
SCRIPT = {
    "ar": ("مخزن الطعام في المدرسة", "اتصل بنا يوم الثلاثاء. لا تحتاج إلى أوراق."),
    "km": (
        "ឃ្លាំងអាហារ\u200bនៅ\u200bសាលារៀន",
        "សូម\u200bទូរស័ព្ទ\u200bមក\u200bយើង\u200bនៅ\u200bថ្ងៃ\u200bអង្គារ។ មិន\u200bត្រូវ\u200bការ\u200bឯកសារ\u200bទេ។",
    ),
}
"""Words in other scripts, as long as ours: they try the fonts, not a translation."""


def steps(language: str) -> tuple[ShownStep, ...]:
    if language not in SCRIPT:
        return samples.STEPS[language]
    title, detail = SCRIPT[language]
    return tuple(
        ShownStep(f"{title} {n}", detail, PHONE if n == 1 else None, language=language)
        for n in range(1, 6)
    )


def family(language: str, **more: Any) -> str:
    return family_copy.render(samples.family(language, steps=steps(language), **more))


def letter(language: str, **more: Any) -> str:
    document = FamilyLetter(
        "Lincoln Community School", "lincoln", language, samples.MONDAY, "show", "K7QM-3FXP", "A form",
        kept=(("notes", 2), ("contacts", 1)), contact=samples.CONTACT, **more,
    )  # fmt: skip
    return family_letter.render(document)


def slip(language: str, **more: Any) -> str:
    document = ReferralSlip(
        "Lincoln Community School", "lincoln", language, date(2026, 12, 23), samples.MONDAY, "Food Bank", "Food",
        PHONE, "ABC-DEF", "f.example.org/partner/lincoln/222222", "8a7b6c5d",
        shared=(("Name", "Ana López"), ("Phone", PHONE)), contact=samples.CONTACT, **more,
    )  # fmt: skip
    return referral_slip.render(document)


def counted(language: str, **more: Any) -> str:
    rows = tuple(
        ReportRow(
            f"n{n}", SCRIPT.get(language, ("Food",))[0], language, "1–10" if n else "29", "", 40
        )
        for n in range(4)
    )
    block = ReportBlock(
        "needs", "Needs", "en", "Food comes first.", "Of 41 families.", rows, "Need"
    )
    document = CountReport(
        "Food comes first", "Lincoln", "lincoln", language, "Needs", "en", "needs", "e37beb8f", "2026",
        "As of Monday", (("41", "families"),), (block,), "Small counts are not shown.", (("How", "On phones"),), **more,
    )  # fmt: skip
    return report.render(document)


def staff(language: str, **more: Any) -> str:
    return staff_copy.render(samples.staff(language=language, **more))


def hung(language: str, kind: str) -> str:
    words = "Tell us what your family needs"
    others = ("hy", "fa", "ko", "zh-Hans", "zh-Hant", "ru", "vi", "tl")
    lines = [(language, SCRIPT.get(language, (words,))[0])]
    lines += [(tag, SCRIPT.get(tag, (words,))[0]) for tag in LANGUAGES if tag != language]
    lines += [(tag, words) for tag in others]
    return poster.render(
        samples.invitation(kind, language, title=lines[0][1], lines=tuple(lines[:12]), qr_svg=CODE)
    )


EACH: dict[str, tuple[Callable[..., str], int, int]] = {
    "family copy": (family, 1, 2),
    "family letter": (letter, 1, 2),
    "referral slip": (slip, 1, 2),
    "report": (counted, 1, 3),
    "staff copy": (staff, 2, 4),
}
"""A document, and how many pages it may have in usual and in large print."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EACH)
def test_every_document_keeps_the_rules_in_every_script(name: str, language: str) -> None:
    make, pages, in_large = EACH[name]
    assert faults(printed(make(language), language), language=language, most_pages=pages) == []
    large = printed(make(language, large_print=True), language)
    assert faults(large, language=language, most_pages=in_large) == []


@pytest.mark.parametrize(
    ("kind", "language"), [("tents", "ar"), *product(("letter", "tabloid"), LANGUAGES)]
)
def test_every_poster_keeps_them_too_on_one_page(kind: str, language: str) -> None:
    assert faults(printed(hung(language, kind), language), language=language, most_pages=1) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("large", [False, True])
def test_a_blank_form_keeps_them(language: str, large: bool) -> None:
    path = FORMS / "needs-assessment" / "family-needs.json"
    made = printed(
        blank_form.render(samples.blank(form_in(path), language, large_print=large)), language
    )
    assert faults(made, language=language) == []


@pytest.mark.parametrize("name", ["family copy", "family letter", "referral slip"])
def test_a_phone_number_within_arabic_stands_as_it_is_dialled(name: str) -> None:
    """The trap of the research: it printed “555-0100 (213)”."""
    assert in_order(printed(EACH[name][0]("ar"), "ar"), PHONE)


def test_a_code_an_address_and_hours_within_arabic_keep_their_order() -> None:
    contact = Contact("Maria López", PHONE, "Room 12", "8–4")
    made = printed(family("ar", contact=contact), "ar")
    for run in ("K7QM-3FXP", "f.example.org/lincoln", "Room 12", "8–4", "Maria López"):
        assert in_order(made, run), run
    assert not in_order(made, "0100-555")


def test_large_print_is_set_in_18_points_with_boxes_of_8_millimetres_and_no_columns() -> None:
    """Not an enlargement of the small one: everything flows anew."""
    sizes = sizes_of(printed(family("en", large_print=True)))
    assert min(sizes) >= 9  # the foot of the page
    assert max(set(sizes), key=sizes.count) == 18
    styles = staff("en", large_print=True)
    assert ".large .box { width: 8mm; height: 8mm" in styles
    assert ".large table.pairs th" in styles


def sizes_of(pdf: bytes) -> list[int]:
    """The size of each letter, in points."""
    import pypdfium2  # type: ignore[import-untyped]

    sizes = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if text.get_text_range(place, 1).strip():
                size = pypdfium2.raw.FPDFText_GetFontSize(text, place)
                sizes.append(round(size * 0.75))  # of CSS's pixels, in points
    return sizes


def test_the_rules_are_seen_to_be_broken() -> None:
    """A rule that nothing can break is none."""
    good = "<!doctype html><html><body><h1>Uno</h1><p>dos</p></body></html>"
    assert faults(printed(good), language="en") == []

    def broken(body: str) -> list[str]:
        return faults(
            printed(f"<!doctype html><html><body>{body}</body></html>"), language="en", most_pages=1
        )

    assert "first heading" in broken("<p>no heading</p>")[0]
    assert "no shape" in broken("<h1>\U000f1234</h1>")[0]
    assert "edge" in broken("<h1>a</h1><p style='white-space:nowrap'>" + "word " * 60 + "</p>")[0]
    assert "2 pages" in broken("<h1>a</h1><p style='break-before:page'>b</p>")[0]
    assert "language" in faults(printed(good, "es"), language="en")[0]
