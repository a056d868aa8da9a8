"""The page that goes home: next steps first, on one sheet, and nothing that must not lie about."""

from __future__ import annotations

import base64
import re

import pytest

from farolito.api import LANGUAGES, Shown, ShownStep
from farolito.testing.paper import pages_of, printed, structure
from farolito_printables.family_copy import render
from farolito_printables.samples import MONDAY, SQUARE, family, row, summary
from farolito_printables.speech import Speech


@pytest.mark.parametrize("language", ["en", "es"])
def test_five_steps_fit_on_one_sheet(language: str) -> None:
    made = printed(render(family(language, unchecked=True)), language)

    pages = pages_of(made)
    assert len(pages) == 1
    assert len(made) <= 400_000
    for step in family(language).steps:
        assert step.title in pages[0]
        assert step.detail in pages[0]
        assert (step.phone or "") in pages[0]


def test_it_says_where_when_and_the_code() -> None:
    (page,) = pages_of(printed(render(family("es")), "es"))

    assert "Lincoln Community School" in page
    assert "Sus próximos pasos" in page
    assert "Su código: K7QM-3FXP" in page
    assert "lunes, 23 de noviembre de 2026" in page
    assert "Maria López · (213) 555-0100 · Room 12 · 8–4" in page
    assert "f.example.org/lincoln/family-needs" in page.replace("/ ", "/")  # it may go on below


def test_the_foot_of_the_sheet_has_form_version_language_and_page_number() -> None:
    (page,) = pages_of(printed(render(family("es")), "es"))

    assert "e37beb8f · es" in page
    assert "Página 1 de 1" in page


