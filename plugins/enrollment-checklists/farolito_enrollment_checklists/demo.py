"""Lists of made-up families for the school of the demo: some begun, some half done, one with a day that is near."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito_enrollment_checklists import copies, stays
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.models import Copy, Start

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

MOST = 8
"""Lists: as many as fit on a screen."""


def fill(work: Work, place: PlaceView) -> None:
    """Own copies of the lists that follow from what made-up families said, unless there are any."""
    session, today = work.session, work.today()
    if session.scalars(select(Copy.token).where(Copy.place_id == place.id).limit(1)).first():
        return
    wanted = select(Start).where(Start.place_id == place.id)
    order = wanted.order_by(Start.started_on.desc(), Start.response_id, Start.checklist)
    for number, began in enumerate(session.scalars(order.limit(MOST)).all()):
        data = checklists().get(began.checklist)
        if data is None:
            continue
        copy = copies.start(session, place.id, began.response_id, data.id, "en", today)
        done = data.steps[: number % 3]
        marks = copies.Marks(
            ticked=frozenset(
                [f"documents.{fact.id}" for fact in data.documents[: number % 4]]
                + [f"steps.{fact.id}" for fact in done]
            ),
            seen=frozenset(f"documents.{fact.id}" for fact in data.documents[: number % 2]),
            days={fact.id: today - timedelta(days=2 + 3 * number) for fact in done},
        )
        copies.save(session, copy, marks, copy.revision)
        if data.id == stays.CHECKLIST:
            first = (today - timedelta(days=20)).isoformat()
            stays.keep(session, place.id, began.response_id, stays.Typed("nights", first, "7"))
