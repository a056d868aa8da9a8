"""A form with the question types that the trial form has not, and a family that fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web_support.pictures import PDF, SVG, phone_photo
from tests.web_support.trial_form import both, choice, page, question, trial_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web_support.walk import Walk

ENDS = {
    "from_label": both("Not at all", "Nada"),
    "to_label": both("Very much", "Mucho"),
}
OFTEN = [
    choice("never", "Never", "Nunca", score=0),
    choice("some", "Some days", "Algunos días", score=1),
    choice("most", "Most days", "Casi todos los días", score=2),
]
PAGES = [
    page(
        "reach",
        question(
            "reach",
            "phone",
            "What is your phone number?",
            "¿Cuál es su número de teléfono?",
            none=True,
            safe_contact=True,
        ),
    ),
    page(
        "hours",
        question(
            "hours",
            "decimal",
            "How many hours do you work in a day?",
            "¿Cuántas horas trabaja en un día?",
            min=0,
            max=24,
            decimals=2,
        ),
    ),
    page(
        "income",
        question(
            "income",
            "money",
            "How much money comes in?",
            "¿Cuánto dinero entra?",
            ranges=[0, 500, 1000, 2000],
            period="month",
            why=both("Some help depends on it.", "Alguna ayuda depende de eso."),
        ),
    ),
    page(
        "belong",
        question(
            "belong",
            "rating",
            "How welcome do you feel at school?",
            "¿Qué tan bienvenido se siente en la escuela?",
            **{"from": 1, "to": 5},
            **ENDS,
        ),
    ),
    page(
        "tired",
        question(
            "tired",
            "rating",
            "How often are you tired?",
            "¿Con qué frecuencia se siente cansado?",
            choices=OFTEN,
        ),
    ),
    page("moved", question("moved", "month", "When did you move in?", "¿Cuándo se mudó?")),
    page(
        "call",
        question("call", "time", "When is a good time to call?", "¿A qué hora podemos llamar?"),
    ),
    page(
        "speak",
        question(
            "speak",
            "language",
            "Which language do you like to speak?",
            "¿Qué idioma prefiere hablar?",
        ),
    ),
    page(
        "read",
        question(
            "read",
            "language",
            "Which language do you like to read?",
            "¿Qué idioma prefiere leer?",
            of="read",
        ),
    ),
    page(
        "child",
        question("child", "child", "Tell us about one child", "Cuéntenos de un hijo o hija"),
    ),
    page(
        "card",
        question(
            "card",
            "barcode",
            "What is the number on the card?",
            "¿Qué número tiene la tarjeta?",
            pattern="LL-9999",
        ),
    ),
    page(
        "sign",
        question(
            "sign",
            "signature",
            "Sign for your child to join",
            "Firme para que participe su hijo o hija",
            drawing=True,
        ),
    ),
    page(
        "leak",
        question(
            "leak",
            "photo",
            "Can you take a photo of the leak?",
            "¿Puede tomar una foto de la fuga?",
            max_files=2,
            why=both("A photo helps when you write to the owner.", "Una foto ayuda."),
        ),
    ),
    page(
        "lease",
        question("lease", "file", "Do you have your lease?", "¿Tiene su contrato de renta?"),
    ),
]


def more_types_form() -> dict[str, Any]:
    """A fresh document."""
    document = trial_form(name="more-types", needs=[])
    section = {"name": "more", "title": both("More", "Más"), "pages": PAGES}
    document["sections"] = [document["sections"][0], section]
    return document


def screens(walk: Walk, language: str) -> Iterator[str]:
    """Every question: blank or half filled in, and with its problem; yields the name of what is open."""
    walk.open(walk.start)
    walk.press(f"use:{language}").tick("with_name").press("next")
    yield "phone"
    walk.fill(reach="555 0142").check("reach.text", "no")
    walk.press("next")
    yield "phone, problem"
    walk.fill(reach="213 555 0142").check("reach.call", "yes")
    walk.press("next")
    yield "decimal"
    walk.fill(hours="1,234").press("next")
    yield "decimal, problem"
    walk.fill(hours="7.5").press("next")
    yield "money"
    walk.press("next")
    yield "money, problem"
    walk.tick("500_999").press("next")
    yield "scale"
    walk.press("next")
    yield "scale, problem"
    walk.tick("4").press("next")
    yield "rating"
    walk.tick("most").press("next")
    yield "month"
    walk.fill(moved__month="3", moved__year="26").press("next")
    yield "month, problem"
    walk.fill(moved__year="2026").press("next")
    yield "time"
    walk.fill(call__hour="2", call__minute="99").press("next")
    yield "time, problem"
    walk.fill(call__minute="30")
    if walk.asks("call.half"):  # not everybody says am and pm
        walk.choose("call.half", "pm")
    walk.press("next")
    yield "language"
    walk.choose("speak", "es")
    walk.fill(speak__other="Mixteco").press("next")
    yield "language, problem"
    walk.choose("speak", "")
    walk.press("next")
    yield "language, read"
    walk.choose("read", "zxx")
    walk.press("next")
    yield "child"
    walk.fill(child__school="Lincoln").press("next")
    yield "child, problem"
    walk.fill(child__name="Ana").unfold()
    walk.fill(child__age="9").choose("child.grade", "3")
    walk.press("next")
    yield "code"
    walk.fill(card="1234").press("next")
    yield "code, problem"
    walk.fill(card="ab 1234").press("next")
    yield "signature"
    walk.fill(sign="Rosa " * 50).press("next")
    yield "signature, problem"
    walk.fill(sign="Rosa Díaz").press("next")
    yield "photo"
    walk.attach("leak", "page.jpg", SVG).press("next")
    yield "photo, problem"
    walk.attach("leak", "IMG_0001.jpg", phone_photo()).press("attach:leak")
    yield "photo, one"
    walk.attach("leak", "IMG_0002.jpg", phone_photo(300, 600)).press("attach:leak")
    yield "photo, as many as it takes"
    walk.press("next")
    yield "file"
    walk.attach("lease", "Contrato de renta con un nombre muy largo – فاطمة.pdf", PDF)
    walk.press("attach:lease")
    yield "file, one"
    walk.press("next")
    yield "check"
