"""The roster: who asked, who comes, what was said about privacy first. Names are sealed for their own row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import delete, select

from farolito.api import N_, SCHOOL_ZONE, open_text, seal_text
from farolito_margarets_place.models import Member, Person
from farolito_margarets_place.privacy import REGIME, ours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from farolito.api import PlaceView, SubmissionView, Work

ASKED, OPEN, CLOSED = "asked", "open", "closed"
KEPT = timedelta(days=365)
"""How long a closed name stays: as long as the answers to the forms do."""

CAME_BY = {
    "margarets-place-self-referral": N_("Asked for it"),
    "margarets-place-staff-referral": N_("A member of staff asked"),
    "margarets-place-peer-leader": N_("Wants to be a peer leader"),
    "": N_("Came in person"),
}
"""The form that brought somebody, in words; nothing for who came to the door."""


@dataclass(frozen=True, slots=True)
class Known:
    """A young person as the counselor sees them. ``name`` is empty until the counselor has written one."""

    id: str
    name: str
    response_id: str | None
    came_by: str
    state: str
    since: date
    limits_by: str
    limits_at: str


def note(session: Session, submission: SubmissionView) -> None:
    """Somebody asked: write that down together with the answers. A correction changes nothing."""
    response = submission.response
    if response.regime != REGIME or not ours(response.form.name) or submission.number != 1:
        return
    session.add(
        Person(
            place_id=response.place.id,
            person_id=uuid4().hex,
            response_id=response.id,
            came_by=response.form.name,
            name=None,
            state=ASKED,
            since=submission.received_at.astimezone(SCHOOL_ZONE).date(),
            limits_by=None,
            limits_at="",
        )
    )


def everybody(work: Work, place: PlaceView) -> Sequence[Known]:
    """The whole roster of a place: who asked first, then by name."""
    rows = work.session.scalars(select(Person).where(Person.place_id == place.id))
    found = [_known(work, row) for row in rows]
    order = (ASKED, OPEN, CLOSED)
    return sorted(
        found, key=lambda one: (order.index(one.state), one.name.casefold(), one.since, one.id)
    )


def one(work: Work, place: PlaceView, person_id: str) -> Known | None:
    """Somebody on the roster; None when there is nobody of this id any more."""
    row = work.session.get(Person, (place.id, person_id))
    return None if row is None else _known(work, row)


def add(work: Work, place: PlaceView, name: str) -> str:
    """Somebody who came in person; the new id."""
    person_id = uuid4().hex
    work.session.add(
        Person(
            place_id=place.id,
            person_id=person_id,
            response_id=None,
            came_by="",
            name=seal_text(work, Person.name, (place.id, person_id), name),
            state=OPEN,
            since=work.today(),
            limits_by=None,
            limits_at="",
        )
    )
    return person_id


def rename(work: Work, place: PlaceView, person_id: str, name: str) -> None:
    """Write down a name or initials; who asked is taken on with that."""
    row = work.session.get(Person, (place.id, person_id))
    if row is not None:
        row.name = seal_text(work, Person.name, (place.id, person_id), name)
        row.state = OPEN if row.state == ASKED else row.state


def limits_said(work: Work, place: PlaceView, person_id: str, who: str = "") -> None:
    """The reader (or ``who``) said what stays private and what does not, now. The first time stays as it is."""
    row = work.session.get(Person, (place.id, person_id))
    if row is not None and row.limits_by is None:
        here = work.now().astimezone(SCHOOL_ZONE)
        row.limits_by = seal_text(
            work, Person.limits_by, (place.id, person_id), who or work.actor.name
        )
        row.limits_at = here.isoformat(timespec="minutes")[:16]


def move(work: Work, place: PlaceView, person_id: str, state: str) -> None:
    """Close, or open again; ``since`` says when that was."""
    row = work.session.get(Person, (place.id, person_id))
    if row is not None and state in (OPEN, CLOSED) and state != row.state:
        row.state, row.since = state, work.today()


def sweep(work: Work) -> None:
    """Erase who was closed more than a year ago, at every place: no form ends their time, so a night does."""
    closed = select(Person.place_id, Person.person_id).where(
        Person.state == CLOSED, Person.since < work.today() - KEPT
    )
    for place_id, person_id in work.session.execute(closed).all():
        _erase(work, place_id, person_id)


def erase(work: Work, place: PlaceView, person_id: str) -> None:
    """Take somebody off the roster and out of every group. That meetings were held stays, without a name."""
    _erase(work, place.id, person_id)


def _erase(work: Work, place_id: str, person_id: str) -> None:
    row = work.session.get(Person, (place_id, person_id))
    if row is not None:
        work.session.delete(row)
    work.session.execute(
        delete(Member).where(Member.place_id == place_id, Member.person_id == person_id)
    )


def _known(work: Work, row: Person) -> Known:
    key = (row.place_id, row.person_id)
    return Known(
        id=row.person_id,
        name="" if row.name is None else open_text(work, Person.name, key, row.name),
        response_id=row.response_id,
        came_by=row.came_by,
        state=row.state,
        since=row.since,
        limits_by=""
        if row.limits_by is None
        else open_text(work, Person.limits_by, key, row.limits_by),
        limits_at=row.limits_at,
    )


def wrong_with(name: str, longest: int) -> Mapping[str, str]:
    """What is wrong with a name as it was typed: by field, an English sentence."""
    if not name:
        return {"name": N_("Write a name, or initials.")}
    if len(name) > longest:
        return {"name": N_("Use 60 letters or fewer.")}
    return {}
