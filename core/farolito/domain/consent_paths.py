"""Who consented to a record being made, and what follows for the household's view of it.

Source: Cal. Family Code 6550, 6924 and 6929, Health & Safety Code 124260 (research: domain 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from farolito.domain.regimes import POLICIES, ConsentPath, Parents

if TYPE_CHECKING:
    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Regime

PATHS: tuple[ConsentPath, ...] = get_args(ConsentPath)

HOUSEHOLD_SEES: tuple[ConsentPath, ...] = ("parent", "caregiver")
"""A record on any other path is in no household view, message, search, count, print, export or parent bundle:
where nobody wrote down who consented, a student's record is treated as the student's own.
"""


def consent_path(form: Form, answers: Answers) -> ConsentPath:
    """On which path the answers to ``form`` were given.

    As the form says, or as the question it names was answered. A form that says nothing is a parent's when families or
    staff answer it, and ``unknown`` when students may.
    """
    if form.consent_path:
        return form.consent_path
    if form.consent_path_from:
        given = answers.get(form.consent_path_from)
        return next((path for path in PATHS if path == given), "unknown")
    return "parent" if form.audience in ("family", "staff") else "unknown"


def possible_paths(form: Form) -> frozenset[ConsentPath]:
    """Every path on which answers to ``form`` may be given; a question about it may be left unanswered."""
    if not form.consent_path_from:
        return frozenset({consent_path(form, {})})
    choices = {choice.name for choice in form.questions[form.consent_path_from].choices}
    return frozenset(path for path in PATHS if path in choices or path == "unknown")


def is_students_own(regime: Regime, path: ConsentPath) -> bool:
    """Whether a record is kept from the household. What is anonymous is nobody's."""
    return not POLICIES[regime].anonymous and path not in HOUSEHOLD_SEES


def may_be_students_own(form: Form) -> bool:
    """Whether answers to ``form`` may become a record that is the student's own."""
    return any(is_students_own(form.regime, path) for path in possible_paths(form))


def may_be_counted(form: Form) -> bool:
    """Whether it may be told how many answers to ``form`` there are. Counseling and a student's own are no number."""
    return POLICIES[form.regime].counted and not may_be_students_own(form)


def paths_for_others(regime: Regime) -> tuple[ConsentPath, ...]:
    """The paths of the records that may leave in a file, and stand in a count."""
    return tuple(path for path in PATHS if not is_students_own(regime, path))


def parents_see(regime: Regime, path: ConsentPath) -> Parents:
    """What a parent of a minor is shown on request: what the regime says, unless the record is the student's own."""
    parents = POLICIES[regime].parents
    return "student_decides" if parents == "all" and path not in HOUSEHOLD_SEES else parents
