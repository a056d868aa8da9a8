"""Who consented to a record being made, and what follows for the household's view of it.

Source: Cal. Family Code 6550, 6924 and 6929, Health & Safety Code 124260 (research: domain 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from farolito.domain.regimes import ConsentPath

if TYPE_CHECKING:
    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form

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
