"""What a person decides about an envelope that is held: take it, join it, or set it aside. See also correcting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.domain.access import holds
from farolito.domain.envelopes import is_sid
from farolito.errors import Conflict, NotFound
from farolito.services import audit, casework, forms, responses
from farolito.services.places import path_of, place_of, row_of
from farolito.services.receiving import joining
from farolito.services.receiving.holding import PERMISSION, may_decide
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

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.services.work import Work


LATER = timedelta(minutes=5)
"""After which what somebody decided is done, or they have died over it."""


class Decided(Conflict):
    """Somebody was faster. ``state``: stored (it is being taken in), opened, gone or erased; ``became``: its response.

    Erased: by nobody, its time was over, or its family asked.
    """

    def __init__(self, state: str, became: str) -> None:
        super().__init__("Somebody has decided about this record already.")
        self.state = state
        self.became = became


class NotJoined(Conflict):
    """Why a correction can not change these answers. ``why``: faults, version, unsent, withdrawn or changing."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This can not be joined: {why}.")
        self.why = why


def look(work: Work, place_slug: str, sid: str) -> Opened:
    """What is in it, for whoever may read such records; recorded. Needs a writing work.

    Raises :class:`NotFound`, and :class:`Conflict` when it can not be opened or was decided about meanwhile.
    """
    row = held_row(work, place_slug, sid)
    opened = opened_of(work, row)
    audit.record(work, row.place_id, "envelope.read", f"envelope/{sid}")
    first = _other(work, row) if row.conflict_of else joining.corrected(work, row, opened)
    if first is None or opened.anonymous:
        return opened
    if first.state == "opened":
        return replace(opened, first=first.became or "")
    return replace(opened, waits=first.sid if first.state == "held" else "")


def take(work: Work, place_slug: str, sid: str, *, without_absent: bool = False) -> str:
    """Take it as it is; the id of the response, "" of an anonymous one.

    One that could be sent is sent. Otherwise it is kept as a form that was stopped before its end: nothing typed is
    lost, and nobody counts it as complete. ``without_absent``: what only an absent plugin knows is left out for good.
    Raises as :func:`look` does.
    """
    row = held_row(work, place_slug, sid)
    opened = opened_of(work, row)
    if row.begun:
        raise Conflict("Somebody is correcting this record.")
    if not without_absent:
        nothing_lost(opened)
    if opened.anonymous:
        # whoever dies before the bytes are let go leaves that to the worker
        here = {"place_id": row.place_id, "sid": sid}
        work.enqueue(KIND, here, run_after=work.now() + LATER)
    told = told_ahead(work, row, opened)
    if told and (row := held_row(work, place_slug, sid)).begun:
        raise Conflict("Somebody is correcting this record.")
    try:
        response_id = send(work, row, opened)
    except Held as held:
        if held.reason != "rules":
            raise Conflict("This record can not be taken in here.") from None
        work.undo()
        row = held_row(work, place_slug, sid)
        handle = begin(work, row, opened, None)
        responses.stop(work, handle, keep=True)
        response_id = handle.response_id or ""
    ended(work, row, opened, response_id)
    if not told:
        tell_its_ticket(work, row, opened)
    joining.wake(work, row.place_id, sid)
    _record_taken(work, row, opened)
    return "" if opened.anonymous else response_id


def join(work: Work, place_slug: str, sid: str, code: str) -> str:
    """Make a correction the next submission of the response that has this code; the id of that response.

    What was sent before stays in its history. Raises :class:`NotFound` for a code of no such response, and
    :class:`NotJoined`, a :class:`Conflict` as every other one here: then nothing is changed.
    """
    row = held_row(work, place_slug, sid)
    opened = opened_of(work, row)
    if row.begun or opened.content.corrects is None:
        raise Conflict("This is not a correction that waits.")
    response_id = joinable(work, place_slug, opened, code)
    try:
        said = joining.change(work, row, opened, response_id)
    except Held as held:
        raise NotJoined("faults" if held.reason == "rules" else "changing") from None
    first = joining.latest(work, row.place_id, response_id)
    ended(work, row, opened, response_id, first, said)
    joining.wake(work, row.place_id, sid)
    audit.record(work, row.place_id, "envelope.joined", f"envelope/{sid}")
    return response_id


