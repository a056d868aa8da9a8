"""Places: county, districts and sites, as a tree.

add(work, kind, slug, name, parent_id=None, settings=None) -> PlaceView
by_slug(work, slug: str) -> PlaceView                            # NotFound
settings_of(work, slug: str) -> PlaceSettings                    # NotFound
path(work, slug: str) -> tuple[str, ...]                         # ids from the root to the place; NotFound
children(work, place_id: str | None) -> tuple[PlaceView, ...]    # None: the top of the tree
tree(work) -> tuple[PlaceNode, ...]
offered(work, place) -> tuple[OfferedPlace, ...]                 # what a question of a place offers, nearest first
every(work) -> tuple[PlaceView, ...]
where(work, permission) -> tuple[PlaceView, ...]                  # of any kind, where the actor holds it
of_actor(work, kinds=("site",)) -> tuple[PlaceView, ...]         # sites at and below the actor's grants
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import insert

from farolito.db.base import storable, table_of
from farolito.db.models import Place
from farolito.db.queries import places as queries
from farolito.domain.access import holds
from farolito.domain.promises import Promises
from farolito.domain.question_types.base import OfferedPlace
from farolito.domain.views import PlaceView
from farolito.errors import NotFound
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Row

    from farolito.services.work import Work

Kind = Literal["county", "district", "site"]


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """What a place decides for itself; every field is printed or shown as it is when it is not empty."""

    languages: Literal["reviewed", "draft"] = "reviewed"  # which translations families are offered
    first_languages: tuple[str, ...] = ()  # whose buttons come first
    contact: str = ""  # who answers questions
    phone: str = ""
    room: str = ""
    hours: str = ""
    on_duty: str = ""  # these three are promises, see farolito.domain.promises
    on_duty_hours: str = ""
    private_room: str = ""
    small_counts: int = 10  # counts of 1 to this many are not shown, here and below; at least 10

    @property
    def promises(self) -> Promises:
        """What the place has promised, for forms that demand something."""
        return Promises(self.on_duty, self.on_duty_hours, self.private_room)


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place with what is below it, by name."""

    place: PlaceView
    children: tuple[PlaceNode, ...]


def add(
    work: Work,
    kind: Kind,
    slug: str,
    name: str,
    parent_id: str | None = None,
    settings: PlaceSettings | None = None,
) -> PlaceView:
    """A new place below another one. Raises :class:`NotFound` when there is no such parent."""
    place_id, above = new_id(work.now()), ""
    if parent_id is not None:
        parent = work.connection.execute(queries.PLACE_BY_ID, {"place_id": parent_id}).one_or_none()
        if parent is None:
            raise NotFound("There is no place to put this one under.")
        above = f"{parent.place_path}/"
    work.connection.execute(
        insert(table_of(Place)).values(
            id=place_id,
            parent_id=parent_id,
            kind=kind,
            slug=slug,
            name=name,
            settings=asdict(settings or PlaceSettings()),
            path=above + place_id,
        )
    )
    return PlaceView(place_id, slug, name, kind, tuple(above.split("/")[-2::-1]))


def by_slug(work: Work, slug: str) -> PlaceView:
    """The place that addresses begin with. Raises :class:`NotFound`."""
    return place_of(row_of(work, slug))


def settings_of(work: Work, slug: str) -> PlaceSettings:
    """What a place decided for itself. Raises :class:`NotFound`."""
    return settings_from(row_of(work, slug).place_settings)


def path(work: Work, slug: str) -> tuple[str, ...]:
    """The ids from the root down to the place: what grants are held against. Raises :class:`NotFound`."""
    return path_of(row_of(work, slug))


def roots(work: Work) -> tuple[str, ...]:
    """The tops of all trees by id, always in one order: two who write to each of them never wait for one another."""
    return tuple(sorted(row.place_id for row in work.peek(queries.ROOTS)))


