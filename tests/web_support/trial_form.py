"""A small form for tests of family pages: one question of every type, a repeat, a page that comes and goes."""

from __future__ import annotations

from typing import Any


def both(english: str, spanish: str) -> dict[str, str]:
    return {"en": english, "es": spanish}


def question(name: str, kind: str, english: str, spanish: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "label": both(english, spanish), **more}


def page(name: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "questions": list(questions), **more}


def choice(name: str, english: str, spanish: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "label": both(english, spanish), **more}


HELP = [
    choice("food", "Food", "Comida"),
    choice("rent", "Rent or housing", "Renta o vivienda"),
    choice("none", "None of these", "Nada de esto", exclusive=True),
]
GRADES = [
    choice("k", "Kindergarten", "Kínder"),
    choice("g9", "9th grade", "9.º grado"),
]
CONSENT = question(
    "consent",
    "consent",
    "How should we keep your answers?",
    "¿Cómo guardamos sus respuestas?",
    required=True,
    text="trial-1",
    declines=["no_thanks"],
    points=[both("You choose what to answer.", "Usted elige qué contestar.")],
    more=both("The whole notice.", "El aviso completo."),
    choices=[
        choice("with_name", "With my name", "Con mi nombre"),
        choice("without_name", "Without my name", "Sin mi nombre"),
        choice("no_thanks", "No thanks", "No, gracias"),
    ],
)


def trial_form(**changes: Any) -> dict[str, Any]:
    """A fresh document; ``changes`` replace its top-level keys."""
    return {
        "name": "trial",
        "title": both("What does your family need?", "¿Qué necesita su familia?"),
        "summary": both("5 minutes.", "5 minutos."),
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en", "es"],
        "translations": {"es": {"state": "draft"}},
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "thanks": both("A person will call you.", "Una persona le llamará."),
        "sections": [
            {
                "name": "start",
                "title": both("Before you start", "Antes de empezar"),
                "pages": [page("consent_page", CONSENT)],
            },
            {
                "name": "needs_section",
                "title": both("Your needs", "Sus necesidades"),
                "pages": [
                    page(
                        "help_page",
                        question(
                            "help",
                            "choices",
                            "What do you want help with?",
                            "¿Con qué quiere ayuda?",
                            hint=both("Choose all.", "Elija todo."),
                            choices=HELP,
                        ),
                    ),
                    page(
                        "rent_page",
                        question("rent_due", "date", "When is it due?", "¿Cuándo se debe?"),
                        relevant="'rent' in help",
                    ),
                    page(
                        "safe_page",
                        question("safe", "yes_no", "Is it safe to text?", "¿Es seguro escribir?"),
                    ),
                ],
            },
            {
                "name": "household",
                "title": both("Who lives with you?", "¿Quién vive con usted?"),
                "repeat": {
                    "name": "members",
                    "max": 3,
                    "entry_label": "member_name",
                    "entry": both("person", "persona"),
                    "add": both("Add another person?", "¿Agregar otra persona?"),
                    "empty": both("You have not added anyone yet.", "Todavía no hay nadie."),
                },
                "pages": [
                    page(
                        "member_name_page",
                        question(
                            "member_name",
                            "text",
                            "What is their name?",
                            "¿Cómo se llama?",
                            required=True,
                            max=60,
                        ),
                    ),
                    page(
                        "member_birth_page",
                        question("member_born", "birth_date", "When born?", "¿Cuándo nació?"),
                    ),
                    page(
                        "member_grade_page",
                        question("grade", "choice", "Which grade?", "¿Qué grado?", choices=GRADES),
                    ),
                ],
            },
            {
                "name": "reach",
                "title": both("How to reach you", "Cómo comunicarnos"),
                "pages": [
                    page(
                        "contact_page",
                        question("full_name", "full_name", "Your full name", "Su nombre completo"),
                        question(
                            "phone",
                            "phone",
                            "Your phone",
                            "Su teléfono",
                            why=both("So that we can call you.", "Para poder llamarle."),
                            none=True,
                            sensitivity="private",
                        ),
                        question("email", "email", "Your email", "Su correo"),
                        question(
                            "people",
                            "integer",
                            "How many people?",
                            "¿Cuántas personas?",
                            min=1,
                            max=20,
                        ),
                        title=both("How can we reach you?", "¿Cómo nos comunicamos?"),
                        intro=both("Only what is safe.", "Solo lo que sea seguro."),
                    ),
                    page(
                        "address_page",
                        question("stay", "address", "Where do you stay?", "¿Dónde vive?"),
                    ),
                    page(
                        "words_page",
                        question("words", "long_text", "Anything else?", "¿Algo más?", max=200),
                    ),
                    page(
                        "note_page",
                        question(
                            "almost",
                            "note",
                            "Almost done",
                            "Ya casi",
                            hint=both("One more page.", "Una página más."),
                        ),
                    ),
                ],
            },
        ],
        "needs": [
            {
                "name": "food",
                "label": both("Food", "Comida"),
                "when": "'food' in help",
                "next_steps": [
                    {
                        "title": both("Food pantry", "Despensa de comida"),
                        "detail": both("Tuesday 3–5 pm", "Martes 3–5 pm"),
                        "phone": "(213) 555-0142",
                        "bring": both("Nothing.", "Nada."),
                    }
                ],
            }
        ],
        **changes,
    }


def sensitive_form() -> dict[str, Any]:
    """The same, for a form that nobody else at home should see."""
    return trial_form(
        name="talk",
        regime="counseling",
        neutral_title=both("School form", "Formulario escolar"),
        leave_now=True,
        stop_here=True,
    )
