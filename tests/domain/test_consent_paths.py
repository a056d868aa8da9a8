"""Who consented: said by the form, asked by a question, or written down by nobody."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.consent_paths import (
    HOUSEHOLD_SEES,
    PATHS,
    consent_path,
    is_students_own,
    may_be_counted,
    may_be_students_own,
    parents_see,
    paths_for_others,
    possible_paths,
)
from farolito.domain.definitions import Form
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.domain.regimes import POLICIES

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


def test_a_question_about_consent_may_be_left_unanswered() -> None:
    assert possible_paths(form(consent_path_from="who")) == {"parent", "minor_self", "unknown"}
    assert possible_paths(form(consent_path="caregiver")) == {"caregiver"}
    assert possible_paths(form(audience="student")) == {"unknown"}
    assert possible_paths(form()) == {"parent"}


@pytest.mark.parametrize("regime", POLICIES)
def test_what_is_not_anonymous_and_no_parent_agreed_to_is_the_students_own(regime: Any) -> None:
    own = {path for path in PATHS if is_students_own(regime, path)}
    assert own == (set() if regime == "anonymous" else {"minor_self", "unknown"})
    assert set(paths_for_others(regime)) == set(PATHS) - own


def test_a_form_that_may_be_a_students_own_is_not_counted_nor_is_counseling() -> None:
    assert may_be_students_own(form(consent_path_from="who"))
    assert not may_be_counted(form(consent_path_from="who"))
    assert not may_be_students_own(form(audience="anyone", regime="anonymous", **NAMELESS))
    assert may_be_counted(form(audience="anyone", regime="anonymous", **NAMELESS))
    assert may_be_counted(form())
    assert not may_be_counted(form(regime="counseling"))


NAMELESS: dict[str, Any] = {
    "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36}
}


@pytest.mark.parametrize(
    ("regime", "path", "seen"),
    [
        ("education_record", "parent", "all"),
        ("education_record", "caregiver", "all"),
        ("education_record", "minor_self", "student_decides"),
        ("education_record", "unknown", "student_decides"),
        ("counseling", "parent", "student_decides"),
        ("provider", "minor_self", "student_decides"),
        ("anonymous", "unknown", "nothing"),
        ("self_service", "unknown", "own"),
    ],
)
def test_a_parent_is_shown_what_the_regime_says_and_nothing_that_is_the_students_own(
    regime: Any, path: Any, seen: str
) -> None:
    assert parents_see(regime, path) == seen
