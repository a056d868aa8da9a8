"""A small intake form for tests of staff screens: a need, a score, a private question, a list, a safe contact."""

from __future__ import annotations

from typing import Any


def both(english: str, spanish: str) -> dict[str, str]:
    return {"en": english, "es": spanish}


def page(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": f"{questions[0]['name']}_page", "questions": list(questions), **more}


def choice(name: str, english: str, spanish: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "label": both(english, spanish), **more}


FOOD: dict[str, Any] = {
    "name": "food",
    "type": "choice",
    "label": both(
        "How often do you worry about food?", "¿Con qué frecuencia le preocupa la comida?"
    ),
    "choices": [
        choice("often", "Often", "Muchas veces", score=2),
        choice("never", "Never", "Nunca", score=0),
    ],
}
WORDS: dict[str, Any] = {
    "name": "words",
    "type": "long_text",
    "label": both("Anything else?", "¿Algo más?"),
}
CONSENT: dict[str, Any] = {
    "name": "agree",
    "type": "consent",
    "label": both("Is it okay to start?", "¿Podemos empezar?"),
    "required": True,
    "text": "agree-1",
    "points": [both("You choose what to answer.", "Usted elige qué contestar.")],
    "more": both("We keep your answers for 3 years.", "Guardamos sus respuestas 3 años."),
    "choices": [
        choice("yes", "Yes, start", "Sí, empezar"),
        choice("no", "No thanks", "No, gracias"),
    ],
    "declines": ["no"],
}
SAFE: dict[str, Any] = {
    "name": "safe_contact",
    "type": "choices",
    "label": both("What is safe for us to do?", "¿Qué podemos hacer sin causarle problemas?"),
    "choices": [
        choice("text", "Text this phone", "Mandar un mensaje de texto"),
        choice("call", "Call this phone", "Llamar a este teléfono"),
    ],
}
NOTES: dict[str, Any] = {
    "name": "private_words",
    "type": "text",
    "label": both("Only for the counselor", "Solo para la consejera"),
    "audience_view": ["counselor"],
}
HOUSEHOLD: dict[str, Any] = {
    "name": "household",
    "title": both("Who lives with you?", "¿Quién vive con usted?"),
    "repeat": {
        "name": "members",
        "max": 3,
        "entry_label": "member_name",
        "entry": both("person", "persona"),
        "add": both("Add another person?", "¿Agregar otra persona?"),
        "empty": both("Nobody is on the list.", "No hay nadie en la lista."),
    },
    "pages": [
        page(
            {
                "name": "member_name",
                "type": "text",
                "label": both("What is their name?", "¿Cómo se llama?"),
            }
        ),
        page({"name": "born", "type": "birth_date", "label": both("When born?", "¿Cuándo nació?")}),
    ],
}


def document(name: str, *sections: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A form of these sections, with a draft of its Spanish."""
    return {
        "name": name,
        "title": both("What does your family need?", "¿Qué necesita su familia?"),
        "summary": both("5 minutes.", "5 minutos."),
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en", "es"],
        "translations": {"es": {"state": "draft"}},
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": list(sections),
        **facts,
    }


def section(name: str, *questions: dict[str, Any]) -> dict[str, Any]:
    """A section with one page for each question."""
    return {
        "name": name,
        "title": both("Your needs", "Sus necesidades"),
        "pages": [page(question) for question in questions],
    }


NEEDS = document(
    "needs",
    section("start", CONSENT, FOOD, WORDS, SAFE, NOTES),
    HOUSEHOLD,
    scores=[
        {
            "name": "worry",
            "label": both("Worry", "Preocupación"),
            "questions": ["food"],
            "bands": [
                {"name": "low", "at_least": 0, "label": both("Low", "Baja")},
                {"name": "high", "at_least": 2, "label": both("High", "Alta")},
            ],
        }
    ],
    needs=[
        {
            "name": "food",
            "label": both("Food", "Comida"),
            "when": "food == 'often'",
            "next_steps": [
                {
                    "title": both("Food pantry", "Despensa de comida"),
                    "detail": both("Tuesday 3 to 5 pm", "Martes de 3 a 5 pm"),
                    "phone": "(213) 555-0142",
                }
            ],
        }
    ],
)
TALK = document(
    "talk",
    section("start", CONSENT, WORDS),
    title=both("Talk to the counselor", "Hablar con la consejera"),
    regime="counseling",
)
SURVEY = document(
    "survey",
    section("start", FOOD, WORDS),
    title=both("How is our school?", "¿Cómo es nuestra escuela?"),
    purpose="survey",
    regime="anonymous",
    retention={"draft_days": 30, "identity_months": 0, "answers_months": 36},
)

SKIPPED = {"skipped": True}
AGREED = {"choice": "yes", "text": "agree-1", "language": "es", "at": "2026-11-23T09:30:00-08:00"}
ANSWERS: dict[str, dict[str, Any]] = {
    "needs": {
        "agree": AGREED,
        "food": "often",
        "words": "Gracias <b>por todo</b>",
        "safe_contact": ["text"],
        "private_words": "for her eyes",
        "members": {
            "entries": [
                {"id": "k3f9", "answers": {"member_name": "Ana", "born": {"date": "2015-05-27"}}},
                {"id": "p2d7", "answers": {"member_name": SKIPPED, "born": SKIPPED}},
            ],
            "done": True,
        },
    },
    "talk": {"agree": AGREED, "words": "Quiero hablar"},
    "survey": {"food": "never", "words": SKIPPED},
}
"""By link: what a family answers when a test does not say."""
