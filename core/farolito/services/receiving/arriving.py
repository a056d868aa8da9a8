"""The worker's part: an envelope is opened once. It becomes a response, a change of one, or is held with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.domain.access import SYSTEM
from farolito.domain.regimes import POLICIES
from farolito.services.receiving import joining
from farolito.services.receiving.opening import (
    Held,
    hold,
    let_body_go,
    locked,
    open_row,
    refuse,
    tell_its_ticket,
    told_ahead,
)
from farolito.services.responses.ending import OVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.arrivals import Arrival
    from farolito.services.work import Work, Works


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job. Done twice it does nothing the second time."""
    place_id, sid = payload["place_id"], payload["sid"]
    with works.open(SYSTEM) as work:
        row = locked(work, place_id, sid)
        if row is not None and row.state == "opened":
            let_body_go(work, place_id, sid)  # who was killed before that comes here again
        if row is None or row.state != "stored":
            return
        opened, is_own, told = None, True, False
        try:
            opened = open_row(work, row)
            is_own = opened.content.corrects is None
            told = is_own and told_ahead(work, row, opened)
            if told:
                now = locked(work, place_id, sid)
                if now is None or now.state != "stored":
                    return
            refuse(opened)
            is_own = joining.take_in(work, row, opened)
        except Held as held:
            work.undo()
            hold(work, place_id, sid, held.reason, opened)
        if opened is not None and is_own and not told:
            tell_its_ticket(work, row, opened)  # of a correction it heard when the first came
        joining.wake(work, place_id, sid)


def settle(work: Work, arrival: Arrival) -> None:
    """A step of arriving: what somebody corrected on the family's own pages was sent, so it is held no more."""
    given = {"of_place": arrival.place.id, "of_response": arrival.response_id}
    if not work.peek(queries.CORRECTED_IN, given):
        return
    if POLICIES[arrival.form.regime].anonymous:
        # apart from the rest: one transaction for both would join the answers to the envelope on PostgreSQL
        payload = {"place_id": arrival.place.id, "response_id": arrival.response_id}
        work.enqueue(OVER, {**payload, "anonymous": True}, at=arrival.received_at)
    else:
        _settle(work, given, anonymous=False)


def over(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job that tells of a response which ended: what was corrected in it is held no more."""
    given = {"of_place": payload["place_id"], "of_response": payload["response_id"]}
    with works.open(SYSTEM) as work:
        _settle(work, given, anonymous=payload.get("anonymous", False))


def _settle(work: Work, given: Mapping[str, str], *, anonymous: bool) -> None:
    place_id, response_id = given["of_place"], given["of_response"]
    held = work.connection.execute(queries.CORRECTED_IN, given).all()
    if not held:
        return
    first = joining.latest(work, place_id, response_id)
    told = {**given, "anonymous": anonymous, "as_corrects": first}
    work.connection.execute(queries.SETTLE, told)
    for row in () if anonymous else work.connection.execute(queries.RECORDS_OF, given).all():
        joining.wake(work, place_id, row.sid)
