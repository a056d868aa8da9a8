"""Envelopes from tablets: stored as they come, opened by the worker, or held for a person with the reason.

    receive(work, body, sender, device_now=None) -> StoredEnvelope   # BrokenEnvelope, Conflict, Gone
    confirm(work, sids) -> Mapping[str, StoredEnvelope]             # the second step before a tablet forgets
    verify(work, place_id, receipt) -> bool                         # whether a receipt is one of ours
    public_key(work, place_id, suite="P-256") -> PublicKey          # what tablets seal to; made where there is none
    epoch(work) -> int                                              # higher after a backup was put back
    held(work, place_slug) -> tuple[HeldEnvelope, ...]              # what a person must look at
    look(work, place_slug, sid) -> Opened                           # audited; NotFound
    take(work, place_slug, sid) -> str                              # as it is; the id of the response, or ""
    join(work, place_slug, sid, code) -> str                        # a correction, to the response of a code
    correct(work, place_slug, sid) -> tuple[NewSession, ResponseDraft]   # on the family's own pages
    set_aside(work, place_slug, sid) -> None                        # it is a double
    take_rescue(work, place_slug, file) -> Rescued                  # as often as anybody likes

Nothing is refused because of its time, its version or a rule: what can not be taken as it is, is held.
"""

from farolito.services.receiving.deciding import correct, join, look, set_aside, take
from farolito.services.receiving.epochs import epoch
from farolito.services.receiving.holding import HeldEnvelope, held
from farolito.services.receiving.keys import PublicKey, public_key
from farolito.services.receiving.opening import Opened
from farolito.services.receiving.rescuing import Rescued, take_rescue
from farolito.services.receiving.storing import (
    Gone,
    Sender,
    StoredEnvelope,
    confirm,
    receive,
    verify,
)

__all__ = [
    "Gone",
    "HeldEnvelope",
    "Opened",
    "PublicKey",
    "Rescued",
    "Sender",
    "StoredEnvelope",
    "confirm",
    "correct",
    "epoch",
    "held",
    "join",
    "look",
    "public_key",
    "receive",
    "set_aside",
    "take",
    "take_rescue",
    "verify",
]
