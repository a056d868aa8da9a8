"""Notes of staff about a response: dated, signed, sealed, never changed; on paper only in a letter a family asked for.

add(work, case, text) -> None           # NotFound for an anonymous response
of(work, case) -> tuple[Note, ...]      # latest first
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.db.sealing import Cell, seal_json, unseal_json
from farolito.services import audit
from farolito.services.casework.opening import names_of, with_family
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.casework.opening import Case
    from farolito.services.work import Work

LONGEST = 4000
"""Characters of one note."""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down, and when."""

    id: str
    text: str
    author: str
    written_at: datetime


def add(work: Work, case: Case, text: str) -> None:
    """Keep a note. The caller has checked that it is neither empty nor longer than :data:`LONGEST`."""
    with_family(case)
    now = work.now()
    note_id = new_id(now)
    work.connection.execute(
        queries.ADD_NOTE,
        {
            "place_id": case.place.id,
            "id": note_id,
            "response_id": case.response_id,
            "author_id": work.actor.id,
            "body": seal_json(work.keyring, _cell(case.place.id, note_id), text),
            "written_at": now,
        },
    )
    audit.record(work, case.place.id, "note.written", case.target)


def of(work: Work, case: Case) -> tuple[Note, ...]:
    """The notes about a response, latest first."""
    where = {"place_id": case.place.id, "response_id": case.response_id}
    rows = work.peek(queries.NOTES, where)
    names = names_of(work, (row.author_id for row in rows))
    return tuple(
        Note(
            row.id,
            unseal_json(work.keyring, _cell(case.place.id, row.id), row.body),
            names.get(row.author_id, ""),
            row.written_at,
        )
        for row in rows
    )


def _cell(place_id: str, note_id: str) -> Cell:
    return Cell("staff_note", "body", place_id, note_id)