def test_no_date_is_all_numbers() -> None:
    for language in LANGUAGES:
        html = render(family(language))
        assert "2026" in html
        assert not re.search(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b", html.replace("K7QM-3FXP", ""))


def test_digits_are_latin_in_every_language() -> None:
    for language in LANGUAGES:
        assert not re.search("[٠-٩۰-۹០-៩]", render(family(language)))


LONG = "1 Demo Library Way, Duarte, CA 91010. Monday to Saturday, 10:00 AM to 6:00 PM. Checked on November 23, 2026."
TALL = {
    "ar": "اتصل بنا يوم الثلاثاء لا تحتاج إلى أوراق. " * 2,
    "km": "សូម\u200bទូរស័ព្ទ\u200bមក\u200bយើង\u200bនៅ\u200bថ្ងៃ\u200bអង្គារ។ " * 2,
    "zh-Hans": "星期二请给我们打电话，不需要任何证件。" * 3,
    "en": "Call us on Tuesday. You do not need papers. " * 2,
}


@pytest.mark.parametrize("language", TALL)
@pytest.mark.parametrize("many", [1, 2])
def test_steps_of_many_lines_leave_less_room_for_answers_and_never_take_a_second_sheet(
    language: str, many: int
) -> None:
    long = ShownStep(
        TALL[language][:40], LONG, "(626) 555-0120",
        "https://f.example.org/-/resource_guide/duarte?category=internet", "Library card", language,
    )  # fmt: skip
    said = TALL[language].strip()
    rows = [row("said", said, Shown(said, language=language)) for _ in range(9)]

    told = {"steps": (long,) * many, "summary": summary(*rows), "unchecked": True}
    html = render(family(language, **told))

    assert len(pages_of(printed(html, language))) == 1
    assert len(pages_of(printed(render(family(language, **told, large_print=True)), language))) == 2
    if many == 1:
        assert html.count("<b>") >= 2  # answers: there is room for some


def test_a_sixth_step_stays_on_the_screen() -> None:
    steps = tuple(ShownStep(f"Step number {number}") for number in range(1, 8))

    html = render(family(steps=steps))
    assert "Step number 5" in html
    assert "Step number 6" not in html


def test_without_a_step_it_says_so_kindly() -> None:
    assert "we will look with you" in render(family(steps=()))


def test_what_they_told_us_is_printed_only_when_it_is_given() -> None:
    assert "What you told us" not in render(family())

    told = summary(row("help", "What do you want help with?", Shown("Food"), Shown("Rides")))
    (page,) = pages_of(printed(render(family(summary=told, steps=family().steps[:2]))))
    assert "What you told us What do you want help with? Food · Rides" in page


WISHES = (
    "Comida",
    "Renta o vivienda",
    "Recibos de luz, gas o agua",
    "Doctor, clínica o seguro médico",
    "Alguien con quien hablar",
    "Transporte",
    "Tareas, internet o una computadora",
)
"""All that a family may ask for in ``family-needs``, in the longer of our two languages."""


@pytest.mark.parametrize("language", ["en", "es"])
def test_below_five_steps_there_is_room_for_what_they_asked_for(language: str) -> None:
    told = summary(
        row("help", "¿Con qué quiere ayuda su familia?", *[Shown(wish) for wish in WISHES]),
        *[row(f"more_{number}", "¿Qué más?", Shown("Nada")) for number in range(9)],
    )
    (page,) = pages_of(printed(render(family(language, summary=told, unchecked=True)), language))
    assert "internet o una computadora" in page


def test_large_print_has_every_answer_overleaf() -> None:
    told = summary(*[row(f"q{n}", f"Question {n}?", Shown(f"Answer {n}")) for n in range(9)])
    pages = pages_of(printed(render(family(summary=told, large_print=True))))
    assert len(pages) > 1
    assert "Answer 8" in " ".join(pages)


INCOME = {"least": 500, "most": 999, "period": "month"}


def test_an_answer_in_words_is_put_in_the_words_of_the_language() -> None:
    told = summary(
        row("rides", "¿Transporte?", Shown("yes", "phrase"), label_language="es"),
        row(
            "born", "¿Cuándo?", Shown("years_old", "phrase", params={"age": 9}), label_language="es"
        ),
        row("day", "¿Qué día?", Shown("2026-11-27", "date"), label_language="es"),
        row("moved", "¿Cuándo?", Shown("2026-11", "month"), label_language="es"),
        row("call", "¿A qué hora?", Shown("14:30", "time"), label_language="es"),
        row("speak", "¿Qué idioma?", Shown("vi", "language"), label_language="es"),
        row("income", "¿Cuánto?", Shown("amount", "phrase", params=INCOME), label_language="es"),
        row(
            "grade",
            "¿Grado?",
            Shown("grade", "phrase", params={"grade": "k"}),
            Shown("grade", "phrase", params={"grade": "3"}),
        ),
        row("safe", "¿Seguro?", Shown("safe_text", "phrase", params={"safe": ""})),
        language="es",
    )

    html = render(family("es", summary=told, steps=(), large_print=True))
    assert "<b>Sí</b>" in html
    assert "<b>edad aproximada: 9</b>" in html
    assert "<b>viernes, 27 de noviembre de 2026</b>" in html
    assert "<b>noviembre de 2026</b>" in html
    assert "<b>2:30\u202fp.m.</b>" in html
    assert "<b>Tiếng Việt – vietnamita</b>" in html
    assert "<b>De $500 a $999 al mes</b>" in html
    assert "<b>Kínder · Grado 3</b>" in html
    assert "<b>Textos: sin respuesta. No mande mensajes de texto</b>" in html


def test_everything_that_is_put_in_is_escaped() -> None:
    hostile = "<img src=x>&\"'"
    step = ShownStep(hostile, hostile, hostile, "https://" + hostile, hostile)
    told = summary(row("a", hostile, Shown(hostile, "typed"), Shown(hostile)))
    html = render(
        family(steps=(step,), summary=told, place_name=hostile, address=hostile, code=None)
    )

    assert "<img src=x" not in html
    assert html.count("<img") == 1  # the QR code
    assert "Lincoln" not in html


def test_a_place_cannot_get_out_of_the_margin_of_the_page() -> None:
    html = render(family(place_name='"}body{display:none}/*</style><b>'))

    assert "</style><b>" not in html
    assert html.count("</style>") == 1
    assert pages_of(printed(html))[0].count("Find food near you") == 1


def test_the_qr_code_is_at_least_thirty_millimeters_and_says_what_it_is() -> None:
    html = render(family())

    assert base64.b64encode(SQUARE.encode()).decode() in html
    assert 'alt="QR code for our page: f.example.org/lincoln/family-needs"' in html
    assert float(re.findall(r"\.qr img \{ width: (\d+)mm; height: \1mm", html)[0]) >= 30
    assert "K7QM" not in html[html.index('<div class="qr">') : html.index('<ol class="steps">')]


def test_a_document_without_an_address_has_no_qr_code() -> None:
    assert "<img" not in render(family(qr_svg=None, address=""))


def test_the_tags_are_those_of_a_heading_a_list_and_a_figure() -> None:
    found = structure(printed(render(family())))

    assert found[0] == "Document"
    assert found.count("H1") == 1
    assert found.count("H2") == 6  # five steps and "Questions?"
    assert found.count("L") == 1
    assert found.count("LI") == 5
    assert found.count("Figure") == 1


def test_large_print_is_set_in_eighteen_points() -> None:
    html = render(family(large_print=True))

    assert 'class="family large"' in html
    assert re.search(r"html\.large \{ font-size: 18pt \}", html)
    assert len(pages_of(printed(html))) >= 1


def test_in_a_right_to_left_language_latin_runs_are_isolated() -> None:
    step = ShownStep("مخزن الطعام", "اتصل (866) 613-3777 الآن", "(866) 613-3777", language="ar")
    html = render(family("ar", steps=(step,)))

    assert '<html lang="ar" dir="rtl"' in html
    assert 'اتصل <span class="ltr" dir="ltr">(866) 613-3777</span> الآن' in html
    assert '<b class="ltr" dir="ltr">K7QM-3FXP</b>' in html
    assert '<span class="ltr" dir="ltr">f.example.org/lincoln/family-needs</span>' in html
    assert "الاثنين، 23 نوفمبر 2026" in html


def test_a_sentence_without_a_translation_is_marked_as_english() -> None:
    html = render(family("ko", steps=(ShownStep("음식", language="ko"),)))

    assert "나의 다음 단계" in html
    assert "2026년 11월 23일" in html
    assert Speech("ko").say("A word of {day}", day="tomorrow") == (
        '<span lang="en" dir="ltr">A word of tomorrow</span>'
    )


def test_a_step_in_another_language_is_marked() -> None:
    html = render(family("es", steps=(ShownStep("Ask for a bus pass", language="en"),)))

    assert '<span lang="en" dir="ltr">Ask for a bus pass</span>' in html


def test_a_translation_that_nobody_checked_says_so() -> None:
    sentence = "Ningún hablante nativo ha revisado esta traducción todavía."

    assert sentence in render(family("es", unchecked=True))
    assert sentence not in render(family("es"))


def test_every_language_is_printed_on_one_sheet() -> None:
    for language in LANGUAGES:
        steps = (ShownStep("Step", "Detail", "211", language=language),)
        made = printed(render(family(language, steps=steps, date=MONDAY)), language)
        assert len(pages_of(made)) == 1
        assert len(made) <= 400_000
