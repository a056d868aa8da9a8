"""Coming back with a code and a second fact, on any phone.

open_again(work, code, fact, address) -> Opened | Shut        # returns, so that a wrong try is counted
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes
from farolito.db.queries import ways_back as queries
from farolito.domain import codes, second_facts
from farolito.domain.access import Actor
from farolito.services import audit, limits, sessions
from farolito.services.limits import Limit
from farolito.services.responses.ways_back import code_index, fact_hash

if TYPE_CHECKING:
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work

DRAFT_LIVES = timedelta(days=30)
"""Since the last save. Where the form promises less, the night erases it sooner."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Answers that are open again: where they are, in a session of their own."""

    place_slug: str
    link_slug: str
    session: NewSession


@dataclass(frozen=True, slots=True)
class Shut:
    """Code and fact do not open anything, or there were too many wrong tries: ``seconds`` to wait."""

    seconds: int = 0


def open_again(work: Work, code: str, fact: str, address: str) -> Opened | Shut:
    """Open a response for whoever shows its code and its second fact, however they are typed.

    It moves: the session that held it before does not lead to it any more. Wrong tries are counted, right ones never:
    5 of a code and 20 of an address at once, and as many in 15 minutes from then on. What is said, and what is done to
    find out, is the same for an unknown code, a wrong fact, and what was withdrawn, erased or is too old.
    """
    meant = codes.typed(code) or ""
    tries = (
        Limit("way back", meant, burst=5, every=timedelta(minutes=3)),
        Limit("way back here", address, burst=20, every=timedelta(seconds=45)),
    )
    if seconds := limits.wait(work, tries):
        return Shut(seconds)
    rows = work.peek(queries.BY_CODE, {"code_index": code_index(work, meant)})
    row: Any = rows[0] if rows else _nobodys(work)
    digits = second_facts.typed(fact)
    right = _is_fact(work, row, second_facts.as_number(digits))
    right |= _is_fact(work, row, second_facts.as_birthday(digits))
    if not (right and _alive(work, row) and rows):
        limits.charge(work, tries)
        return Shut()
    session = sessions.start_family(work)
    work.actor = Actor("family", id=session.id)
    moved = {"of_place": row.place_id, "of_response": row.response_id, "session_id": session.id}
    work.connection.execute(queries.MOVE, moved)
    work.connection.execute(queries.OPENED, moved)
    if row.status != "in_progress":
        if row.saved_at <= work.now() - DRAFT_LIVES:
            # a change that nobody sent is forgotten as a draft is
            work.connection.execute(queries.DROP_CHANGE, moved)
            work.connection.execute(envelopes.RELEASE, moved)
        audit.record(work, row.place_id, "response.reopened", f"response/{row.response_id}")
    return Opened(row.place_slug, row.link_slug, session)


def _is_fact(work: Work, row: Any, meaning: str) -> bool:
    return hmac.compare_digest(fact_hash(work, row.place_id, row.response_id, meaning), row.fact)


def _alive(work: Work, row: Any) -> bool:
    """Whether somebody may still come back to it."""
    if row.status == "in_progress":
        return bool(row.saved_at > work.now() - DRAFT_LIVES)
    return row.status in ("completed", "amended") and row.work_state != "withdrawn"


def _nobodys(work: Work) -> SimpleNamespace:
    """Stands for the response of a code that nobody has: as much work, and no fact opens it."""
    return SimpleNamespace(
        place_id="",
        response_id="",
        fact=secrets.token_bytes(32),
        status="in_progress",
        saved_at=work.now(),
        work_state="new",
    )
