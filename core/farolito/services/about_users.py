"""Where it is written down what happened to a user, who belongs to no single place: wherever they hold a role.

record_about(work, user_id, action) -> None
record_try(work, user_id, action) -> None                    # by nobody knows whom; user_id None: of no user
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.db.queries import people as queries
from farolito.services import audit, limits, places
from farolito.services.limits import Limit

if TYPE_CHECKING:
    from farolito.services.work import Work


def record_about(work: Work, user_id: str, action: str) -> None:
    """Add to the audit of each place where the user holds a role; at the top of the trees where they hold none.

    Nothing is recorded of what somebody without any role does to their own account: it opens nothing.
    """
    grants = work.peek(queries.GRANTS_OF_USER, {"user_id": user_id})
    where = {row.place_id for row in grants}
    if not where and work.actor.id != user_id:
        where = set(places.roots(work))
    for place_id in sorted(where):  # always in one order, so that two never wait for one another
        audit.record(work, place_id, action, f"user/{user_id}")


def record_try(work: Work, user_id: str | None, action: str) -> None:
    """Add to one chain that somebody tried something, as a user or as nobody we know: never what was typed.

    It is the first place where the user holds a role, else the top of the first tree. Both take the same steps, so
    that the time does not tell who has an account. A chain never gets shorter: after fifty in a row, no more than one
    a minute is written down.
    """
    who = user_id or "unknown"
    grants = work.peek(queries.GRANTS_OF_USER, {"user_id": user_id or ""})
    roots = places.roots(work)
    if user_id and not grants and work.actor.id == user_id:
        return  # as above
    where = tuple(sorted(row.place_id for row in grants)) or roots
    often = (Limit("recorded try", f"{action}|{who}", burst=50, every=timedelta(minutes=1)),)
    if limits.wait(work, often):
        return
    limits.charge(work, often)
    for place_id in where[:1]:
        audit.record(work, place_id, action, f"user/{who}")
