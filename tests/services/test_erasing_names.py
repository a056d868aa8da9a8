"""Which answers go when names go: those that say who somebody is, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.reading import trusted_form
from farolito.services.retention.erasing import without_names

if TYPE_CHECKING:
    from farolito.domain.definitions import Form

NAME: dict[str, Any] = {"name": "name", "type": "full_name", "label": {"en": "Name"}}
CALLED: dict[str, Any] = {
    "name": "called",
    "type": "text",
    "label": {"en": "Called"},
    "fact": "person.name",
}
AGE: dict[str, Any] = {"name": "age", "type": "integer", "label": {"en": "Age"}}
JOB: dict[str, Any] = {"name": "phone_at_work", "type": "phone", "label": {"en": "Phone at work"}}


def form() -> Form:
    """A name, and a list of people with jobs."""

    def repeat(name: str, label: str) -> dict[str, Any]:
        words = {"en": name}
        return {
            "name": name,
            "max": 9,
            "entry_label": label,
            "entry": words,
            "add": words,
            "empty": words,
        }

    def section(name: str, *questions: dict[str, Any]) -> dict[str, Any]:
        pages = [{"name": f"{name}_page", "questions": list(questions)}]
        return {"name": name, "title": {"en": name}, "pages": pages}

    jobs = {**section("work", JOB), "repeat": repeat("jobs", "phone_at_work")}
    people = {
        **section("people", CALLED, AGE),
        "repeat": repeat("members", "called"),
        "sections": [jobs],
    }
    return trusted_form(
        {
            "name": "form",
            "title": {"en": "Form"},
            "purpose": "intake",
            "regime": "education_record",
            "languages": ["en"],
            "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
            "sections": [section("start", NAME), people],
        }
    )


def test_names_go_from_entries_of_lists_at_any_depth_and_the_rest_stays() -> None:
    answers: dict[str, Any] = {
        "name": "Rosa Alvarez",
        "members": {
            "entries": [
                {
                    "id": "a",
                    "answers": {
                        "called": "Ana",
                        "age": 9,
                        "jobs": {
                            "entries": [{"id": "b", "answers": {"phone_at_work": "+12135550142"}}],
                            "done": True,
                        },
                    },
                }
            ],
            "done": True,
        },
    }
    assert without_names(form(), answers) == {
        "members": {
            "entries": [
                {
                    "id": "a",
                    "answers": {
                        "age": 9,
                        "jobs": {"entries": [{"id": "b", "answers": {}}], "done": True},
                    },
                }
            ],
            "done": True,
        },
    }
