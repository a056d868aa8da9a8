"""Why a form may not be published: what the law and our own promises ask of a form as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.must_not_ask import forbidden_concepts
from farolito.domain.question_types import CORE_QUESTION_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form, Page, Question, Section
    from farolito.domain.question_types.base import QuestionType

IDENTIFIED = frozenset({"education_record", "counseling", "provider"})
"""Regimes whose records say who answered."""

IDENTIFYING = frozenset({"full_name", "phone", "email", "address", "birth_date"})
"""Question types that say who somebody is."""


def reasons_against(
    form: Form, question_types: Mapping[str, QuestionType] = CORE_QUESTION_TYPES
) -> list[str]:
    """Every reason against publishing a form, one plain sentence each; empty when there is none.

    A form that was read is well made; this asks whether it may be put before families.
    """
    return [
        *_purpose_and_retention(form),
        *_consent(form, question_types),
        *_students(form),
        *(str(fault) for fault in forbidden_concepts(form)),
        *_questions(form, question_types),
    ]


def _purpose_and_retention(form: Form) -> Iterator[str]:
    if not form.purpose:
        yield "The form does not say what it is for (purpose)."
    kept = form.retention
    if kept.answers_months < 1 and form.regime != "self_service":
        yield "The form does not say how long answers are kept (retention, answers_months)."
    if kept.identity_months > kept.answers_months:
        yield "Names would be kept longer than answers (retention, identity_months)."
    if form.regime == "anonymous" and kept.identity_months:
        yield "The form is anonymous but keeps names (retention, identity_months)."


def _consent(form: Form, question_types: Mapping[str, QuestionType]) -> Iterator[str]:
    if form.regime not in IDENTIFIED:
        return
    asked = [placed for placed in _placed(form) if _is_asked(placed[2], question_types)]
    if not asked or asked[0][2].type != "consent":
        yield "The form keeps who answered, so its first question must be one of type consent."
        return
    section, page, consent = asked[0]
    if section.relevant or page.relevant or consent.relevant or section.repeat:
        yield f"{consent.name} must be asked of everybody: it may have no \u201crelevant\u201d."
    if consent.required is not True:
        yield f"{consent.name} must be required: answers without consent may not be kept."
    if not consent.options.get("declines"):
        yield f"{consent.name} has no way to say no: name that choice in \u201cdeclines\u201d."


def _students(form: Form) -> Iterator[str]:
    """Written consent comes before protected areas: 20 U.S.C. 1232h(b), Cal. Educ. Code 51513."""
    if form.audience != "student" or any(q.type == "consent" for q in form.all_questions()):
        return
    for question in form.all_questions():
        if question.ppra:
            areas = ", ".join(question.ppra)
            yield f"{question.name} asks students about {areas} and nobody is asked for consent."


def _questions(form: Form, question_types: Mapping[str, QuestionType]) -> Iterator[str]:
    for _, _, question in _placed(form):
        if question.type not in question_types:
            yield (
                f"Nobody here knows the type {question.type} of {question.name}: "
                "the plugin it comes from is not enabled."
            )
        if question.sensitivity != "normal" and question.required and question.type != "consent":
            yield f"{question.name} is {question.sensitivity}, so families must be able to skip it."
        if form.regime == "anonymous" and question.type in IDENTIFYING:
            yield f"The form is anonymous but {question.name} asks who somebody is."


def _placed(form: Form) -> Iterator[tuple[Section, Page, Question]]:
    for section in form.sections:
        for page in section.pages:
            for question in page.questions:
                yield section, page, question


def _is_asked(question: Question, question_types: Mapping[str, QuestionType]) -> bool:
    known = question_types.get(question.type)
    return known is None or known.is_asked
