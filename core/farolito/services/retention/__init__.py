"""Retention: what is kept, for how long, what is held back, and what is gone for good.

erase(work, place_id, response_id, part, reason) -> None     # Conflict while it is held; audited
erased(work, place_id, response_id) -> bool                  # it was here and must not come back
hold(work, place_id, reason, form_name=None, response_id=None) -> str        lift(work, place_id, hold_id)
held(work, place_id, form_name, response_id) -> bool         holds(work, place_id) -> tuple[HoldView, ...]
purge(works) -> Purged                                       # nightly; what is over its time goes
overdue(work, by) -> Iterator[Overdue]                       # what goes next
keep(work, place_id, form_name, retention) -> None           # a place's own, shorter rule
erase_again(works) -> int                                    # after a backup was put back, before serving
"""

from farolito.services.retention.erasing import erase, erased
from farolito.services.retention.holds import HoldView, held, hold, holds, lift
from farolito.services.retention.ledger import erase_again
from farolito.services.retention.purging import Overdue, Purged, overdue, purge
from farolito.services.retention.rules import keep, kept_at, rules_of

__all__ = [
    "HoldView",
    "Overdue",
    "Purged",
    "erase",
    "erase_again",
    "erased",
    "held",
    "hold",
    "holds",
    "keep",
    "kept_at",
    "lift",
    "overdue",
    "purge",
    "rules_of",
]
