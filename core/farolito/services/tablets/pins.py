"""The PIN with which staff take a tablet back from a family. The tablet checks it alone; we do when it is locked."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import pbkdf2_hmac
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from farolito.db.queries import tablets as queries
from farolito.domain.digits import plain_number
from farolito.errors import FarolitoError
from farolito.services import limits
from farolito.services.limits import Limit
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.tablets.values import TabletView
    from farolito.services.work import Work

SHORTEST, LONGEST = 4, 6
ROUNDS = 200_000
"""Of PBKDF2 with SHA-256: about a second on a cheap tablet. Whoever copies it off the tablet can still try all PINs:
behind it lie no answers, for those are sealed."""


class PinUnfit(FarolitoError):
    """A PIN that is not 4 to 6 digits, or one that everybody tries first."""


def fits(pin: str) -> bool:
    """Whether it is 4 to 6 digits, and not one that everybody tries first."""
    digits = digits_of(pin)
    steps = {ord(b) - ord(a) for a, b in pairwise(digits)}
    return SHORTEST <= len(digits) <= LONGEST and steps not in ({0}, {1}, {-1})


def hashed(pin: str) -> dict[str, Any]:
    """Salt, rounds and hash of a PIN, as the tablet needs them. Raises :class:`PinUnfit`."""
    if not fits(pin):
        raise PinUnfit("Choose 4 to 6 digits that are not in a row.")
    digits = digits_of(pin)
    salt = secrets.token_bytes(16)
    return {"salt": _text(salt), "rounds": ROUNDS, "hash": _text(_hash(digits, salt, ROUNDS))}


def matches(pin: str, kept: Mapping[str, Any]) -> bool:
    """Whether a PIN is the one that was hashed."""
    made = _hash(digits_of(pin), b64decode(kept["salt"]), kept["rounds"])
    return hmac.compare_digest(_text(made), kept["hash"])


def check_pin(work: Work, tablet: TabletView, pin: str) -> Refusal | None:
    """None when it is right. Five wrong ones at once, then one a minute: it is short."""
    tries = (Limit("tablet PIN", tablet.id, burst=5, every=timedelta(minutes=1)),)
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    for row in work.peek(queries.OF_ID, {"tablet_id": tablet.id}):
        if matches(pin, row.pin):
            return None
    limits.charge(work, tries)
    return Refusal("wrong")


def digits_of(text: str) -> str:
    """The digits of what was typed, in ASCII."""
    return "".join(letter for letter in plain_number(text[:40]) if letter.isdecimal())


def _hash(digits: str, salt: bytes, rounds: int) -> bytes:
    return pbkdf2_hmac("sha256", digits.encode(), salt, rounds)


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
