"""Which tablet this is: by its token, which opens the door, or by its id, which only says where something came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.base import storable
from farolito.db.queries import tablets as queries
from farolito.services.sessions import token_hash
from farolito.services.tablets.values import view_of

if TYPE_CHECKING:
    from farolito.services.tablets.values import TabletView
    from farolito.services.work import Work


def of_token(work: Work, token: str) -> TabletView | None:
    """The paired tablet whose token this is; None when it is unknown, unpaired, or its time is over."""
    now = work.now()
    known = {"token_hash": token_hash(token), "now": now}
    return next((view_of(row, now) for row in work.peek(queries.OF_TOKEN, known)), None)


def of_id(work: Work, tablet_id: str) -> TabletView | None:
    """A tablet that was paired once, also after it was unpaired or its time was over; None for any other id."""
    if not storable(tablet_id):
        return None
    rows = work.peek(queries.OF_ID, {"tablet_id": tablet_id})
    return next((view_of(row, work.now()) for row in rows), None)
