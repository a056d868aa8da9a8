"""The contact log of a response: sealed, append-only; a mistake is corrected by another entry that names the first.

write(work, case, contact, corrects=None, what_next="") -> None    # NotFound; a next try becomes a follow-up
of(work, case) -> tuple[Entry, ...]                                # latest first
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.db.queries import casework as queries
from farolito.db.sealing import Cell, seal_json, unseal_json
from farolito.domain.contacting import Contact
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.casework import follow_ups
from farolito.services.casework.opening import names_of, with_family
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.casework.opening import Case
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact, who wrote it down and when. ``corrected``: a later entry says what is right."""

    id: str
    contact: Contact
    author: str
    written_at: datetime
    corrects: str | None
    corrected: bool


def write(
    work: Work, case: Case, contact: Contact, corrects: str | None = None, what_next: str = ""
) -> None:
    """Write a contact down, in which the caller found no problem.

    ``what_next`` is what the follow-up of its next try says. Raises :class:`NotFound` when ``corrects`` is no entry
    of this response.
    """
    with_family(case)
    place_id = case.place.id
    if corrects is not None:
        where = {"place_id": place_id, "response_id": case.response_id, "entry_id": corrects}
        if not work.peek(queries.CONTACT, where):
            raise NotFound("There is no such entry.")
    now = work.now()
    entry_id = new_id(now)
    work.connection.execute(
        queries.ADD_CONTACT,
        {
            "place_id": place_id,
            "id": entry_id,
            "response_id": case.response_id,
            "corrects": corrects,
            "author_id": work.actor.id,
            "body": sealed(work, place_id, entry_id, contact),
            "written_at": now,
        },
    )
    audit.record(work, place_id, "contact.corrected" if corrects else "contact.logged", case.target)
    if contact.next_try is not None and what_next:
        follow_ups.add(work, case, what_next, contact.next_try, work.actor.id)


def of(work: Work, case: Case) -> tuple[Entry, ...]:
    """The contact log, latest first."""
    where = {"place_id": case.place.id, "response_id": case.response_id}
    rows = work.peek(queries.CONTACTS, where)
    names = names_of(work, (row.author_id for row in rows))
    corrected = {row.corrects for row in rows if row.corrects}
    return tuple(
        Entry(
            row.id,
            opened(work, case.place.id, row.id, row.body),
            names.get(row.author_id, ""),
            row.written_at,
            row.corrects,
            row.id in corrected,
        )
        for row in rows
    )


def sealed(work: Work, place_id: str, entry_id: str, contact: Contact) -> bytes:
    """An entry as it is kept."""
    said = {**asdict(contact), "on": contact.on.isoformat()}
    said["next_try"] = contact.next_try.isoformat() if contact.next_try else None
    return seal_json(work.keyring, _cell(place_id, entry_id), said)


def opened(work: Work, place_id: str, entry_id: str, body: bytes) -> Contact:
    """An entry as it was written down."""
    return _contact(unseal_json(work.keyring, _cell(place_id, entry_id), body))


def _contact(said: dict[str, Any]) -> Contact:
    following = said.get("next_try")
    return Contact(
        **{
            **said,
            "on": date.fromisoformat(said["on"]),
            "next_try": date.fromisoformat(following) if following else None,
        }
    )


def _cell(place_id: str, entry_id: str) -> Cell:
    return Cell("contact_entry", "body", place_id, entry_id)
