"""The night's purge as a job: planned once for each night, whoever plans it, and planned again when it is done."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from farolito.db.base import table_of
from farolito.db.models import Job
from farolito.db.queries import upsert
from farolito.domain.access import SYSTEM
from farolito.services.retention.purging import purge
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.services.work import Works

log = logging.getLogger("farolito.retention")

KIND = "purge"
HOUR = time(3, 0)
"""When schools sleep."""


def plan(works: Works) -> None:
    """Plan the purge of the coming night, unless it is planned."""
    with works.open(SYSTEM) as work:
        at = _next_night(work.now())
        work.connection.execute(
            upsert.insert(work.connection, table_of(Job))
            .values(
                id=f"{KIND}-{at:%Y-%m-%d}",
                kind=KIND,
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


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job: purge, then plan the next night."""
    done = purge(works)
    log.info("purge: %d erased, %d held", sum(done.erased.values()), sum(done.held.values()))
    plan(works)


def _next_night(now: datetime) -> datetime:
    here = now.astimezone(SCHOOL_ZONE)
    tonight = datetime.combine(here.date(), HOUR, SCHOOL_ZONE)
    return tonight if tonight > here else tonight + timedelta(days=1)
