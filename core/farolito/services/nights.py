"""Jobs of the night: planned once for each night, whoever plans them.

plan(works, kind: str, hour: time) -> None
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from farolito.db.base import table_of
from farolito.db.models import Job
from farolito.db.queries import upsert
from farolito.domain.access import SYSTEM
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from farolito.services.work import Works


def plan(works: Works, kind: str, hour: time) -> None:
    """Plan a job for the coming night, unless it is planned."""
    with works.open(SYSTEM) as work:
        at = _next_night(work.now(), hour)
        work.connection.execute(
            upsert.insert(work.connection, table_of(Job))
            .values(
                id=f"{kind}-{at:%Y-%m-%d}",
                kind=kind,
                payload={},
                run_after=at,
                lease_until=None,
                tries=0,
                state="waiting",
                last_error=None,
                created_at=work.now(),
            )
            .on_conflict_do_nothing()
        )


def _next_night(now: datetime, hour: time) -> datetime:
    here = now.astimezone(SCHOOL_ZONE)
    tonight = datetime.combine(here.date(), hour, SCHOOL_ZONE)
    return tonight if tonight > here else tonight + timedelta(days=1)
