"""Dated follow-ups: noted with the submission, computed when the host says that it is committed.

Only for education records: a form that stays with the family, or that is anonymous, leaves no trace here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import SCHOOL_ZONE
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.models import Deadline, Start
from farolito_enrollment_checklists.steps import found, is_expedited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from farolito.api import SubmissionSaved, SubmissionView

REGIME = "education_record"


def note(session: Session, submission: SubmissionView) -> None:
    """Write down which checklists a submission starts. A correction takes back those it no longer names."""
    response = submission.response
    if response.regime != REGIME:
        return
    wanted = found(response)
    # before the first submission there is nothing to take back
    before = _starts(session, response.place.id, response.id) if submission.number > 1 else []
    known = {start.checklist: start for start in before}
    for checklist, start in known.items():
        if checklist not in wanted:
            session.delete(start)
    for checklist in wanted:
        expedited = checklist == "calfresh" and is_expedited(response)
        if checklist in known:
            known[checklist].expedited = expedited
            continue
        session.add(
            Start(
                place_id=response.place.id,
                response_id=response.id,
                checklist=checklist,
                started_on=submission.received_at.astimezone(SCHOOL_ZONE).date(),
                expedited=expedited,
            )
        )


def work_off(session: Session, event: SubmissionSaved) -> None:
    """Make the deadlines of a response what its starts say; doing it again changes nothing."""
    due = {
        (deadline.checklist, deadline.step): deadline
        for start in _starts(session, event.place_id, event.response_id)
        for deadline in _deadlines(start)
    }
    statement = select(Deadline).where(
        Deadline.place_id == event.place_id, Deadline.response_id == event.response_id
    )
    kept = {(one.checklist, one.step): one for one in session.scalars(statement)}
    for key, deadline in kept.items():
        if key not in due:
            session.delete(deadline)
    for key, deadline in due.items():
        if key in kept:
            kept[key].due_on = deadline.due_on
        else:
            session.add(deadline)


def _starts(session: Session, place_id: str, response_id: str) -> list[Start]:
    statement = select(Start).where(Start.place_id == place_id, Start.response_id == response_id)
    return list(session.scalars(statement))


def _deadlines(start: Start) -> Iterator[Deadline]:
    steps = checklists()[start.checklist].part("steps")
    for fact in steps.facts if steps else ():
        if fact.days is None or (fact.only == "expedited" and not start.expedited):
            continue
        yield Deadline(
            place_id=start.place_id,
            response_id=start.response_id,
            checklist=start.checklist,
            step=fact.id,
            due_on=start.started_on + timedelta(days=fact.days),
        )
