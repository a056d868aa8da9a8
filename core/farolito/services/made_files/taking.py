"""Taking a file away: recorded before its first byte, gone with its last one; and what nobody took in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.db.queries import made_files as queries
from farolito.domain.access import SYSTEM
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.made_files import on_disk
from farolito.services.made_files.asking import one, swept
from farolito.services.made_files.values import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.made_files.values import MadeFile, Part
    from farolito.services.work import Work, Works


@dataclass(frozen=True, slots=True)
class Taken:
    """A part, and its bytes."""

    part: Part
    pieces: Iterator[bytes]


REMEMBERED = timedelta(days=1)
"""How long a row says what became of a file that is gone."""


def take(work: Work, works: Works, place_slug: str, file_id: str, label: str) -> Taken:
    """A part of a file that is ready, for whoever asked for it. Needs a writing work: it is recorded.

    Raises :class:`NotFound` when it is not there: not asked for by the actor, taken, or over its hour.
    """
    found = one(work, place_slug, file_id)
    part = next((part for part in found.parts if part.label == label), None)
    if (
        found.state != "ready"
        or part is None
        or part.taken
        or (found.until or work.now()) <= work.now()
    ):
        raise NotFound("This file is not there any more.")
    if not on_disk.is_there(work.settings.data, found.id, label):
        raise NotFound("This file is not there any more.")  # nor on this machine, perhaps
    audit.record(work, found.place.id, "file.taken", f"file/{found.kind}/{found.id}")
    return Taken(part, _bytes(works, found, part))


def _bytes(works: Works, found: MadeFile, part: Part) -> Iterator[bytes]:
    """The file; when its last byte was sent it is gone. One that broke off can be taken again."""
    data, keyring = works.settings.data, works.keyring
    yield from on_disk.reading(data, keyring, found.place.id, found.id, part.label)
    on_disk.remove(data, found.id, part.label)
    with works.open(SYSTEM) as work:
        here = {"place_id": found.place.id, "file_id": found.id}
        for row in work.connection.execute(queries.ONE, here):
            parts = [
                {**one, "taken": one["taken"] or one["label"] == part.label} for one in row.parts
            ]
            left = [one for one in parts if not one["taken"]]
            state = "ready" if left else "gone"
            here = {"of_place": found.place.id, "of_file": found.id}
            work.connection.execute(queries.PARTS, {**here, "as_parts": parts, "as_state": state})


def sweep(works: Works) -> None:
    """What is over its hour is gone from the disk; what ended yesterday is forgotten. Safe to repeat."""
    with works.open(SYSTEM) as work:
        now = work.now()
        times = {"made_before": now - KEPT, "ended_before": now - REMEMBERED}
        if not work.peek(queries.OVER, times):
            return
        work.connection.execute(queries.EXPIRE, {"made_before": now - KEPT})
        work.connection.execute(queries.FORGET, {"ended_before": now - REMEMBERED})
    with works.open(SYSTEM) as work:
        swept(work)
