"""Staff correct what is held, on the family's own pages: as a response of its own, or as a change of what it corrects.

It is held until it is sent from there. Whoever comes again goes on; what is dropped there is held as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.errors import Conflict, NotFound
from farolito.services import audit, sessions
from farolito.services.receiving.deciding import (
    NotJoined,
    held_row,
    joinable,
    nothing_lost,
    opened_of,
)
from farolito.services.receiving.opening import Held, begin, tell_its_ticket, told_ahead
from farolito.services.responses.changing import begin_on_tablet
from farolito.services.responses.finding import taken_over

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.services.responses import ResponseDraft
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work


def correct(work: Work, place_slug: str, sid: str) -> tuple[NewSession, ResponseDraft]:
    """Begin to correct it as a response of its own, in a session of its own; who comes again goes on.

    Goes on as well with what :func:`put_right` began. Raises :class:`NotFound`, and :class:`Conflict` when it can not
    be opened, has no form here any more, or was decided about meanwhile.
    """
    row = held_row(work, place_slug, sid)
    session = sessions.start_family(work)
    handle = _begun_before(work, row, session.id)
    if handle is None:
        try:
            opened = opened_of(work, row)
            nothing_lost(opened)
            told = told_ahead(work, row, opened)
            if told and held_row(work, place_slug, sid).begun:
                raise Conflict("Somebody is correcting this record.")
            handle = begin(work, row, opened, session.id)
        except Held:
            raise Conflict("There is no form here in which it could be corrected.") from None
        _is_begun(work, row, handle.response_id or "")
        if not told:
            tell_its_ticket(work, row, opened)
    audit.record(work, row.place_id, "envelope.corrected", f"envelope/{sid}")
    return session, handle


def put_right(work: Work, place_slug: str, sid: str, code: str) -> tuple[NewSession, ResponseDraft]:
    """Begin to put right what is wrong in a correction, as a change of the response that has this code.

    What was sent first counts until it is sent, and stays in the history; the code of the family stays what it is.
    Raises :class:`NotFound` for a code of no such response, and :class:`Conflict` as :func:`correct` and
    :func:`~farolito.services.receiving.join` do.
    """
    row = held_row(work, place_slug, sid)
    opened = opened_of(work, row)
    if opened.content.corrects is None:
        raise Conflict("This is not a correction.")
    session = sessions.start_family(work)
    handle = _begun_before(work, row, session.id)
    if handle is None:
        response_id = joinable(work, place_slug, opened, code)
        try:
            handle = begin_on_tablet(
                work, row.place_id, response_id, opened.form.hash, opened.draft, opened.language, session.id
            )  # fmt: skip
        except (NotFound, Conflict):
            raise NotJoined("changing") from None
        _is_begun(work, row, response_id)
        audit.record(work, row.place_id, "response.put_right", f"response/{response_id}")
    audit.record(work, row.place_id, "envelope.corrected", f"envelope/{sid}")
    return session, handle


def _begun_before(work: Work, row: Row[Any], session_id: str) -> ResponseDraft | None:
    """What somebody began, in this session from here on; None when nobody did, or it was forgotten."""
    if not row.begun:
        return None
    try:
        return taken_over(work, row.place_id, row.became, session_id)
    except NotFound:
        return None


def _is_begun(work: Work, row: Row[Any], response_id: str) -> None:
    given = {"of_place": row.place_id, "of_sid": row.sid, "as_response": response_id}
    work.connection.execute(queries.BEGIN_TO_CORRECT, given)
