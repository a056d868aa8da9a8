"""Campaigns for the whole school (October is the month against violence at home), and the staff's own training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_, open_text, seal_text
from farolito_margarets_place.models import Activity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farolito.api import PlaceView, Work

KINDS = {"campaign": N_("Campaign"), "staff_development": N_("Staff development")}


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done for the whole school."""

    id: str
    kind: str
    day: date
    title: str
    came: int
    minutes: int


def add(
    work: Work,
    place: PlaceView,
    token: str,
    kind: str,
    day: date,
    title: str,
    came: int,
    minutes: int,
) -> None:
    """Write it down. ``token`` was made with the page: the same page sent twice is one activity."""
    if work.session.get(Activity, (place.id, token)) is None:
        work.session.add(
            Activity(
                place_id=place.id,
                activity_id=token,
                kind=kind,
                day=day,
                title=seal_text(work, Activity.title, (place.id, token), title),
                came=came,
                minutes=minutes,
            )
        )


def forget(work: Work, place: PlaceView, activity_id: str) -> None:
    """Take it back."""
    row = work.session.get(Activity, (place.id, activity_id))
    if row is not None:
        work.session.delete(row)


def between(work: Work, place: PlaceView, first: date, last: date) -> Sequence[Done]:
    """What was done from one day to another, both included, the latest first."""
    asked = select(Activity).where(
        Activity.place_id == place.id, Activity.day >= first, Activity.day <= last
    )
    return [
        Done(
            row.activity_id,
            row.kind,
            row.day,
            open_text(work, Activity.title, (place.id, row.activity_id), row.title),
            row.came,
            row.minutes,
        )
        for row in work.session.scalars(asked.order_by(Activity.day.desc(), Activity.activity_id))
    ]
