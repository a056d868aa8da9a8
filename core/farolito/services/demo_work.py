"""What the made-up staff of the demo did about its made-up families: calls, somebody to call back, one thing overdue.

do(works, place, response_ids) -> None
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.contacting import Contact
from farolito.errors import NotFound
from farolito.services import casework, users
from farolito.services.casework import contacts, follow_ups, notes, states

if TYPE_CHECKING:
    from collections.abc import Sequence

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
