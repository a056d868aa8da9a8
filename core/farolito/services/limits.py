"""How fast somebody may try: a bucket that leaks one try at a time (generic cell rate), kept in the database.

In memory it would count for each process apart; by address alone it would shut out a whole school.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.db.queries import people as queries
from farolito.db.sealing import keyed_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Limit:
    """``burst`` tries at once, then one in ``every``. ``who`` is hashed before it is stored."""

    name: str
    who: str
    burst: int
    every: timedelta


def wait(work: Work, limits: Sequence[Limit]) -> int:
    """Seconds until another try is allowed; 0 is now. Charges nothing."""
    now = work.now()
    rows = work.peek(queries.LIMITS, _keys(work, limits))
    full_at = {row.key: row.full_at for row in rows}
    over = [
        full_at.get(_key(work, limit), now) - now - limit.every * (limit.burst - 1)
        for limit in limits
    ]
    longest = max(over, default=timedelta(0))
    return max(0, -(-int(longest.total_seconds() * 1000) // 1000))


def charge(work: Work, limits: Sequence[Limit]) -> None:
    """Count one try against each limit."""
    now = work.now()
    connection = work.connection
    rows = connection.execute(queries.LIMITS_LOCKED, _keys(work, limits))
    full_at = {row.key: row.full_at for row in rows}
    for limit in sorted(limits, key=lambda limit: _key(work, limit)):
        key = _key(work, limit)
        later = max(full_at.get(key, now), now) + limit.every
        connection.execute(queries.set_limit(connection, key, later))
    connection.execute(queries.FORGET_LIMITS, {"now": now})


def _keys(work: Work, limits: Sequence[Limit]) -> dict[str, list[str]]:
    return {"keys": [_key(work, limit) for limit in limits]}


def _key(work: Work, limit: Limit) -> str:
    said = f"{limit.name}|{limit.who}".encode("utf-8", "surrogatepass")
    return keyed_hash(work.keyring, "limit", "", said).hex()
