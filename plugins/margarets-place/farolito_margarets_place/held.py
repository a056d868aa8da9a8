"""Meetings that were held: with one person, a group, a class, or whoever dropped in. Days and numbers, never words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_
from farolito_margarets_place.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farolito.api import PlaceView, Work

WITH_ONE = {"individual": N_("Individual"), "crisis": N_("Urgent")}
DROP_IN = {"nutrition": N_("Nutrition"), "lunch": N_("Lunch"), "other": N_("Another time")}
KINDS = (*WITH_ONE, "group", "peer_leaders", "yes_class", *DROP_IN)
LAST = 6
"""So many days of who dropped in are shown."""

LESSONS = 5
"""The lessons of the YES curriculum for grade 9."""


def hold(
    work: Work,
    place: PlaceView,
    token: str,
    kind: str,
    day: date,
    came: int,
    person_id: str = "",
    circle_id: str = "",
    lesson: int = 0,
) -> None:
    """Write a meeting down. ``token`` was made with the page: the same page sent twice is one meeting."""
    if work.session.get(Meeting, (place.id, token)) is None:
        work.session.add(
            Meeting(
                place_id=place.id,
                meeting_id=token,
                kind=kind,
                day=day,
                came=came,
                person_id=person_id,
                circle_id=circle_id,
                lesson=lesson,
            )
        )


def drop_in(work: Work, place: PlaceView, day: date, kind: str, came: int) -> None:
    """How many dropped in on a day at nutrition or lunch; said again, it is corrected."""
    known = work.session.get(Meeting, (place.id, _drop_in_id(day, kind)))
    if known is None:
        hold(work, place, _drop_in_id(day, kind), kind, day, came)
    else:
        known.came = came


def forget(work: Work, place: PlaceView, meeting_id: str) -> None:
    """Take a meeting back that was written down by mistake."""
    known = work.session.get(Meeting, (place.id, meeting_id))
    if known is not None:
        work.session.delete(known)


def with_person(work: Work, place: PlaceView, person_id: str) -> Sequence[Meeting]:
    """The meetings with one person, the latest first."""
    return _latest(work, Meeting.place_id == place.id, Meeting.person_id == person_id)


def of_circle(work: Work, place: PlaceView, circle_id: str) -> Sequence[Meeting]:
    """The meetings of a group or class, the latest first."""
    return _latest(work, Meeting.place_id == place.id, Meeting.circle_id == circle_id)


def dropped_in(work: Work, place: PlaceView) -> Sequence[Meeting]:
    """The last days on which somebody dropped in."""
    return _latest(work, Meeting.place_id == place.id, Meeting.kind.in_(DROP_IN))[:LAST]


def between(work: Work, place: PlaceView, first: date, last: date) -> Sequence[Meeting]:
    """Everything that was held from one day to another, both included."""
    return _latest(work, Meeting.place_id == place.id, Meeting.day >= first, Meeting.day <= last)


def _latest(work: Work, *where: object) -> Sequence[Meeting]:
    asked = select(Meeting).where(*where)  # type: ignore[arg-type]  # conditions of SQLAlchemy
    return work.session.scalars(asked.order_by(Meeting.day.desc(), Meeting.meeting_id)).all()


def _drop_in_id(day: date, kind: str) -> str:
    return f"{day.isoformat()}-{kind}"
