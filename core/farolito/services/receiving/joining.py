"""A correction: what a family says again on a tablet becomes a change of what it sent, and what it said first stays.

A tablet can read nothing back, so the family answers the form once more. What is sealed then names the record that it
corrects, by the code of the family's last page: the end of that record's id. What can not be joined for sure is held
with the reason ``correction``, and tried again when the record that it corrects has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services.receiving.opening import Held, become, ended, send
from farolito.services.receiving.storing import KIND
from farolito.services.responses.changing import change_sent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from farolito.services.receiving.opening import Opened
    from farolito.services.work import Work

REASON = "correction"
SAME = "same"
"""Of a correction that says what was said before: it is no submission."""


def take_in(work: Work, row: Row[Any], opened: Opened) -> bool:
    """What was opened becomes a response, or a change of one: whether it is one of its own.

    Raises :class:`Held`: then the work must be undone.
    """
    first = None
    if opened.content.corrects is not None:
        first = corrected(work, row, opened)
        if (
            first is None
            or first.state not in ("opened", "held")
            or POLICIES[opened.form.regime].anonymous
        ):
            raise Held(REASON)
        if first.state == "opened":
            response_id = first.became or ""
            said = change(work, row, opened, response_id, after=_number(work, first))
            ended(work, row, opened, response_id, first.sid, said)
            return False
        if first.begun:  # somebody is correcting it at this moment
            raise Held(REASON)
        # what it corrects waits for a look; what was said later need not wait for that
    ended(work, row, opened, send(work, row, opened), first and first.sid)
    return True


def corrected(work: Work, row: Row[Any], opened: Opened) -> Row[Any] | None:
    """The record that a correction means; None when its code is that of none, or of more than one."""
    ending = opened.content.corrects
    given = {**_place(row), "ending": ending, "of_sid": row.sid}
    found: Sequence[Any] = work.connection.execute(queries.CORRECTED, given).all() if ending else ()
    return found[0] if len(found) == 1 else None


def change(
    work: Work, row: Row[Any], opened: Opened, response_id: str, *, after: int | None = None
) -> str:
    """Send it as the next submission of a response; :data:`SAME` when nothing is new in it, else "".

    Raises :class:`Held` when that can not be, or has faults.
    """
    content = opened.content
    try:
        sent = change_sent(
            work, row.place_id, response_id, opened.form.hash, opened.draft, content.language, after=after
        )  # fmt: skip
    except (NotFound, Conflict):
        raise Held(REASON) from None
    if isinstance(sent, list):
        raise Held("rules")
    return SAME if sent.again else ""


def wake(work: Work, place_id: str, sid: str) -> None:
    """A record was taken in, or is held: corrections of it that came before it are tried again."""
    given = {"of_place": place_id, "of_sid": sid}
    for row in work.connection.execute(queries.WAITING_FOR, given).all():
        become(work, place_id, row.sid, "stored", "")
        work.enqueue(KIND, {"place_id": place_id, "sid": row.sid})


def latest(work: Work, place_id: str, response_id: str) -> str | None:
    """The record of a response that no other one corrects; None when no tablet made it."""
    records = _records(work, place_id, response_id)
    corrected_ones = {one.corrects for one in records}
    return next((one.sid for one in records if one.sid not in corrected_ones), None)


def _number(work: Work, first: Row[Any]) -> int:
    """Which submission a record became, if only tablets changed its response. 0: it was corrected already."""
    records = [one for one in _records(work, first.place_id, first.became) if one.reason != SAME]
    return 0 if any(one.corrects == first.sid for one in records) else len(records)


def _records(work: Work, place_id: str, response_id: str) -> Sequence[Any]:
    given = {"of_place": place_id, "of_response": response_id}
    return work.connection.execute(queries.RECORDS_OF, given).all()


def _place(row: Row[Any]) -> dict[str, str]:
    return {"of_place": row.place_id, "of_event": row.event_id, "of_link": row.link_slug}
