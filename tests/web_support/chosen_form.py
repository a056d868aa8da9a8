"""A form of the question types that are answered by choosing among many, in order, row by row, or a place."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.web_support.trial_form import both, choice, page, question, trial_form

HOW_OFTEN = [
    choice("never", "Never", "Nunca"),
    choice("sometimes", "Sometimes", "A veces"),
    choice("often", "Often", "Seguido"),
    choice("always", "Always", "Siempre"),
]
ROWS = [
    {"name": "bus", "label": both("On the bus or on the way", "En el autobús o en el camino")},
    {"name": "yard", "label": both("In the yard", "En el patio")},
    {"name": "class", "label": both("In class", "En clase")},
]
LANGUAGES = [
    ("spanish", "Spanish", "Español"),
    ("armenian", "Armenian", "Armenio"),
    ("korean", "Korean", "Coreano"),
    ("mixteco", "Mixteco", "Mixteco"),
    ("zapoteco", "Zapoteco", "Zapoteco"),
    ("vietnamese", "Vietnamese", "Vietnamita"),
]


def languages(number: int = 1_200) -> list[dict[str, Any]]:
    """Choices that nobody could scroll through."""
    named = [choice(*one) for one in LANGUAGES]
    return named + [
        choice(f"l{n}", f"Language {n}", f"Idioma {n}") for n in range(number - len(named))
    ]


def chosen_form(**changes: Any) -> dict[str, Any]:
    """A fresh document; ``changes`` replace its top-level keys."""
    whole = trial_form(name="chosen")
    pages = [
        page(
            "speak_page",
            question(
                "speak",
                "long_choice",
                "Which language do you speak at home?",
                "¿Qué idioma habla en casa?",
                hint=both("The one you speak most.", "El que más habla."),
                other=True,
                choices=languages(),
            ),
        ),
        page(
            "safe_page",
            question(
                "safe",
                "matrix",
                "How often does your child feel safe here?",
                "¿Con qué frecuencia se siente seguro su hijo aquí?",
                rows=ROWS,
                choices=deepcopy(HOW_OFTEN),
            ),
        ),
        page(
            "first_page",
            question(
                "first",
                "ranking",
                "What would help your family most?",
                "¿Qué ayudaría más a su familia?",
                most=3,
                choices=[
                    choice("food", "Food for the weekend", "Comida para el fin de semana"),
                    choice("rent", "Help with the rent, or with a deposit", "Ayuda con la renta"),
                    choice("doctor", "A doctor who speaks our language", "Un doctor"),
                    choice("after", "After-school care", "Cuidado después de clases"),
                    choice("talk", "Somebody to talk to", "Alguien con quien hablar"),
                ],
            ),
        ),
        page(
            "school_page",
            question(
                "school",
                "location",
                "Which school does your child go to?",
                "¿A qué escuela va su hijo?",
                other=True,
            ),
        ),
    ]
    chosen = {"name": "chosen", "title": both("Choosing", "Elegir"), "pages": pages}
    return {**whole, "sections": [whole["sections"][0], chosen], "needs": [], **changes}
