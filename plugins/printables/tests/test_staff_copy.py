"""The sheet that stays at school: a warning on it, the language on top, safe contact before everything else."""

from __future__ import annotations

from dataclasses import replace

from farolito.api import Shown
from farolito.testing.paper import pages_of, printed, structure
from farolito_printables.samples import row, staff, summary
from farolito_printables.staff_copy import render

WARNING = "STAFF COPY – DO NOT HAND OUT"


def test_every_sheet_warns_not_to_hand_it_out() -> None:
    rows = tuple(row(f"q{n}", f"Question {n}?", Shown("An answer")) for n in range(60))
    pages = pages_of(printed(render(staff(summary=summary(*rows)))))

    assert len(pages) > 1
    assert all(WARNING in page for page in pages)


def test_language_and_safe_contact_come_before_needs_and_answers() -> None:
    page = " ".join(pages_of(printed(render(staff()))))

    order = [
        "Español – Spanish",
        "How to reach them safely",
        "Text this phone",
        "(213) 555-0142",
        "Needs",
        "Next steps on their copy",
        "Food score 3 · High",
        "Answers",
        "Is there more?",
        "Initials",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_who_did_not_say_how_is_not_contacted() -> None:
    assert "Do not call, text, write or leave a message" in render(staff(safe_contact=()))


def test_answers_are_there_in_both_languages() -> None:
    html = render(staff())

    assert "Is there more?" in html
    assert '<span class="other" lang="es" dir="ltr">¿Hay algo más?</span>' in html
    assert '<span class="other" lang="es" dir="ltr">Sí</span>' in html


def test_an_answer_that_is_the_same_in_both_is_there_once() -> None:
    typed = Shown("Rosa Martínez", "typed")
    name = replace(row("name", "Name?", typed), other_label="¿Nombre?", other=(typed,))

    assert render(staff(summary=summary(name))).count("Rosa Martínez") == 1


def test_each_need_has_boxes_to_tick_and_each_step_one() -> None:
    html = render(staff())

    assert html.count('<span class="box"></span>') == 2 * 3 + 5
    assert "☐" not in html


def test_tables_have_headers_and_there_is_one_first_heading() -> None:
    found = structure(printed(render(staff())))

    assert found.count("H1") == 1
    assert {"Table", "TH", "TD"} <= set(found)


def test_skipped_and_unanswered_are_said() -> None:
    html = render(staff(summary=summary(row("a", "A?"), row("b", "B?", state="unanswered"))))

    assert "<td>Skipped</td>" in html.replace("\n", "")
    assert "<td>No answer</td>" in html.replace("\n", "")


def test_a_drawn_signature_is_on_the_sheet_once_with_the_name_and_the_day() -> None:
    name, day = Shown("Rosa Díaz", "typed"), Shown("2026-11-23", "date")
    signed = row("sign", "Sign", name, day, Shown("M10 20L300 100L500 180", "drawing"))
    signed = replace(signed, other_label="Firme", other=signed.answer)
    html = render(staff(summary=summary(signed)))
    assert html.count('alt="Drawn signature"') == 1
    assert "Monday, November 23, 2026" in html
    drawn, plain = (printed(one) for one in (html, render(staff(summary=summary()))))
    # the renderer takes the picture: what it refuses it leaves out, and its words are printed instead
    text = " ".join(pages_of(drawn))
    assert "Rosa Díaz" in text
    assert "Drawn signature" not in text
    assert structure(drawn).count("Figure") == structure(plain).count("Figure") + 1


def test_what_somebody_typed_is_only_text() -> None:
    html = render(staff(summary=summary(row("a", "A?", Shown("<script>x</script>", "typed")))))

    assert "<script>" not in html


def test_what_is_the_students_own_says_so_before_everything_else() -> None:
    said = "THE STUDENT ALONE – DO NOT TELL THE FAMILY"
    page = " ".join(pages_of(printed(render(staff(students_own=True)))))

    assert page.index(said) < page.index("Español – Spanish")
    assert said not in render(staff())
