"""Coaching: when a county coach came to a school, what it was about, and what both agreed to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_, NotFound, places_where
from farolito_partners.models import Visit
from farolito_partners.sealing import seal, unseal
from farolito_partners.shared import new_id

if TYPE_CHECKING:
    from datetime import date

    from farolito.api import PlaceView, Work

FOCUS = {
    "integrated_student_supports": N_("Integrated student supports"),
    "expanded_learning_time": N_("Expanded learning time"),
    "family_community_engagement": N_("Family and community engagement"),
    "collaborative_leadership": N_("Collaborative leadership"),
    "data": N_("Using numbers to get better"),
    "partners": N_("Work with partners"),
}
"""What a visit is about: the four pillars, and two ways of working."""


@dataclass(frozen=True)
class Coached:
    """A visit. ``agreed``: a line for each thing, with who does it."""

    id: str
    on: date
    focus: str
    agreed: tuple[str, ...]
    by: str
    next_on: date | None


def places_of(work: Work) -> tuple[PlaceView, ...]:
    """The schools whose coaching the reader sees: those who run them, and county coaches.

    A coach sees counts of a school and no record of it; whoever manages it may see counts as well. Others who see
    counts (health educators) work with records and manage nothing: this is not theirs.
    """
    manages = {one.id for one in places_where(work, "places.manage")}
    lists = {one.id for one in places_where(work, "responses.list")}
    counts = places_where(work, "counts.view")
    return tuple(one for one in counts if one.id in manages or one.id not in lists)


def place_of(work: Work, slug: str) -> PlaceView:
    """One of them. Raises NotFound for any other."""
    for place in places_of(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def visits(work: Work, place: PlaceView) -> list[Coached]:
    """The visits at a school, the latest first."""
    asked = select(Visit).where(Visit.place_id == place.id)
    rows = work.session.scalars(asked.order_by(Visit.on.desc(), Visit.id.desc()))
    return [_coached(work, row) for row in rows]


def one(work: Work, place: PlaceView, visit_id: str) -> Coached:
    """A visit. Raises NotFound."""
    row = work.session.get(Visit, (place.id, visit_id))
    if row is None:
        raise NotFound("There is no such visit.")
    return _coached(work, row)


def write(
    work: Work,
    place: PlaceView,
    *,
    on: date,
    focus: str,
    agreed: tuple[str, ...],
    next_on: date | None,
    by: str = "",
) -> None:
    """Write a visit down."""
    row = Visit(place_id=place.id, id=new_id(work), on=on, next_on=next_on)
    kept = {"focus": focus, "agreed": list(agreed), "by": by or work.actor.name}
    seal(work, row, "said", kept)
    work.session.add(row)
    work.session.flush()


def _coached(work: Work, row: Visit) -> Coached:
    said = unseal(work, row, "said")
    return Coached(row.id, row.on, said["focus"], tuple(said["agreed"]), said["by"], row.next_on)
