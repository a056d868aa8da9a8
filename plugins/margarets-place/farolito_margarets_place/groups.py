"""Groups, peer leaders, and the classes that have the YES lessons. Titles and names are sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from farolito.api import N_, open_text, seal_text
from farolito_margarets_place.models import Circle, Member, Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farolito.api import PlaceView, Work

KINDS = {
    "group": N_("Group"),
    "peer_leaders": N_("Peer leaders"),
    "yes_class": N_("Class with the YES lessons"),
}
ROSTERS = ("group", "peer_leaders")
"""The kinds that have a roster of names; of a class only how many came is written down."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the counselor sees it."""

    id: str
    kind: str
    title: str
    since: date
    closed: bool


@dataclass(frozen=True, slots=True)
class InGroup:
    """A member, by name; ``person_id`` is empty for who is not on the roster."""

    id: str
    name: str
    person_id: str


def of_place(work: Work, place: PlaceView) -> Sequence[Group]:
    """Every group of a place: those that meet first, then by kind and title."""
    rows = work.session.scalars(select(Circle).where(Circle.place_id == place.id))
    order = list(KINDS)
    return sorted(
        (_group(work, row) for row in rows),
        key=lambda one: (one.closed, order.index(one.kind), one.title.casefold(), one.id),
    )


def one(work: Work, place: PlaceView, circle_id: str) -> Group | None:
    """A group; None when there is none of this id."""
    row = work.session.get(Circle, (place.id, circle_id))
    return None if row is None else _group(work, row)


def begin(work: Work, place: PlaceView, kind: str, title: str) -> str:
    """A new group; its id."""
    circle_id = uuid4().hex
    work.session.add(
        Circle(
            place_id=place.id,
            circle_id=circle_id,
            kind=kind,
            title=seal_text(work, Circle.title, (place.id, circle_id), title),
            since=work.today(),
            closed=False,
        )
    )
    return circle_id


def members(work: Work, place: PlaceView, circle_id: str) -> Sequence[InGroup]:
    """Who is in a group, by name."""
    rows = work.session.scalars(
        select(Member).where(Member.place_id == place.id, Member.circle_id == circle_id)
    )
    found = [
        InGroup(
            row.member_id,
            open_text(work, Member.name, (place.id, circle_id, row.member_id), row.name),
            row.person_id,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def join(work: Work, place: PlaceView, circle_id: str, name: str, person_id: str = "") -> None:
    """Take somebody in: by name, or somebody of the roster, with whose form the row is erased. Once is enough."""
    member_id = person_id or uuid4().hex
    key = (place.id, circle_id, member_id)
    person = work.session.get(Person, (place.id, person_id)) if person_id else None
    if work.session.get(Member, key) is None:
        work.session.add(
            Member(
                place_id=place.id,
                circle_id=circle_id,
                member_id=member_id,
                person_id=person_id,
                response_id=person.response_id if person else None,
                name=seal_text(work, Member.name, key, name),
            )
        )


def leave(work: Work, place: PlaceView, circle_id: str, member_id: str) -> None:
    """Take somebody out. Twice is as good as once."""
    row = work.session.get(Member, (place.id, circle_id, member_id))
    if row is not None:
        work.session.delete(row)


def close(work: Work, place: PlaceView, circle_id: str) -> None:
    """It does not meet any more: the names of its members are erased, its meetings stay."""
    row = work.session.get(Circle, (place.id, circle_id))
    if row is not None:
        for member in members(work, place, circle_id):
            leave(work, place, circle_id, member.id)
        row.closed = True


def _group(work: Work, row: Circle) -> Group:
    title = open_text(work, Circle.title, (row.place_id, row.circle_id), row.title)
    return Group(row.circle_id, row.kind, title, row.since, row.closed)
