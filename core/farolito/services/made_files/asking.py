"""Asking for a file, looking how far it is, and taking the wish back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import made_files as queries
from farolito.domain.access import holds
from farolito.errors import Conflict, NotFound
from farolito.services.ids import new_id
from farolito.services.made_files.kinds import KINDS
from farolito.services.made_files.on_disk import ids_there, remove
from farolito.services.made_files.values import MadeFile, file_of
from farolito.services.places import findable, path_of, place_of, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.work import Work

AT_ONCE = 3
"""How many files of one person may wait at a place: who asks for more has not seen that they are being made."""


def ask(work: Work, place_slug: str, kind: str, about: Mapping[str, Any], total: int) -> str:
    """Ask for a file; its id. Asked for twice, as by a double tap, it is made once.

    ``about``: names and ids only, never an answer. Raises :class:`NotFound` for whoever may not have it,
    :class:`Conflict` when three of the actor's wait already.
    """
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    if work.actor.id is None or not holds(work.actor.grants, KINDS[kind].permission, path):
        raise NotFound("There is no such page.")
    undone = [
        one
        for one in work.connection.execute(  # under the lock: two taps come one after the other
            queries.OF_USER, {"user_id": work.actor.id, "place_id": place.id}
        )
        if one.state in ("waiting", "making")
    ]
    for one in undone:
        if one.kind == kind and one.about == about:
            return str(one.id)
    if len(undone) >= AT_ONCE:
        raise Conflict("Three files are being made for you. Take one, or stop one, then ask again.")
    now = work.now()
    file_id = new_id(now)
    work.connection.execute(
        queries.ADD,
        {
            "place_id": place.id,
            "id": file_id,
            "kind": kind,
            "asked_by": work.actor.id,
            "asked_at": now,
            "about": dict(about),
            "total": total,
            "touched_at": now,
        },
    )
    return file_id


def one(work: Work, place_slug: str, file_id: str) -> MadeFile:
    """A file that the actor asked for, and may still have. Raises :class:`NotFound` for every other one."""
    findable(place_slug, file_id)
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    for found in work.peek(queries.ONE, {"place_id": place.id, "file_id": file_id}):
        kind = KINDS.get(found.kind)
        if (
            kind is not None
            and work.actor.kind == "user"
            and found.asked_by == work.actor.id
            and holds(work.actor.grants, kind.permission, path)
        ):
            return file_of(found, place)
    raise NotFound("There is no such page.")


def mine(work: Work, place_slug: str) -> tuple[MadeFile, ...]:
    """What the actor asked for at a place lately, the latest first. Raises :class:`NotFound` for no such place."""
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    return tuple(
        file_of(found, place)
        for found in work.peek(queries.OF_USER, {"user_id": work.actor.id, "place_id": place.id})
        if (kind := KINDS.get(found.kind)) and holds(work.actor.grants, kind.permission, path)
    )


def drop(work: Work, place_slug: str, file_id: str) -> None:
    """The actor wants it no more: whoever makes it stops, and nothing of it stays. Raises :class:`NotFound`."""
    found = one(work, place_slug, file_id)
    work.connection.execute(queries.DROP, {"of_place": found.place.id, "of_file": found.id})
    remove(work.settings.data, found.id)


def forget(work: Work, place_id: str, response_id: str) -> None:
    """A response is erased: every file of its place that may hold it is gone, and those being made are not finished.

    The files themselves are swept away once this work has ended well.
    """
    gone = work.connection.execute(queries.DROP_OF_PLACE, {"of_place": place_id}).rowcount
    if gone:
        work.afterwards(swept)


def swept(work: Work) -> None:
    """Remove what nobody may have any more from the disk."""
    kept = {row.id for row in work.peek(queries.KEPT)}
    for file_id in ids_there(work.settings.data) - kept:
        remove(work.settings.data, file_id)
