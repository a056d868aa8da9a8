"""What a person decides about an envelope that is held: take it, join it, correct it first, or set it aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.domain.envelopes import is_sid
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services import audit, casework, responses, sessions
from farolito.services.places import path_of, place_of, row_of
from farolito.services.receiving import joining
from farolito.services.receiving.holding import form_of, may_decide
from farolito.services.receiving.opening import (
    Held,
    Opened,
    become,
    begin,
    ended,
    let_body_go,
    locked,
    open_row,
    send,
    tell_its_ticket,
    told_ahead,
)
from farolito.services.receiving.storing import KIND
from farolito.services.responses.finding import taken_over

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.services.responses import ResponseDraft
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work


LATER = timedelta(minutes=5)
"""After which what somebody decided is done, or they have died over it."""


def look(work: Work, place_slug: str, sid: str) -> Opened:
    """What is in it, for whoever may read such records; recorded. Needs a writing work.

    Raises :class:`NotFound`, and :class:`Conflict` when it can not be opened or was decided about meanwhile.
    """
    row = _held_row(work, place_slug, sid)
    opened = _opened(work, row)
    audit.record(work, row.place_id, "envelope.read", f"envelope/{sid}")
    first = joining.corrected(work, row, opened)
    return replace(opened, first=first.became or "") if first else opened


def take(work: Work, place_slug: str, sid: str) -> str:
    """Take it as it is; the id of the response, "" of an anonymous one.

    One that could be sent is sent. Otherwise it is kept as a form that was stopped before its end: nothing typed is
    lost, and nobody counts it as complete. Raises as :func:`look` does.
    """
    row = _held_row(work, place_slug, sid)
    opened = _opened(work, row)
    if POLICIES[opened.form.regime].anonymous:
        # whoever dies before the bytes are let go leaves that to the worker
        here = {"place_id": row.place_id, "sid": sid}
        work.enqueue(KIND, here, run_after=work.now() + LATER)
    told = told_ahead(work, row, opened)
    if told:
        row = _held_row(work, place_slug, sid)
    if row.became is not None:
        raise Conflict("Somebody is correcting this record.")
    try:
        response_id = send(work, row, opened)
    except Held as held:
        if held.reason != "rules":
            raise Conflict("This record can not be taken in here.") from None
        work.undo()
        row = _held_row(work, place_slug, sid)
        handle = begin(work, row, opened, None)
        responses.stop(work, handle, keep=True)
        response_id = handle.response_id or ""
    ended(work, row, opened, response_id)
    if not told:
        tell_its_ticket(work, row, opened)
    joining.wake(work, row.place_id, sid)
    audit.record(work, row.place_id, "envelope.taken", f"envelope/{sid}")
    return response_id


def join(work: Work, place_slug: str, sid: str, code: str) -> str:
    """Make a correction the next submission of the response that has this code; the id of that response.

    What was sent before stays in its history. Raises :class:`NotFound` for a code of no such response, and
    :class:`Conflict` when it can not be joined: it has faults or another version, or is being changed at this moment.
    """
    row = _held_row(work, place_slug, sid)
    opened = _opened(work, row)
    if row.became is not None or opened.content.corrects is None:
        raise Conflict("This is not a correction that waits.")
    case = casework.case(
        work, place_slug, casework.id_of_code(work, row.place_id, code), "responses.view"
    )
    try:
        said = joining.change(work, row, opened, casework.with_family(case).response_id)
    except Held:
        raise Conflict("This can not be joined.") from None
    first = joining.latest(work, row.place_id, case.response_id)
    ended(work, row, opened, case.response_id, first, said)
    joining.wake(work, row.place_id, sid)
    audit.record(work, row.place_id, "envelope.joined", f"envelope/{sid}")
    return case.response_id


def correct(work: Work, place_slug: str, sid: str) -> tuple[NewSession, ResponseDraft]:
    """Begin to correct it on the family's own pages, in a session of its own; who comes again goes on.

    It is held until it is sent from there. Raises as :func:`look` does.
    """
    row = _held_row(work, place_slug, sid)
    session = sessions.start_family(work)
    try:
        handle = taken_over(work, row.place_id, row.became or "", session.id)
    except NotFound:  # nobody began, or what they began was forgotten
        handle = _begun(work, place_slug, row, session.id)
    audit.record(work, row.place_id, "envelope.corrected", f"envelope/{sid}")
    return session, handle


def set_aside(work: Work, place_slug: str, sid: str) -> None:
    """It is a double: its bytes are let go and never taken in again. Raises as :func:`take` does."""
    row = _held_row(work, place_slug, sid)
    if row.became is not None:
        raise Conflict("Somebody is correcting this record.")
    become(work, row.place_id, sid, "gone", "double")
    let_body_go(work, row.place_id, sid)
    audit.record(work, row.place_id, "envelope.set_aside", f"envelope/{sid}")


def _begun(work: Work, place_slug: str, row: Row[Any], session_id: str) -> ResponseDraft:
    try:
        opened = _opened(work, row)
        told = told_ahead(work, row, opened)
        if told and _held_row(work, place_slug, row.sid).became != row.became:
            raise Conflict("Somebody is correcting this record.")
        handle = begin(work, row, opened, session_id)
    except Held:
        raise Conflict("There is no open form here in which it could be corrected.") from None
    given = {"of_place": row.place_id, "of_sid": row.sid, "as_response": handle.response_id}
    work.connection.execute(queries.BEGIN_TO_CORRECT, given)
    if not told:
        tell_its_ticket(work, row, opened)
    return handle


def _held_row(work: Work, place_slug: str, sid: str) -> Row[Any]:
    """An envelope that is held and about which the actor may decide, locked."""
    place_row = row_of(work, place_slug)
    place, path = place_of(place_row), path_of(place_row)
    row = locked(work, place.id, sid) if is_sid(sid) else None
    if row is None or not may_decide(work, place, path, form_of(work, row.form_hash)):
        raise NotFound("There is no such page.")
    if row.state != "held":
        raise Conflict("Somebody has decided about this record already.")
    return row


def _opened(work: Work, row: Row[Any]) -> Opened:
    try:
        return open_row(work, row)
    except Held as held:
        raise Conflict(f"This record can not be opened here: {held.reason}.") from None
