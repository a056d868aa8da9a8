"""Where it is written down what happened to a user, who belongs to no single place: wherever they hold a role.

record_about(work, user_id, action) -> None
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import people as queries
from farolito.db.queries import places as place_queries
from farolito.services import audit

if TYPE_CHECKING:
    from farolito.services.work import Work


def record_about(work: Work, user_id: str, action: str) -> None:
    """Add to the audit of each place where the user holds a role; at the top of the trees where they hold none.

    Nothing is recorded of what somebody without any role does to their own account: it opens nothing.
    """
    grants = work.peek(queries.GRANTS_OF_USER, {"user_id": user_id})
    where = {row.place_id for row in grants}
    if not where and work.actor.id != user_id:
        where = {row.place_id for row in work.peek(place_queries.ROOTS)}
    for place_id in sorted(where):  # always in one order, so that two never wait for one another
        audit.record(work, place_id, action, f"user/{user_id}")
