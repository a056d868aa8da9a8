"""Who did what to a response, from the audit: ids and verbs, no values.

of(work, case, limit=50) -> tuple[Event, ...]     # latest first
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.services.casework.opening import names_of

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.casework.opening import Case
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done. ``kind`` of actor: user (``who`` is the name), family, nobody, system."""

    at: datetime
    action: str
    kind: str
    who: str


def of(work: Work, case: Case, limit: int = 50) -> tuple[Event, ...]:
    """What was done to a response, latest first; readings and prints of each of its submissions too."""
    targets = [case.target, *(f"{case.target}/{n}" for n in range(case.number + 1))]
    rows = work.peek(
        queries.HISTORY, {"place_id": case.place.id, "targets": targets, "limit": limit}
    )
    names = names_of(work, (row.actor.removeprefix("user:") for row in rows))
    return tuple(
        Event(row.at, row.action, row.actor.partition(":")[0], names.get(row.actor[5:], ""))
        for row in rows
    )
