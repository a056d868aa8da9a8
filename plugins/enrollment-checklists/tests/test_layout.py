"""The paper: boxes to tick drawn by borders, both languages where a clerk reads along, nothing from outside."""

from __future__ import annotations

from datetime import date

from farolito.api import Checklist, ChecklistItem, ChecklistSection
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.layout import render
from farolito_enrollment_checklists.sheet import document, on_screen

TODAY = date(2026, 11, 23)


def same(words: str, language: str) -> str:
    return words


def sheet(checklist: str, language: str) -> str:
    return render(document(checklists()[checklist], language, TODAY, same))


def test_boxes_are_drawn_and_not_written() -> None:
    html = sheet("calfresh", "en")

    assert html.count('class="box"') > 10
    assert "☐" not in html


def test_a_spanish_sheet_names_each_paper_in_english_too() -> None:
    html = sheet("medi-cal", "es")

    assert "Algo que muestre quién es usted" in html
    assert "Something that shows who you are" in html


def test_a_spanish_sheet_says_that_no_native_reader_has_checked_it() -> None:
    sentence = "This translation has not been checked by a native reader."

    assert sentence in sheet("calfresh", "es")
    assert sentence not in sheet("calfresh", "en")


def test_what_is_put_into_a_sheet_is_escaped() -> None:
    item = ChecklistItem("<b>Rent</b>", detail="<i>x</i>", alternatives=("<u>y</u>",))
    words = {"paper": "Paper", "instead": "Or", "done": "Day"}
    section = ChecklistSection("C", (item,), kind="table")
    html = render(Checklist("A & B", "en", (section,), words=words))

    assert "&lt;b&gt;Rent" in html
    assert "<i>x" not in html
    assert "<u>y" not in html


def test_on_a_screen_too_a_number_is_one_piece_where_words_run_from_right_to_left() -> None:
    details = {
        language: " ".join(
            item.detail
            for section in on_screen(
                document(checklists()["calfresh"], language, TODAY, same)
            ).sections
            for item in section.items
        )
        for language in ("es", "ar")
    }

    assert "866-613-3777" in details["es"]
    assert "\u2066866\u2011613\u20113777\u2069" in details["ar"]


def test_phone_numbers_keep_their_order_in_a_right_to_left_language() -> None:
    section = ChecklistSection("T", (ChecklistItem("اتصل 866-613-3777"),))

    assert 'dir="ltr">866-613-3777<' in render(Checklist("قائمة", "ar", (section,)))
