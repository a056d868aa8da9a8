"""What a fair asks of the tablets that are paired with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import fairs as queries
from farolito.db.queries import tablets as tablet_queries
from farolito.services import tablets
from farolito.services.fairs.values import TabletSeen
from farolito.services.tablets.pairing import noon_after
from farolito.services.tablets.values import seen

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.fairs.values import FairView
    from farolito.services.work import Work


def of_fair(work: Work, fair: FairView) -> tuple[TabletSeen, ...]:
    """The tablets that were paired with a fair, by name. Whoever sees the fair may know of them."""
    now = work.now()
    asked = {"place_id": fair.place.id, "event_id": fair.id}
    found = [seen(row, now) for row in work.peek(tablet_queries.OF_FAIR, asked)]
    return tuple(
        TabletSeen(
            id=one.id,
            name=one.name,
            paired=one.alive,
            seen_at=one.seen_at,
            outbox=one.said.waiting,
            languages=one.said.languages,
            corrections=one.said.corrections,
        )
        for one in found
        if one.paired_at is not None
    )


def unpair(work: Work, fair: FairView) -> None:
    """The tablets of a fair open nothing any more; what they still send is taken."""
    for one in of_fair(work, fair):
        if one.paired:
            tablets.unpair(work, fair.place.slug, fair.id, one.id)


def move_day(work: Work, fair: FairView, ends: datetime) -> None:
    """The day of a fair was moved: its tablets go on until noon of the day after the new one."""
    this = {"of_place": fair.place.id, "of_event": fair.id}
    work.connection.execute(queries.MOVE_TABLETS, {**this, "until": noon_after(ends)})
