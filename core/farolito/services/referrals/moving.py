"""How a referral goes on, as staff hear of it or as the partner answers: allowed steps only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import referrals as queries
from farolito.db.sealing import seal_json
from farolito.domain.referring import NEEDS_REASON, NEXT, OUTCOMES
from farolito.errors import Conflict, NotFound
from farolito.services import audit
from farolito.services.referrals.sending import _opened
from farolito.services.referrals.values import cell

if TYPE_CHECKING:
    from farolito.domain.referring import State
    from farolito.services.work import Work

LONGEST = 500
"""Characters of a reason."""


def move(
    work: Work,
    place_slug: str,
    referral_id: str,
    revision: int,
    state: State,
    outcome: str | None = None,
    reason: str = "",
) -> None:
    """Write down how a referral goes on. Audited. Raises as :func:`move_row` does, and :class:`NotFound`."""
    found, case = _opened(work, place_slug, referral_id)
    if state == "sent":
        raise Conflict("A referral is sent with the family’s yes.")
    move_row(work, case.place.id, found.id, found.state, revision, state, outcome, reason)
    audit.record(work, case.place.id, "referral.moved", case.target)


def move_row(
    work: Work,
    place_id: str,
    referral_id: str,
    before: State,
    revision: int,
    state: State,
    outcome: str | None,
    reason: str,
    *,
    ends_code: bool = False,
) -> None:
    """Take one step; the caller has checked who asks. ``outcome`` of a completed one, ``reason`` of a declined one.

    Raises :class:`NotFound` for what no page offers, :class:`Conflict` for a step that is not allowed from here or
    when somebody else took one meanwhile.
    """
    if (state == "completed") != (outcome in OUTCOMES) or len(reason) > LONGEST:
        raise NotFound("There is no such page.")
    if state in NEEDS_REASON and not reason.strip():
        raise NotFound("There is no such page.")
    if state not in NEXT[before]:
        raise Conflict("This referral has gone on meanwhile.")
    row: Any = work.connection.execute(
        queries.ONE, {"place_id": place_id, "referral_id": referral_id}
    ).one()
    over = ends_code or not NEXT[state]
    done = work.connection.execute(
        queries.MOVE,
        {
            "of_place": place_id,
            "of_referral": referral_id,
            "of_revision": revision,
            "state": state,
            "outcome": outcome,
            "reason": seal_json(work.keyring, cell(place_id, referral_id, "reason"), reason.strip())
            if reason.strip()
            else None,
            "code_index": None if over else row.code_index,
            "changed_at": work.now(),
            "revision": revision + 1,
        },
    )
    if done.rowcount != 1:
        raise Conflict("This referral has gone on meanwhile.")
