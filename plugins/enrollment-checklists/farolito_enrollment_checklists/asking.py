"""The form "What you could ask for": from its answers to a household, and from verdicts to next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import NextStep
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.screen import (
    ASK_A_PERSON,
    LIKELY,
    WORTH_ASKING,
    Household,
    asked_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.api import ResponseView

FORM = "what-to-ask-for"

LEVEL: Mapping[str, Mapping[str, str]] = {
    LIKELY: {"en": "Likely: {what}", "es": "Es probable: {what}"},
    WORTH_ASKING: {"en": "Worth asking: {what}", "es": "Vale la pena preguntar: {what}"},
    ASK_A_PERSON: {"en": "Ask a person: {what}", "es": "Pregunte a una persona: {what}"},
}

WHAT: Mapping[str, Mapping[str, str]] = {
    "calfresh": {"en": "CalFresh, help to buy food", "es": "CalFresh, ayuda para comprar comida"},
    "medi-cal:child": {"en": "Medi-Cal for your children", "es": "Medi-Cal para sus hijos"},
    "medi-cal:pregnancy": {"en": "Medi-Cal for pregnancy", "es": "Medi-Cal para el embarazo"},
    "medi-cal:adult": {"en": "Medi-Cal for adults", "es": "Medi-Cal para adultos"},
    "covered-california": {
        "en": "Covered California, plans with help to pay",
        "es": "Covered California, planes con ayuda para pagar",
    },
    "other-doors": {"en": "Other doors to a doctor", "es": "Otras puertas a un doctor"},
    "wic": {
        "en": "WIC, food for pregnancy and small children",
        "es": "WIC, comida para el embarazo y niños pequeños",
    },
    "calworks": {"en": "CalWORKs, cash for families", "es": "CalWORKs, dinero para familias"},
    "ihss": {"en": "IHSS, paid care at home", "es": "IHSS, cuidado pagado en casa"},
    "meals": {
        "en": "SUN Bucks, food money for the summer",
        "es": "SUN Bucks, dinero para comida en el verano",
    },
    "school-enrollment": {"en": "Enroll your child", "es": "Inscriba a su hijo"},
    "phone-internet": {
        "en": "Low-cost phone and internet",
        "es": "Teléfono e internet de bajo costo",
    },
}

DETAIL: Mapping[str, Mapping[str, str]] = {
    "medi-cal:child": {
        "en": "Under 19: with papers or without.",
        "es": "Menores de 19 años: con papeles o sin papeles.",
    },
    "medi-cal:pregnancy": {"en": "With papers or without.", "es": "Con papeles o sin papeles."},
    "medi-cal:adult": {
        "en": "With papers: full Medi-Cal. Without: emergency and pregnancy care. If you have full Medi-Cal now, "
        "keep it.",
        "es": "Con papeles: Medi-Cal completo. Sin papeles: emergencias y embarazo. Si ya tiene Medi-Cal completo, "
        "consérvelo.",
    },
    "meals": {
        "en": "School meals are free for every child.",
        "es": "Las comidas de la escuela son gratis para cada niño.",
    },
    "wic": {"en": "With papers or without.", "es": "Con papeles o sin papeles."},
}
ASK_US = {
    "en": "The county decides, and you can always apply. Ask us for the list.",
    "es": "El condado decide, y usted siempre puede solicitar. Pídanos la lista.",
}
TONIGHT = {
    "en": "No place to sleep? Say “form CW 42”. They must answer the same working day.",
    "es": "¿No tiene dónde dormir? Diga “formulario CW 42”. Deben contestar el mismo día hábil.",
}


def household(answers: Mapping[str, object]) -> Household:
    """The household that was described; what was skipped, or is of another kind, was not said."""
    people, income = answers.get("ask_people"), answers.get("ask_income")
    least, most = _range(income) if isinstance(income, str) else (None, None)
    return Household(
        people=people if isinstance(people, int) and not isinstance(people, bool) else None,
        least=least,
        most=most,
        who=_chosen(answers.get("ask_who")),
        has=_chosen(answers.get("ask_has")),
        doctor=answers.get("ask_doctor") == "yes",
        place=answers.get("ask_place") == "yes",
    )


def next_steps(response: ResponseView, today: date) -> Iterator[NextStep]:
    """One step for each programme, the surest first; a family without a place to sleep is told of that first."""
    here = household(response.answers)
    verdicts = asked_for(here, today)
    if here.place:
        verdicts = tuple(sorted(verdicts, key=lambda one: one.programme != "calworks"))
    for one in verdicts:
        data = checklists()[one.checklist]
        detail = DETAIL.get(one.programme, ASK_US)
        if one.programme == "calworks" and here.place:
            detail = TONIGHT
        yield NextStep(
            title={
                language: LEVEL[one.level][language].format(what=words)
                for language, words in WHAT[one.programme].items()
            },
            detail=detail,
            phone=next((channel.phone for channel in data.channels if channel.phone), None),
            url=next((channel.url for channel in data.channels if channel.url), None),
        )


def _range(name: str) -> tuple[int | None, int | None]:
    """ "500_999" to its ends; "2000_up" has no upper one."""
    least, _, most = name.partition("_")
    if not least.isdecimal():
        return None, None
    return int(least), int(most) if most.isdecimal() else None


def _chosen(answer: object) -> frozenset[str]:
    return (
        frozenset(one for one in answer if isinstance(one, str))
        if isinstance(answer, list)
        else frozenset()
    )
