"""Correcting answers for a family: the next submission, with who did it and why. What was sent first stays as it was.

amend(work, case, number, answers, reason) -> None         # Changed: somebody corrected it meanwhile; NotFound
amendments(work, case) -> tuple[Amendment, ...]            # latest first
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.db.sealing import Cell, seal_json, unseal_json
from farolito.domain.events import SubmissionSaved
from farolito.domain.relevance import relevant_answers
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.casework.opening import names_of, with_family
from farolito.services.casework.states import Changed
from farolito.services.responses import sending
from farolito.services.responses.cells import seal_answers
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.answers import Answers
    from farolito.services.casework.opening import Case
    from farolito.services.work import Work

LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One correction: the number of its submission, by whom, why and when."""

    number: int
    author: str
    reason: str
    at: datetime


def amend(work: Work, case: Case, number: int, answers: Answers, reason: str) -> None:
    """Send ``answers`` in place of submission ``number``. The caller has checked what was changed in them.

    What is no longer asked after the change is left out, as it is when a family sends. Audited; told to plugins as
    every submission is. Raises :class:`Changed` when ``number`` is not the latest any more.
    """
    with_family(case)
    if case.status not in ("completed", "amended"):
        raise NotFound("Only what was sent can be corrected.")
    place_id, response_id, now, fresh = case.place.id, case.response_id, work.now(), number + 1
    day = case.received_at.astimezone(SCHOOL_ZONE).date()  # an age does not grow by a correction
    asked = relevant_answers(case.form, answers, work.types, day)
    done = work.connection.execute(
        queries.AMEND,
        {
            "of_place": place_id,
            "of_response": response_id,
            "of_number": number,
            "number": fresh,
        },
    )
    if done.rowcount != 1:
        raise Changed(case)
    work.connection.execute(
        queries.ADD_AMENDMENT,
        {
            "place_id": place_id,
            "response_id": response_id,
            "number": fresh,
            "form_hash": case.form.hash,
            "language": case.language,
            "answers": seal_answers(work.keyring, place_id, response_id, fresh, asked),
            "digest": sending.digest(work, place_id, case.form.hash, asked),
            "received_at": now,
            "amended_by": work.actor.id,
            "reason": seal_json(work.keyring, _cell(case, fresh), reason),
        },
    )
    audit.record(work, place_id, "response.amended", f"{case.target}/{fresh}")
    form = case.form
    event = SubmissionSaved(place_id, response_id, fresh, form.name, form.hash, form.regime)
    work.tell(event, now)


def amendments(work: Work, case: Case) -> tuple[Amendment, ...]:
    """The corrections of a response, latest first."""
    where = {"place_id": case.place.id, "response_id": case.response_id}
    rows = work.peek(queries.AMENDMENTS, where)
    names = names_of(work, (row.amended_by for row in rows))
    return tuple(
        Amendment(
            row.number,
            names.get(row.amended_by, ""),
            unseal_json(work.keyring, _cell(case, row.number), row.reason) if row.reason else "",
            row.received_at,
        )
        for row in rows
    )


def _cell(case: Case, number: int) -> Cell:
    return Cell("submission", "reason", case.place.id, f"{case.response_id}/{number}")
