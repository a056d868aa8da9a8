"""Tablets of a fair: paired with a code, known by a token, and what they say about themselves.

prepare(work, place_slug, event_id, name, pin) -> Waiting      # its code
waiting(work, place_slug, event_id, tablet_id) -> Waiting | None    # its code once more; None: it is paired
pair(work, code, address) -> Paired | Refusal                  # the only time that the token is known
of_token(work, token) -> TabletView | None                     # None: unknown, unpaired, or the fair is long over
of_id(work, tablet_id) -> TabletView | None                    # any tablet that was ever paired
told(work, tablet, said) -> None                               # what it says about itself
check_pin(work, tablet, pin) -> Refusal | None                 # for a tablet that is locked; wrong ones are counted
of_fair(work, place_slug, event_id) -> tuple[TabletView, ...]  # those that wait for their code too
unpair(work, place_slug, event_id, tablet_id) -> None

A fair is an event. Staff need ``events.manage`` at its place; NotFound otherwise. A tablet's token opens what lies
below ``/tablet/`` for its fair and nothing else, until noon of the day after.
"""

from farolito.services.tablets.listing import of_fair, told
from farolito.services.tablets.pairing import pair, prepare, unpair, waiting
from farolito.services.tablets.pins import PinUnfit, check_pin
from farolito.services.tablets.tokens import of_id, of_token
from farolito.services.tablets.values import Paired, Said, TabletView, Waiting

__all__ = [
    "Paired",
    "PinUnfit",
    "Said",
    "TabletView",
    "Waiting",
    "check_pin",
    "of_fair",
    "of_id",
    "of_token",
    "pair",
    "prepare",
    "told",
    "unpair",
    "waiting",
]
