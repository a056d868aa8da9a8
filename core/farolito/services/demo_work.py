"""What the made-up staff of the demo did about its made-up families: calls, somebody to call back, one thing overdue.

do(works, place, response_ids) -> None
refer(works, place, response_ids) -> None       # when plugins have brought partners with agreements
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.contacting import Contact
from farolito.domain.referring import Consent
from farolito.errors import NotFound
from farolito.services import casework, referrals, users
from farolito.services.casework import contacts, follow_ups, notes, states
from farolito.services.referrals import partners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.referring import State
    from farolito.domain.views import PlaceView
    from farolito.services.casework import Case
    from farolito.services.work import Work, Works

WHO = ("coordinator@duarte.example", "coordinator")


def do(works: Works, place: PlaceView, response_ids: Sequence[str]) -> None:
    """The coordinator goes through those that may be worked on, one after the other, each in another way."""
    actor = coordinator(works, place)
    if actor is None:
        return
    steps = (_called_back, _left_a_message, _overdue, _begun)
    with works.open(actor) as work:
        found = [one for one in (_case(work, place, each) for each in response_ids) if one]
        for step, case in zip(steps, found, strict=False):
            step(work, case)


REFERRED: tuple[tuple[State, ...], ...] = ((), ("received",), ("received", "accepted"))
"""What partners have answered so far: of the first referral nothing yet."""


def refer(works: Works, place: PlaceView, response_ids: Sequence[str]) -> None:
    """Send families, who said yes, to partners whose agreement is in force; nothing where there are none."""
    actor = coordinator(works, place)
    if actor is None or not response_ids:
        return
    with works.open(actor) as work:
        today = work.today()
        found = [one for one in (_case(work, place, each) for each in response_ids) if one]
        to = [
            (one.id, one.facts.agreement.scope)
            for one in partners.of_place(work, place.slug)
            if one.facts.active
            and one.facts.agreement.scope
            and one.facts.agreement.holds_on(today)
        ]
        for case, (partner, shares), answers in zip(reversed(found), to, REFERRED, strict=False):
            said = Consent(today, "parent", shares, work.actor.id or "")
            made = referrals.send(work, place.slug, referrals.draft(work, case, partner), said)
            for number, state in enumerate(answers):
                referrals.move(work, place.slug, made.id, made.revision + number, state)


def coordinator(works: Works, place: PlaceView) -> Actor | None:
    """Who runs the school of the demo; None where somebody took that account away."""
    email, role = WHO
    with works.open(SYSTEM, write=False) as work:
        user = users.by_email(work, email)
    return None if user is None else Actor("user", user.id, user.name, (Grant(place.id, role),))


def _case(work: Work, place: PlaceView, response_id: str) -> Case | None:
    try:
        case = casework.case(work, place.slug, response_id)
    except NotFound:
        return None
    return case if case.code and case.regime == "education_record" else None


def _called_back(work: Work, case: Case) -> None:
    """Reached in the family's language, and done."""
    _write(work, case, "reached", words="Demo: knows where the pantry is and comes on Tuesday.")
    states.change(work, case, case.revision, "done", work.actor.id)


def _left_a_message(work: Work, case: Case) -> None:
    """To be tried again tomorrow."""
    _write(work, case, "left_message", again=1)
    states.change(work, case, case.revision, "in_progress", work.actor.id)


def _overdue(work: Work, case: Case) -> None:
    """Planned for two days ago."""
    notes.add(work, case, "Demo: asked for a bus pass at the front desk.")
    due = work.today() - timedelta(days=2)
    follow_ups.add(work, case, "Demo: bring the bus pass form", due, work.actor.id)


def _begun(work: Work, case: Case) -> None:
    """Nobody answered."""
    _write(work, case, "no_answer")
    states.change(work, case, case.revision, "in_progress")


def _write(work: Work, case: Case, outcome: str, words: str = "", again: int = 0) -> None:
    today = work.today()
    next_try = today + timedelta(days=again) if again else None
    contact = Contact(
        "call", "out", case.language, "none", outcome, today, words, next_try=next_try
    )
    contacts.write(work, case, contact, what_next="Demo: call again" if again else "")
