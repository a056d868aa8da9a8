"""Counting what was never counted: what was sent before there were counts, or while the table of rounds was lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from farolito.db.queries import counts as queries
from farolito.domain.access import SYSTEM
from farolito.services import places
from farolito.services.numbers.closing import close_due
from farolito.services.numbers.counting import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.services.work import Works

PAGE = 200
"""Responses of one transaction: families wait for no more than that."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def rebuild(works: Works, said: Callable[[int], None] = lambda many: None) -> int:
    """Count every response that is not counted yet, oldest first, place by place; how many were looked at.

    What is shown stays: counted again from answers that were corrected or erased since, it would tell which.
    """
    from farolito.services.arrivals import arrival_of  # arrivals itself begins with counting

    done = 0
    with works.open(SYSTEM, write=False) as work:
        everywhere = places.every(work)
    for place in everywhere:
        after = {"after_at": LONG_AGO, "after_id": ""}
        while True:
            with works.open(SYSTEM) as work:
                given = {"of_place": place.id, "limit": PAGE, **after}
                rows = work.peek(queries.UNCOUNTED, given)
                for row in rows:
                    found = arrival_of(work, place.id, row.id, row.submitted_number)
                    if found is not None:
                        count(work, found)
            if not rows:
                break
            after = {"after_at": rows[-1].received_at, "after_id": rows[-1].id}
            done += len(rows)
            said(done)
    with works.open(SYSTEM) as work:
        close_due(work)
    return done
