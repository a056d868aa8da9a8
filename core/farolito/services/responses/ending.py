"""How a response ends: sent (:mod:`.sending`) or stopped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes, ways_back
from farolito.db.queries import responses as queries
from farolito.domain.consent_paths import consent_path
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict
from farolito.services import audit
from farolito.services.responses.cells import seal_draft
from farolito.services.work import start_of_day

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.definitions import Form
    from farolito.domain.regimes import ConsentPath
    from farolito.services.responses.values import ResponseDraft, Status
    from farolito.services.work import Work


OVER = "response_over"
"""The job that tells of a response that ended without a submission: kept as it was, or sent as it had been sent."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What a response becomes. ``let_go``: no cookie leads to it any more."""

    status: Status
    language: str
    at: datetime
    received_at: datetime | None  # None: staff are never shown it
    let_go: bool = False
    draft: bytes | None = None
    code: bytes | None = None
    code_index: bytes | None = None
    submitted_number: int = 0
    consent_path: ConsentPath = "unknown"


def close(work: Work, handle: ResponseDraft, revision: int, ending: Ending) -> bool:
    """Whether the response ended: it stood at ``revision``, and no other one of the place has this code."""
    done = work.carry_out(
        queries.CLOSE,
        {
            "of_place": handle.place.id,
            "of_response": handle.response_id,
            "of_revision": revision,
            "revision": revision + 1,
            "status": ending.status,
            "language": ending.language,
            "consent_path": ending.consent_path,
            "at": ending.at,
            "received_at": ending.received_at,
            "draft": ending.draft,
            "code": ending.code,
            "code_index": ending.code_index,
            "submitted_number": ending.submitted_number,
        },
    )
    if done.changed == 1 and ending.let_go:
        gone = {"of_place": handle.place.id, "of_response": handle.response_id}
        work.carry_out(queries.LET_ONE_GO, gone)
    return done.changed == 1


def locked(work: Work, handle: ResponseDraft) -> Any:
    """How a response stands now; nobody else changes it before the work ends."""
    return work.connection.execute(
        queries.NOW_LOCKED, {"place_id": handle.place.id, "response_id": handle.response_id}
    ).one()


def standing(work: Work, handle: ResponseDraft) -> Any:
    """The same for one that must be open still. Raises :class:`Conflict` when it has ended."""
    now = locked(work, handle)
    if now.status == "stopped":
        raise Conflict("This form was stopped in another window.")
    if now.status != "in_progress" and now.draft is None:
        raise Conflict("These answers were already sent.")
    return now


def moment_for(work: Work, form: Form) -> datetime:
    """When things happen to a response: for an anonymous one only the day is ever written."""
    now = work.now()
    return start_of_day(now) if POLICIES[form.regime].anonymous else now


def stop(work: Work, handle: ResponseDraft, *, keep: bool) -> None:
    """The person stops here. ``keep``: what they told so far stays, for staff; otherwise it is erased.

    No cookie leads to it any more. What a tablet sent and staff corrected here is held as before when it is erased.
    Raises :class:`Conflict` when it was sent already.
    """
    if handle.response_id is None or handle.status != "in_progress":
        raise Conflict("These answers were already sent.")
    moment = moment_for(work, handle.form)
    draft = None
    if keep:
        draft = seal_draft(work.keyring, handle.place.id, handle.response_id, handle.draft)
    ending = Ending(
        status="stopped",
        language=handle.language,
        at=moment,
        received_at=moment if keep else None,
        let_go=True,
        draft=draft,
        consent_path=consent_path(handle.form, handle.draft.answers),
    )
    if not close(work, handle, handle.revision, ending):
        now = standing(work, handle)
        left = now.draft if keep else None
        close(work, handle, now.revision, replace(ending, language=now.language, draft=left))
    gone = {"of_place": handle.place.id, "of_response": handle.response_id}
    work.carry_out(ways_back.DROP, gone)
    if keep and work.peek(envelopes.CORRECTED_IN, gone):
        anonymous = POLICIES[handle.form.regime].anonymous
        over = {"place_id": handle.place.id, "response_id": handle.response_id}
        work.enqueue(OVER, {**over, "anonymous": anonymous}, at=moment)
    # the chain keeps the order of things, so it may not say which anonymous response this was
    which = "" if POLICIES[handle.form.regime].anonymous else handle.response_id
    audit.record(work, handle.place.id, "response.stopped", f"response/{which}", moment)
