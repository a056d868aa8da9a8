"""The tree of places, changed: what stands where decides who may see what, so each change is checked and recorded.

seen(work) -> tuple[PlaceNode, ...]                              # the parts of the tree that the actor may arrange
add(work, kind, slug, name, above="") -> PlaceView
rename(work, slug, name) -> None                                 # addresses stay: they are printed on paper
move(work, slug, above) -> None                                  # with everything below it

Each raises :class:`TreeRefused` with what to do instead, and NotFound for what the actor may not arrange.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import places as queries
from farolito.domain.access import holds
from farolito.errors import FarolitoError, NotFound
from farolito.services import audit, places
from farolito.services.places import PlaceNode, path_of, place_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Row

    from farolito.domain.views import PlaceView
    from farolito.services.places import Kind
    from farolito.services.work import Work

PERMISSION = "places.arrange"
LEVELS: tuple[Kind, ...] = ("county", "district", "site")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_SLUG, LONGEST_NAME = 40, 200
TAKEN = frozenset(
    {
        *("admin", "healthz", "partner", "staff", "static"),
        *("pair", "resume", "tablet", "ticket"),
        *("account", "event", "join", "log-in", "log-out", "passkey", "prove", "second-step"),
        *("households", "my-day", "numbers", "referrals", "who-can-see"),
    }
)
"""Addresses that are ours: the first part of any, and the second one of those for staff."""


class TreeRefused(FarolitoError):
    """A change of the tree that can not be; ``code`` is what screens translate, the message says it in English."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code])
        self.code = code


REFUSALS = {
    "slug": "Write the address with small letters a to z, numbers and hyphens, like duarte-high.",
    "slug_taken": "Another place has this address already. Choose another one.",
    "name": "Write the name of the place, with at most 200 letters.",
    "kind": "Choose county, district or site.",
    "above": "Choose where the place belongs: a district in a county, a site in a district or a county.",
    "below_itself": "A place can not be put below itself.",
}


def seen(work: Work) -> tuple[PlaceNode, ...]:
    """The parts of the tree that the actor may arrange, each with all that is below it."""

    def parts(nodes: Iterable[PlaceNode], above: tuple[str, ...]) -> Iterator[PlaceNode]:
        for node in nodes:
            path = (*above, node.place.id)
            if _may(work, path):
                yield node
            else:
                yield from parts(node.children, path)

    return tuple(parts(places.tree(work), ()))


def add(work: Work, kind: str, slug: str, name: str, above: str = "") -> PlaceView:
    """A new place below the one with the slug ``above``; only a county, and only by the command line, has none."""
    slug, name = slug.strip().lower(), _named(name)
    level = next((level for level in LEVELS if level == kind), None)
    if level is None:
        raise TreeRefused("kind")
    parent = arrangeable(work, above) if above else None
    _refuse_order(level, parent)
    if parent is None and work.actor.kind != "system":
        raise NotFound("There is no such page.")
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in TAKEN:
        raise TreeRefused("slug")
    if work.connection.execute(queries.PLACE_BY_SLUG, {"slug": slug}).first() is not None:
        raise TreeRefused("slug_taken")
    place = places.add(work, level, slug, name, parent.place_id if parent else None)
    audit.record(work, place.id, "place.added", f"place/{place.id}")
    return place


def rename(work: Work, slug: str, name: str) -> None:
    """Another name for people to read."""
    row, name = arrangeable(work, slug), _named(name)
    work.connection.execute(queries.RENAME_PLACE, {"of_place": row.place_id, "name": name})
    audit.record(work, row.place_id, "place.renamed", f"place/{row.place_id}")


def move(work: Work, slug: str, above: str) -> None:
    """Put a place, with everything below it, below another one.

    Whoever holds a role above the new spot has it here from the next request on, and nobody above the old one does.
    """
    work.connection.execute(queries.PLACES_LOCKED)
    row, parent = arrangeable(work, slug), arrangeable(work, above)
    if row.place_id in path_of(parent):
        raise TreeRefused("below_itself")
    _refuse_order(row.place_kind, parent)
    old, new = row.place_path, f"{parent.place_path}/{row.place_id}"
    if old == new:
        return
    below = {"root": row.place_id, "below": f"{old}/%"}
    moved = work.connection.execute(queries.PLACES_BELOW, below).all()
    work.connection.execute(
        queries.MOVE_PLACE, {"of_place": row.place_id, "above": parent.place_id}
    )
    for one in moved:
        path = new + one.place_path[len(old) :]
        work.connection.execute(queries.SET_PATH, {"of_place": one.place_id, "path": path})
    audit.record(work, row.place_id, "place.moved", f"place/{row.place_id}/to/{parent.place_id}")


def homes(work: Work, slug: str) -> tuple[PlaceView, ...]:
    """Where a place could be moved to, by name."""
    row = arrangeable(work, slug)
    return tuple(
        place_of(one)
        for one in work.peek(queries.PLACES)
        if LEVELS.index(one.place_kind) < LEVELS.index(row.place_kind)
        and row.place_id not in path_of(one)
        and _may(work, path_of(one))
    )


def _may(work: Work, path: tuple[str, ...]) -> bool:
    return work.actor.kind == "system" or holds(work.actor.grants, PERMISSION, path)


def arrangeable(work: Work, slug: str) -> Row[Any]:
    """A place that the actor may arrange. Raises NotFound for any other."""
    row = row_of(work, slug)
    if not _may(work, path_of(row)):
        raise NotFound("There is no such place.")
    return row


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not storable(name):
        raise TreeRefused("name")
    return name


def _refuse_order(kind: Kind, parent: Row[Any] | None) -> None:
    above = LEVELS.index(parent.place_kind) if parent else -1
    if above >= LEVELS.index(kind) or (parent is None and kind != "county"):
        raise TreeRefused("above")