def children(work: Work, place_id: str | None) -> tuple[PlaceView, ...]:
    """The places right below one, by name."""
    below = queries.ROOTS if place_id is None else queries.CHILDREN
    return tuple(place_of(row) for row in work.peek(below, {"parent_id": place_id}))


def tree(work: Work) -> tuple[PlaceNode, ...]:
    """All places."""
    below: dict[str | None, list[Row[Any]]] = {}
    for row in work.peek(queries.PLACES):
        below.setdefault(row.parent_id, []).append(row)

    def nodes(parent_id: str | None) -> tuple[PlaceNode, ...]:
        return tuple(
            PlaceNode(place_of(row), nodes(row.place_id)) for row in below.get(parent_id, ())
        )

    return nodes(None)


def offered(work: Work, place: PlaceView) -> tuple[OfferedPlace, ...]:
    """The sites and districts of the tree that ``place`` is in: those of its own district first, then by name.

    Where a tree has no sites, the place itself is offered, so that the question can be answered.
    """
    own = path(work, place.slug)
    rows = work.peek(queries.PLACES_BELOW, {"root": own[0], "below": f"{own[0]}/%"})
    names = {row.place_id: row.place_name for row in rows if row.place_kind == "district"}
    rows = sorted(rows, key=lambda row: not _near(own, path_of(row)))  # stable: by name
    found = tuple(
        OfferedPlace(
            row.place_slug, row.place_name, row.place_kind, names.get(row.parent_id or "", "")
        )
        for row in rows
        if row.place_kind in ("site", "district")
    )
    if any(one.kind == "site" for one in found):
        return found
    return (*found, OfferedPlace(place.slug, place.name))


def _near(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two places share more than the top of their tree."""
    return len(own) > 1 and own[:2] == other[:2]


def of_actor(work: Work, kinds: Collection[str] = ("site",)) -> tuple[PlaceView, ...]:
    """The sites, or places of other kinds, where the actor holds any role, directly or from above, by name."""
    granted = {grant.place_id for grant in work.actor.grants}
    return tuple(
        place_of(row)
        for row in work.peek(queries.PLACES)
        if row.place_kind in kinds and granted.intersection(path_of(row))
    )


def every(work: Work) -> tuple[PlaceView, ...]:
    """Every place of any kind, by name."""
    return tuple(map(place_of, work.peek(queries.PLACES)))


def where(work: Work, permission: str) -> tuple[PlaceView, ...]:
    """Every place of any kind at which the actor holds ``permission``: parents before what is in them."""
    rows = [
        row
        for row in work.peek(queries.PLACES)
        if holds(work.actor.grants, permission, path_of(row))
    ]
    return tuple(place_of(row) for row in sorted(rows, key=lambda row: len(path_of(row))))


def place_of(row: Row[Any]) -> PlaceView:
    """The place that a row brings along."""
    return PlaceView(
        id=row.place_id,
        slug=row.place_slug,
        name=row.place_name,
        kind=row.place_kind,
        above=path_of(row)[-2::-1],
    )


def path_of(row: Row[Any]) -> tuple[str, ...]:
    """The ids from the root down to the place that a row brings along."""
    return tuple(row.place_path.split("/"))


def settings_from(stored: Mapping[str, Any]) -> PlaceSettings:
    """Stored settings; one that a later version wrote is left aside."""
    known = {name: stored[name] for name in PlaceSettings.__slots__ if name in stored}
    return PlaceSettings(**{**known, "first_languages": tuple(known.get("first_languages", ()))})


def findable(*names: str) -> None:
    """Raises :class:`NotFound` for a name that no database could hold, such as one with a NUL."""
    if not all(map(storable, names)):
        raise NotFound("There is no such page.")


def row_of(work: Work, slug: str) -> Row[Any]:
    """The row of a place, for what is built from it. Raises :class:`NotFound`."""
    findable(slug)
    for row in work.peek(queries.PLACE_BY_SLUG, {"slug": slug}):
        return row
    raise NotFound("There is no such place.")
