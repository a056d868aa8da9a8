"""Envelopes from tablets: stored as they come, opened by the worker, or held for a person with the reason.

    receive(work, body, sender, device_now=None) -> StoredEnvelope   # BrokenEnvelope, Conflict, Gone
    confirm(work, sids) -> Mapping[str, StoredEnvelope]             # the second step before a tablet forgets
    verify(work, place_id, receipt) -> bool                         # whether a receipt is one of ours
    public_key(work, place_id, suite="P-256") -> PublicKey          # what tablets seal to; made where there is none
    epoch(work) -> int                                              # higher after a backup was put back
    held(work, place_slug) -> tuple[HeldEnvelope, ...]              # what a person must look at
    held_one(work, place_slug, sid) -> HeldEnvelope | None
    look(work, place_slug, sid) -> Opened                           # audited; NotFound
    take(work, place_slug, sid) -> str                              # as it is; the id of the response, or ""
    join(work, place_slug, sid, code) -> str                        # a correction, to the response of a code; NotJoined
    correct(work, place_slug, sid) -> tuple[NewSession, ResponseDraft]   # on the family's own pages
    put_right(work, place_slug, sid, code) -> tuple[NewSession, ResponseDraft]  # a correction, there as a change
    set_aside(work, place_slug, sid) -> None                        # it is a double
    trust(work, place_slug, tablet_id) -> int                       # all that came after its tablet was known
    take_rescue(work, place_slug, file) -> Rescued                  # as often as anybody likes

Who decides about what was decided already gets Decided, which says what became of it.
Nothing is refused because of its time, its version or a rule: what can not be taken as it is, is held.
"""

from farolito.services.receiving.correcting import correct, put_right
from farolito.services.receiving.deciding import (
    Decided,
    NotJoined,
    join,
    look,
    set_aside,
    take,
    trust,
)
from farolito.services.receiving.epochs import epoch
from farolito.services.receiving.holding import MOST_SHOWN, HeldEnvelope, held, held_one
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
    "MOST_SHOWN",
    "Decided",
    "Gone",
    "HeldEnvelope",
    "NotJoined",
    "Opened",
    "PublicKey",
    "Rescued",
    "Sender",
    "StoredEnvelope",
    "confirm",
    "correct",
    "epoch",
    "held",
    "held_one",
    "join",
    "look",
    "public_key",
    "put_right",
    "receive",
    "set_aside",
    "take",
    "take_rescue",
    "trust",
    "verify",
]
