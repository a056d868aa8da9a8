"""Who consented: said by the form, asked by a question, or written down by nobody."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.consent_paths import HOUSEHOLD_SEES, consent_path
from farolito.domain.definitions import Form
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form

WHO = {
    "name": "who",
    "type": "choice",
    "label": {"en": "Who agrees to this?"},
    "choices": [
        {"name": "parent", "label": {"en": "A parent"}},
        {"name": "minor_self", "label": {"en": "The student alone"}},
    ],
}


def read(question: dict[str, Any] = WHO, **more: Any) -> Any:
    document = {
        "name": "form",
        "title": {"en": "Form"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {
                "name": "s",
                "title": {"en": "S"},
                "pages": [{"name": "p", "questions": [question]}],
            }
        ],
        **more,
    }
    return read_form(json.dumps(document), question_types=CORE_QUESTION_TYPES)


def form(**more: Any) -> Form:
    found = read(**more)
    assert isinstance(found, Form), found
    return found


@pytest.mark.parametrize(
    ("audience", "path"),
    [("family", "parent"), ("staff", "parent"), ("student", "unknown"), ("anyone", "unknown")],
)
def test_a_form_that_says_nothing_is_a_parents_unless_students_may_answer(
    audience: str, path: str
) -> None:
    assert consent_path(form(audience=audience), {}) == path


def test_a_form_may_say_who_consents() -> None:
    assert consent_path(form(consent_path="minor_self"), {"who": "parent"}) == "minor_self"


@pytest.mark.parametrize(
    ("answers", "path"),
    [({"who": "minor_self"}, "minor_self"), ({"who": "parent"}, "parent"), ({}, "unknown")],
)
def test_a_form_may_ask_who_consents(answers: dict[str, str], path: str) -> None:
    assert consent_path(form(consent_path_from="who"), answers) == path


def test_a_household_sees_neither_what_a_student_consented_to_nor_what_nobody_wrote_down() -> None:
    assert set(HOUSEHOLD_SEES) == {"parent", "caregiver"}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"consent_path_from": "whom"}, "there is no question “whom”"),
        ({"consent_path_from": "who", "consent_path": "parent"}, "says the consent path already"),
        (
            {
                "consent_path_from": "who",
                "question": {"name": "who", "type": "text", "label": {"en": "Who?"}},
            },
            "does not say who consents",
        ),
        (
            {
                "consent_path_from": "who",
                "question": {
                    **WHO,
                    "choices": [
                        {"name": "parent", "label": {"en": "A parent"}},
                        {"name": "teacher", "label": {"en": "A teacher"}},
                    ],
                },
            },
            "does not say who consents",
        ),
        ({"consent_path": "teacher"}, "teacher"),
    ],
)
def test_a_form_that_can_not_say_who_consents_is_refused(
    more: dict[str, Any], message: str
) -> None:
    faults = read(**more)
    assert any(message in str(fault.message) for fault in faults), faults
