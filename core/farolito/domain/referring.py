"""Referrals: how one goes on, in FHIR's words too, what it may carry, and why it may not be sent.

Source: HL7 FHIR R4 Task.status and the Gravity SDOH Clinical Care guide; 34 CFR 99.30 (consent) and 99.33 (the partner
may not pass it on); research: domain 6.2 and 4.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from farolito.domain.codes import ALPHABET
from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.definitions import Form, Question, Regime
    from farolito.domain.regimes import ConsentPath

State = Literal[
    "draft", "sent", "received", "accepted", "waitlisted", "in_progress", "completed", "declined",
    "no_contact", "withdrawn_by_family",
]  # fmt: skip
STATES: tuple[State, ...] = get_args(State)

Outcome = Literal["helped", "partly", "not_helped"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""How a completed one ended."""

FHIR: Mapping[State, str] = {
    "draft": "draft",
    "sent": "requested",
    "received": "received",
    "accepted": "accepted",
    "waitlisted": "on-hold",
    "in_progress": "in-progress",
    "completed": "completed",
    "declined": "rejected",
    "no_contact": "failed",
    "withdrawn_by_family": "cancelled",
}
"""Our state to FHIR's Task.status."""

_UNDER_WAY: tuple[State, ...] = ("received", "accepted", "waitlisted", "in_progress")
_ENDS: tuple[State, ...] = ("completed", "declined", "no_contact", "withdrawn_by_family")

NEXT: Mapping[State, tuple[State, ...]] = {
    "draft": ("sent", "withdrawn_by_family"),
    "sent": (*_UNDER_WAY, *_ENDS),
    "received": ("accepted", "waitlisted", "in_progress", *_ENDS),
    "accepted": ("waitlisted", "in_progress", *_ENDS),
    "waitlisted": ("accepted", "in_progress", *_ENDS),
    "in_progress": ("waitlisted", *_ENDS),
    "no_contact": (
        "accepted",
        "in_progress",
        "completed",
        "withdrawn_by_family",
    ),  # found after all
    "completed": (),
    "declined": (),
    "withdrawn_by_family": (),
}
"""What may follow. Nothing goes back to a draft, and only a draft is sent."""

ANSWERS: tuple[State, ...] = (
    "accepted",
    "waitlisted",
    "in_progress",
    "completed",
    "declined",
    "no_contact",
)
"""What a partner may answer."""

NEEDS_REASON: tuple[State, ...] = ("declined",)

Share = Literal["name", "phone", "email", "address", "language"]
SHARES: tuple[Share, ...] = get_args(Share)
"""What an agreement with a partner may cover. Nothing else is ever carried: needs are said by the service asked for."""

_TYPES: Mapping[str, Share] = {
    "full_name": "name",
    "phone": "phone",
    "email": "email",
    "address": "address",
    "language": "language",
}

CHECK_AFTER = timedelta(days=7)
CODE_LIVES = timedelta(days=60)
CODE_LENGTH = 6  # 25 ** 6, about 244 million, for the few that are alive at one school


@dataclass(frozen=True, slots=True)
class Consent:
    """The family's yes. ``by``: parent, caregiver or student. ``to``: what may be shared. ``taken_by``: a user id."""

    on: date
    by: str
    to: tuple[Share, ...]
    taken_by: str


CONSENTERS = ("parent", "caregiver", "student")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a partner's agreement lets us share, and from which day until which."""

    scope: tuple[Share, ...]
    from_on: date | None
    until_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force; one without days always is."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day <= self.until_on
        )


def may_be_shared(regime: Regime, agreement: Agreement) -> tuple[Share, ...]:
    """What a referral about a record of ``regime`` may carry to the partner, at most."""
    return agreement.scope if POLICIES[regime].shared else ()


def reasons_against(
    consent: Consent | None,
    path: ConsentPath,
    agreement: Agreement,
    today: date,
    *,
    active: bool = True,
) -> list[str]:
    """Codes of why a referral may not be sent now; empty when it may.

    no_consent, consent_later, who, student (only the student may say yes), agreement (it is not in force), gone.
    """
    found = []
    if consent is None:
        return ["no_consent"]
    if consent.on > today:
        found.append("consent_later")
    if consent.by not in CONSENTERS:
        found.append("who")
    if path == "minor_self" and consent.by != "student":
        found.append("student")
    if not agreement.holds_on(today):
        found.append("agreement")
    if not active:
        found.append("gone")
    return found


def shared_questions(form: Form, shares: Collection[Share]) -> dict[Share, Question]:
    """For each thing that is shared, the question of the form that says it: the first one of its type, not in a list.

    What some roles only may see is never among them.
    """
    found: dict[Share, Question] = {}
    for question in form.questions.values():
        share = _TYPES.get(question.type)
        if (
            share is not None
            and share in shares
            and question.sensitivity != "crisis"
            and not question.audience_view
        ):
            found.setdefault(share, question)
    return found


def new_referral_code(random_bytes: bytes) -> str:
    """Six characters that are not mistaken for one another, every code equally likely; give 32 random bytes."""
    usable = [byte for byte in random_bytes if byte < 256 - 256 % len(ALPHABET)][:CODE_LENGTH]
    if len(usable) < CODE_LENGTH:
        raise ValueError("A code needs more random bytes.")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in usable)


def typed_code(text: str) -> str | None:
    """The code that somebody typed, whatever the case, spaces and hyphens; None if it cannot be one."""
    code = "".join(letter for letter in text[:40].upper() if letter not in " -–\u00a0")
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None
