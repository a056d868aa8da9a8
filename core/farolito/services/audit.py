"""The audit: who did what to which record. Append-only, one keyed chain per place, never a value in it.

record(work, place_id, action, target, at=None) -> None
entries(work, place_id, before=None, limit=50) -> tuple[Entry, ...]     # newest first
verify(work, place_id) -> Break | None                  # the first row that is not as it was written
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.queries import audit as queries
from farolito.db.sealing import keyed_hash

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.access import Actor
    from farolito.services.work import Work

BEGINNING = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain stops being what was written; ``number`` may lie past the last row when the end is gone."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. ``actor`` is "user:<id>", or the kind of whoever it was."""

    number: int
    at: datetime
    actor: str
    action: str
    target: str


def entries(
    work: Work, place_id: str, before: int | None = None, limit: int = 50
) -> tuple[Entry, ...]:
    """The latest of a place's chain, newest first; those before number ``before``."""
    given: dict[str, Any] = {"place_id": place_id, "limit": limit}
    if before is not None:
        given["before"] = before
    rows = work.peek(queries.page(paged=before is not None), given)
    return tuple(Entry(row.number, row.at, row.actor, row.action, row.target) for row in rows)


def record(work: Work, place_id: str, action: str, target: str, at: datetime | None = None) -> None:
    """Add to the chain of a place, in this very transaction: what is not recorded is not done."""
    head = _end(work, place_id)
    number, actor, moment = head.number + 1, name_of(work.actor), at or work.now()
    link = _hash(work, place_id, number, moment, actor, action, target, head.hash)
    work.carry_out(
        queries.APPEND,
        {
            "place_id": place_id,
            "number": number,
            "at": moment,
            "actor": actor,
            "action": action,
            "target": target,
            "previous_hash": head.hash,
            "hash": link,
        },
    )
    seal = _seal(work, place_id, number, link)
    end = {"of_place": place_id, "number": number, "hash": link, "seal": seal}
    work.carry_out(queries.MOVE_HEAD, end)


def verify(work: Work, place_id: str) -> Break | None:
    """The first row of a place's chain that was changed, removed, inserted or cut off; None when whole."""
    head = work.connection.execute(queries.HEAD, {"place_id": place_id}).one_or_none()
    expected, previous = 1, BEGINNING
    for row in work.connection.execute(queries.CHAIN, {"place_id": place_id}):
        if row.number != expected:
            return Break(expected, "missing")
        link = _hash(
            work, place_id, row.number, row.at, row.actor, row.action, row.target, row.previous_hash
        )
        if row.previous_hash != previous or not hmac.compare_digest(link, row.hash):
            return Break(expected, "changed")
        expected, previous = expected + 1, row.hash
    if head is None:
        return None if expected == 1 else Break(expected, "the end of the chain is missing")
    sealed = hmac.compare_digest(head.seal, _seal(work, place_id, head.number, head.hash))
    if head.number != expected - 1 or head.hash != previous or not sealed:
        return Break(expected, "cut off")
    return None


def _end(work: Work, place_id: str) -> Any:
    """The end of a place's chain, held until this work ends; made when nothing was recorded there before."""
    place = {"place_id": place_id}
    for head in work.carry_out(queries.HEAD_LOCKED, place).rows:
        return head
    first = {"number": 0, "hash": BEGINNING, "seal": _seal(work, place_id, 0, BEGINNING)}
    work.connection.execute(queries.add_head(work.connection), {**place, **first})
    return work.carry_out(queries.HEAD_LOCKED, place).rows[0]


def _seal(work: Work, place_id: str, number: int, end: bytes) -> bytes:
    return keyed_hash(work.keyring, "audit end", place_id, f"{number}|{end.hex()}".encode())


def name_of(actor: Actor) -> str:
    """Whoever acts, as it is recorded: "user:<id>", or the kind of whoever it is."""
    # a family is not a person to us: its session says nothing that the record should
    named = actor.kind in ("user", "volunteer", "tablet")
    return f"{actor.kind}:{actor.id}" if named else actor.kind


def _hash(
    work: Work,
    place_id: str,
    number: int,
    at: datetime,
    actor: str,
    action: str,
    target: str,
    previous: bytes,
) -> bytes:
    said = json.dumps([number, at.isoformat(), actor, action, target, previous.hex()])
    return keyed_hash(work.keyring, "audit", place_id, said.encode())