def joinable(work: Work, place_slug: str, opened: Opened, code: str) -> str:
    """The id of the response that has this code, if this may change it. Raises as :func:`join` does."""
    found = casework.id_of_code(work, place_of(row_of(work, place_slug)).id, code)
    case = casework.with_family(casework.case(work, place_slug, found, "responses.view"))
    nothing_lost(opened)
    if case.form.name != opened.form.name:
        raise NotFound("These answers belong to another form.")
    if case.form.hash != opened.form.hash:
        raise NotJoined("version")
    if case.state == "withdrawn":
        raise NotJoined("withdrawn")
    if case.status not in ("completed", "amended"):
        raise NotJoined("unsent")
    return case.response_id


def set_aside(work: Work, place_slug: str, sid: str) -> None:
    """It is a double: its bytes are let go and never taken in again. Raises as :func:`take` does."""
    row = held_row(work, place_slug, sid)
    if row.begun:
        raise Conflict("Somebody is correcting this record.")
    become(work, row.place_id, sid, "gone", "double")
    let_body_go(work, row.place_id, sid)
    audit.record(work, row.place_id, "envelope.set_aside", f"envelope/{sid}")


def nothing_lost(opened: Opened) -> None:
    """Raises :class:`Conflict` where something was typed that only an absent plugin knows."""
    if opened.absent:
        raise Conflict("A plugin is not here that this record needs.")


def trust(work: Work, place_slug: str, tablet_id: str) -> int:
    """All that is held because its tablet was not known any more is one of ours: it is opened as if it were; how many.

    Only what the actor may decide about. What is wrong with it then is found, and held with its own reason. Raises
    :class:`NotFound` for whoever reads no records there.
    """
    row, many = row_of(work, place_slug), 0
    place, path = place_of(row), path_of(row)
    if not holds(work.actor.grants, PERMISSION, path):
        raise NotFound("There is no such page.")
    of_tablet = {"place_id": place.id, "tablet_id": tablet_id}
    for one in work.connection.execute(queries.OF_LOST_TABLET, of_tablet).all():
        if one.begun or not may_decide(
            work, place, path, forms.version_if_known(work, one.form_hash)
        ):
            continue
        become(work, place.id, one.sid, "stored", "")
        work.enqueue(KIND, {"place_id": place.id, "sid": one.sid})
        audit.record(work, place.id, "envelope.trusted", f"envelope/{one.sid}")
        many += 1
    return many


def _other(work: Work, row: Row[Any]) -> Row[Any] | None:
    """The record that came first with the id of this one."""
    found = work.connection.execute(queries.OF_SID, {"sid": row.conflict_of}).one_or_none()
    return found if found is not None and found.place_id == row.place_id else None


def _record_taken(work: Work, row: Row[Any], opened: Opened) -> None:
    """That it was taken, and by whom."""
    who, target = work.actor, f"envelope/{row.sid}"

    def record(later: Work) -> None:
        later.actor = who
        audit.record(later, row.place_id, "envelope.taken", target)

    if opened.anonymous:
        # apart from it: one transaction for both would join the answers to the envelope on PostgreSQL
        work.afterwards(record)
    else:
        record(work)


def held_row(work: Work, place_slug: str, sid: str) -> Row[Any]:
    """An envelope that is held and about which the actor may decide, locked."""
    place_row = row_of(work, place_slug)
    place, path = place_of(place_row), path_of(place_row)
    row = locked(work, place.id, sid) if is_sid(sid) else None
    if row is None or not may_decide(
        work, place, path, forms.version_if_known(work, row.form_hash)
    ):
        raise NotFound("There is no such page.")
    if row.state != "held":
        raise Decided("erased" if row.reason == "erased" else row.state, row.became or "")
    return row


def opened_of(work: Work, row: Row[Any]) -> Opened:
    try:
        return open_row(work, row)
    except Held as held:
        raise Conflict(f"This record can not be opened here: {held.reason}.") from None
