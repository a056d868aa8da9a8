"""Why a form may not be published: what the law and our own promises ask of a form as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.binding import rules_of
from farolito.domain.dead_rules import dead_rules
from farolito.domain.demands import unmet_by_form
from farolito.domain.faults import Fault
from farolito.domain.must_not_ask import forbidden_concepts
from farolito.domain.placed import placed
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.regimes import POLICIES
from farolito.domain.safe_contact import unsafe_to_reach

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from farolito.domain.definitions import Form, Question
    from farolito.domain.question_types.base import QuestionType

IDENTIFIED = frozenset(
    regime for regime, policy in POLICIES.items() if policy.readers and not policy.anonymous
)
"""Regimes whose records say to somebody who answered."""

IDENTIFYING = frozenset(
    {
        "full_name",
        "phone",
        "email",
        "address",
        "birth_date",
        "child",
        "signature",
        "photo",
        "file",
    }
)
"""Question types that say who somebody is; a face or a paper with a name on it does."""


def reasons_against(
    form: Form,
    question_types: Mapping[str, QuestionType] = CORE_QUESTION_TYPES,
    functions: Collection[str] = (),
) -> list[Fault]:
    """Every reason against publishing a form; empty when there is none.

    A form that was read is well made; this asks whether it may be put before families. ``functions`` are the
    names of the functions of plugins that are there.
    """
    return [
        *_purpose_and_retention(form),
        *_consent(form, question_types),
        *_students(form),
        *unsafe_to_reach(form),
        *forbidden_concepts(form),
        *_questions(form, question_types),
        *_functions(form, functions),
        *dead_rules(form, question_types),
        *unmet_by_form(form),
    ]


def missing_plugins(
    form: Form, question_types: Mapping[str, QuestionType], functions: Collection[str]
) -> list[Fault]:
    """Of these reasons only the plugins that it needs and that are not there."""
    found = (*_questions(form, question_types), *_functions(form, functions))
    return [fault for fault in found if fault.code == "plugin_missing"]


def _purpose_and_retention(form: Form) -> Iterator[Fault]:
    if not form.purpose:
        yield Fault("/purpose", "the form does not say what it is for")
    kept = form.retention
    if kept.answers_months < 1 and POLICIES[form.regime].readers:
        message = "the form does not say how long answers are kept"
        yield Fault("/retention/answers_months", message, "a month or more", code="retention")
    at = "/retention/identity_months"
    if kept.identity_months > kept.answers_months:
        yield Fault(at, "names would be kept longer than answers", code="retention")
    if POLICIES[form.regime].anonymous and kept.identity_months:
        message = "the form is anonymous but keeps names"
        yield Fault(at, message, "0", code="anonymous_identity")


def _consent(form: Form, question_types: Mapping[str, QuestionType]) -> Iterator[Fault]:
    if form.regime not in IDENTIFIED:
        return
    asked = [one for one in placed(form) if _is_asked(one.question, question_types)]
    if not asked or asked[0].question.type != "consent":
        message = "the form keeps who answered, so its first question must be one of type consent"
        yield Fault(asked[0].pointer if asked else "/sections", message, code="consent")
        return
    at, consent = asked[0].pointer, asked[0].question
    section, page = asked[0].section, asked[0].page
    grouped = consent.group is not None and consent.group.relevant
    if section.relevant or page.relevant or grouped or consent.relevant or section.repeat:
        message = f"{consent.name} must be asked of everybody: it may have no \u201crelevant\u201d"
        yield Fault(at, message, code="consent")
    if consent.required is not True:
        message = f"{consent.name} must be required: answers without consent may not be kept"
        yield Fault(at, message, code="consent")
    if not consent.options.get("declines"):
        message = f"{consent.name} has no way to say no"
        yield Fault(at, message, "that choice in \u201cdeclines\u201d", code="consent")


def _students(form: Form) -> Iterator[Fault]:
    """Written consent comes before protected areas: 20 U.S.C. 1232h(b), Cal. Educ. Code 51513."""
    if form.audience != "student" or any(q.type == "consent" for q in form.all_questions()):
        return
    for one in placed(form):
        if one.question.ppra:
            areas = ", ".join(one.question.ppra)
            asks = f"{one.question.name} asks students about {areas}"
            message = f"{asks} and nobody is asked for consent"
            yield Fault(f"{one.pointer}/ppra", message, code="ppra_consent")


def _questions(form: Form, question_types: Mapping[str, QuestionType]) -> Iterator[Fault]:
    for one in placed(form):
        if not one.is_written:
            continue
        at, question = one.pointer, one.question
        if question.type not in question_types:
            message = f"nobody here knows the type {question.type} of {question.name}"
            expected = "the plugin it comes from, enabled"
            yield Fault(f"{at}/type", message, expected, code="plugin_missing")
        if question.sensitivity != "normal" and question.required and question.type != "consent":
            message = (
                f"{question.name} is {question.sensitivity}, so families must be able to skip it"
            )
            yield Fault(f"{at}/required", message, code="sensitive_required")
        if question.type == "money" and question.required:
            message = f"{question.name} asks about money, so families must be able to skip it"
            yield Fault(f"{at}/required", message, code="money_required")
        if POLICIES[form.regime].anonymous and question.type in IDENTIFYING:
            message = f"the form is anonymous but {question.name} asks who somebody is"
            yield Fault(f"{at}/type", message, code="anonymous_identity")


def _functions(form: Form, known: Collection[str]) -> Iterator[Fault]:
    for pointer, rule in rules_of(form):
        for name in sorted(rule.foreign.difference(known)):
            message = f"nobody here knows the function {name}"
            yield Fault(
                pointer, message, "the plugin it comes from, enabled", code="plugin_missing"
            )


def _is_asked(question: Question, question_types: Mapping[str, QuestionType]) -> bool:
    known = question_types.get(question.type)
    return known is None or known.is_asked
