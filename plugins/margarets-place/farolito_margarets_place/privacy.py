"""Who may read a record of Margaret's Place, and what its forms owe a young person.

Counseling information of a pupil of 12 years or older stays with the counselor: Cal. Educ. Code 49602.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from farolito.api import Actor, Form

PREFIX = "margarets-place"
"""Every form of this plugin has a name that begins with this."""

REGIME: Final = "counseling"
ROLE = "counselor"
LIMITS = "limits_read"
"""The question that says when a counselor must tell somebody."""


def ours(form_name: str) -> bool:
    """Whether a form belongs to Margaret's Place."""
    return form_name.startswith(PREFIX)


def may_read(actor: Actor, regime: str, form_name: str | None) -> bool | None:
    """False when our records are asked for by a user who is no counselor; None otherwise.

    The host has already asked whether the role is held at the place of the record, and shows a family or a
    student nothing but what they sent themselves. Where no form is named, all records of our regime are meant.
    """
    asked = ours(form_name) if form_name is not None else regime == REGIME
    if not asked or actor.kind in ("family", "system"):
        return None
    return None if any(grant.role == ROLE for grant in actor.grants) else False


def reasons_against(form: Form) -> list[str]:
    """Why a form of Margaret's Place must not be published; nothing for other forms."""
    if not ours(form.name):
        return []
    reasons = []
    first = next(form.all_questions(), None)
    if first is None or first.name != LIMITS:
        reasons.append(
            f"The question `{LIMITS}` must come before every other question: it says what stays private and "
            "what does not."
        )
    elif first.relevant is not None or first.required is not True:
        reasons.append(f"The question `{LIMITS}` must be required and always asked.")
    if form.regime != REGIME:
        reasons.append(
            f"Its regime must be `{REGIME}`, so that only counselors can read the records."
        )
    if not all(form.neutral_title.get(language) for language in form.languages):
        reasons.append(
            "It needs a `neutral_title` in each of its languages, for tabs, file names and browser history."
        )
    if not form.stop_here:
        reasons.append("It needs `stop_here`: a young person may stop on every page.")
    if not form.leave_now:
        reasons.append("It needs `leave_now`: a quick way off every page.")
    return reasons
