"""Dated follow-ups: noted with the submission, computed when the host says that it is committed.

Only for education records: a form that stays with the family, or that is anonymous, leaves no trace here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from farolito.api import SCHOOL_ZONE
from farolito_enrollment_checklists.copies import marked_all
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.models import Copy, Deadline, Start
from farolito_enrollment_checklists.rules import APPLY
from farolito_enrollment_checklists.steps import found, is_expedited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from farolito.api import SubmissionSaved, SubmissionView

REGIME: Literal["education_record"] = "education_record"

MOST = 200
"""Lists of a place that its desk shows: more are found by the code on the family's paper."""


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
    for fact in checklists()[start.checklist].steps:
        rule = fact.deadline
        if rule is None or (rule.only == "expedited" and not start.expedited):
            continue
        due = rule.due({APPLY: start.started_on})
        if due is not None:
            yield Deadline(
                place_id=start.place_id,
                response_id=start.response_id,
                checklist=start.checklist,
                step=fact.id,
                due_on=due,
            )


@dataclass(frozen=True)
class Lists:
    """The lists of a family: started, or following from what it said; and the next day that something is due."""

    lists: tuple[str, ...]
    due: date | None


def suggested(session: Session, place_id: str, response_id: str) -> frozenset[str]:
    """The lists that follow from what a family said."""
    return frozenset(start.checklist for start in _starts(session, place_id, response_id))


def families_with_lists(session: Session, place_id: str) -> Mapping[str, Lists]:
    """Responses of a place with a list, by the next day that something is due, then the latest first; at most 200."""
    started: dict[str, set[str]] = {}
    latest: dict[str, date] = {}
    for kind in (Start, Copy):
        rows = select(kind.response_id, kind.checklist, kind.started_on)
        rows = rows.where(kind.place_id == place_id).order_by(kind.started_on.desc()).limit(MOST)
        for response_id, checklist, day in session.execute(rows):
            if checklist in checklists():
                started.setdefault(response_id, set()).add(checklist)
                latest[response_id] = max(day, latest.get(response_id, day))
    due = _next_days(session, place_id)
    far = date.max
    order = sorted(started, key=lambda one: (due.get(one, far), -latest[one].toordinal(), one))
    known = list(checklists())
    return {
        one: Lists(tuple(sorted(started[one], key=known.index)), due.get(one))
        for one in order[:MOST]
    }


def _next_days(session: Session, place_id: str) -> dict[str, date]:
    """The next day of each family for which a clock runs."""
    wanted = select(Copy).where(Copy.place_id == place_id).order_by(Copy.started_on.desc())
    found: dict[str, date] = {}
    for (response_id, checklist), marks in marked_all(
        session, session.scalars(wanted.limit(MOST)).all()
    ).items():
        data = checklists().get(checklist)
        for day in marks.due(data).values() if data else ():
            found[response_id] = min(day, found.get(response_id, day))
    return found
