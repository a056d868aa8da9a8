"""A household, its people, their jobs, and the shifts of each job: lists three deep, and a page with groups."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.web_support.trial_form import CONSENT, both, choice, page, question

KINDS = [
    choice("day", "In the day", "De día"),
    choice("night", "At night", "De noche"),
]
SHIFTS = {
    "name": "shifts_section",
    "title": both("Shifts", "Turnos"),
    "repeat": {
        "name": "shifts",
        "max": 3,
        "entry_label": "shift_kind",
        "entry": both("shift", "turno"),
        "add": both("Add another shift?", "¿Agregar otro turno?"),
        "empty": both("You have not added a shift yet.", "Todavía no agregó un turno."),
    },
    "pages": [
        page(
            "shift_page", question("shift_kind", "choice", "When is it?", "¿Cuándo?", choices=KINDS)
        )
    ],
}
JOBS = {
    "name": "jobs_section",
    "title": both("Jobs", "Trabajos"),
    "relevant": "member_age >= 14",
    "repeat": {
        "name": "jobs",
        "max": 4,
        "entry_label": "job_title",
        "entry": both("job", "trabajo"),
        "add": both("Add another job?", "¿Agregar otro trabajo?"),
        "empty": both("You have not added a job yet.", "Todavía no agregó un trabajo."),
    },
    "pages": [
        page(
            "job_page",
            question(
                "job_title", "text", "What is the job?", "¿Cuál es el trabajo?", required=True
            ),
        ),
        page(
            "pay_page",
            question("pay", "integer", "Dollars a week?", "¿Dólares por semana?", min=0),
            question(
                "overtime",
                "yes_no",
                "More than 40 hours?",
                "¿Más de 40 horas?",
                relevant="member_age >= 18 and consent == 'with_name'",
            ),
            title=both("Pay", "Pago"),
        ),
    ],
    "sections": [SHIFTS],
}


def nested_form(**changes: Any) -> dict[str, Any]:
    """A fresh document; ``changes`` replace its top-level keys."""
    made = {
        "name": "nested",
        "title": both("Who works?", "¿Quién trabaja?"),
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en", "es"],
        "translations": {"es": {"state": "draft"}},
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {
                "name": "start",
                "title": both("Before you start", "Antes de empezar"),
                "pages": [
                    page("consent_page", CONSENT),
                    page(
                        "reach_page",
                        question("nickname", "text", "Your first name?", "¿Su nombre?"),
                        {
                            "group": "safe_ways",
                            "label": both("Safe ways to reach you", "Cómo hablarle sin riesgo"),
                            "hint": both("Only if you want.", "Solo si usted quiere."),
                            "relevant": "consent == 'with_name'",
                            "questions": [
                                question("mail", "email", "Email", "Correo electrónico"),
                                question("text_ok", "yes_no", "May we text?", "¿Podemos escribir?"),
                            ],
                        },
                        title=both("How to reach you", "Cómo hablar con usted"),
                    ),
                ],
            },
            {
                "name": "people",
                "title": both("Who lives with you?", "¿Quién vive con usted?"),
                "repeat": {
                    "name": "members",
                    "max": 5,
                    "entry_label": "member_name",
                    "entry": both("person", "persona"),
                    "add": both("Add another person?", "¿Agregar a otra persona?"),
                    "empty": both("You have not added anyone yet.", "Todavía no agregó a nadie."),
                },
                "pages": [
                    page(
                        "member_page",
                        question(
                            "member_name", "full_name", "Their name?", "¿Su nombre?", required=True
                        ),
                    ),
                    page(
                        "age_page",
                        question("member_age", "integer", "How old?", "¿Qué edad?", min=0, max=120),
                    ),
                ],
                "sections": [JOBS],
            },
            {
                "name": "end",
                "title": both("The end", "El final"),
                "pages": [
                    page(
                        "rent_page",
                        question("rent", "integer", "Rent a month?", "¿Renta por mes?", min=0),
                        relevant="sum(members, sum(jobs, coalesce(pay, 0))) < 500",
                    ),
                    page("words_page", question("words", "long_text", "More?", "¿Algo más?")),
                ],
            },
        ],
        "needs": [
            {
                "name": "work",
                "label": both("Work", "Trabajo"),
                "when": "any(members, count(jobs) == 0 and member_age >= 18)",
                "next_steps": [{"title": both("Ask us about work", "Pregunte por trabajo")}],
            },
            {
                "name": "nights",
                "label": both("Rest", "Descanso"),
                "when": "any(members, any(jobs, any(shifts, shift_kind == 'night')))",
            },
        ],
        **changes,
    }
    return deepcopy(made)  # a test that spoils it spoils its own
