"""The keys to which tablets seal: a pair for each place, a new one for each term, the old ones kept for a long time.

The private part is sealed as answers are: a stolen database or backup opens no envelope.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from farolito.db.queries import envelopes as queries
from farolito.db.sealing import Cell, seal, unseal
from farolito.domain.access import SYSTEM
from farolito.services import audit, nights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.services.work import Work, Works

Suite = Literal["P-256", "X25519"]
SUITES: tuple[Suite, ...] = ("P-256", "X25519")

TERM = timedelta(days=150)
"""How long a key is given to tablets; then the next night makes another one."""
KEPT = timedelta(days=180)
"""How long the private part of an old key is kept after an envelope for it last came."""

KIND, HOUR = "sealing_keys", time(2, 30)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a tablet is given: in its offline copy as ``{"kid", "suite", "public"}``."""

    kid: str
    suite: Suite
    public: bytes

    def as_json(self) -> dict[str, str]:
        """As it stands in an offline copy."""
        text = base64.urlsafe_b64encode(self.public).decode().rstrip("=")
        return {"kid": self.kid, "suite": self.suite, "public": text}


def public_key(work: Work, place_id: str, suite: Suite = "P-256") -> PublicKey:
    """The newest key of a place. Where there is none it is made, and the work must be one that writes."""
    for row in work.peek(queries.KEYS, {"place_id": place_id}):
        if row.suite == suite:
            return PublicKey(row.kid, suite, row.public)
    return renew(work, place_id, suite)


def renew(work: Work, place_id: str, suite: Suite = "P-256") -> PublicKey:
    """A new key for a place, given to tablets from now on. What is sealed to the one before is opened as well."""
    pair: Any
    if suite == "P-256":
        pair = ec.generate_private_key(ec.SECP256R1())
        public = pair.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    else:
        pair = x25519.X25519PrivateKey.generate()
        public = pair.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    private = pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    kid, now = secrets.token_hex(4), work.now()
    work.connection.execute(
        queries.ADD_KEY,
        {
            "place_id": place_id,
            "kid": kid,
            "suite": suite,
            "public": public,
            "private": seal(work.keyring, _cell(place_id, kid), private),
            "made_at": now,
            "used_at": now,
        },
    )
    audit.record(work, place_id, "sealing_key.made", f"sealing_key/{kid}")
    return PublicKey(kid, suite, public)


def private_key(work: Work, place_id: str, kid: str) -> tuple[Suite, Any] | None:
    """What opens envelopes for this key; None when there is no such key, or no longer."""
    for row in work.peek(queries.KEY, {"place_id": place_id, "kid": kid}):
        return row.suite, load_der_private_key(
            unseal(work.keyring, _cell(place_id, kid), row.private), None
        )
    return None


def used(work: Work, place_id: str, kid: str) -> bool:
    """An envelope for this key came; False when there is no such key."""
    if not work.peek(queries.KEY, {"place_id": place_id, "kid": kid}):
        return False
    now = work.now()
    here = {"of_place": place_id, "of_kid": kid, "now": now, "long_ago": now - timedelta(days=1)}
    work.connection.execute(queries.USE_KEY, here)
    return True


def every_key(work: Work) -> tuple[Row[Any], ...]:
    """place_id, kid, suite, made_at, used_at; of each place the newest first."""
    return tuple(work.peek(queries.KEYS_EVERYWHERE))


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The job of the night: new keys where a term is over; old ones go when nothing needs them any more."""
    with works.open(SYSTEM) as work:
        now, newest = work.now(), set[tuple[str, str]]()
        for row in every_key(work):
            suite = (row.place_id, row.suite)
            if suite not in newest:
                newest.add(suite)
                if row.made_at <= now - TERM:
                    renew(work, row.place_id, row.suite)
            elif _is_over(work, row, now):
                gone = {"of_place": row.place_id, "of_kid": row.kid}
                work.connection.execute(queries.DESTROY_KEY, gone)
                audit.record(work, row.place_id, "sealing_key.destroyed", f"sealing_key/{row.kid}")
    plan(works)


def plan(works: Works) -> None:
    """Plan the job for the coming night, unless it is planned."""
    nights.plan(works, KIND, HOUR)


def _is_over(work: Work, row: Row[Any], now: datetime) -> bool:
    """Whether a key that is given to nobody any more is needed by nothing: not used for long, nothing sealed to it.

    A tablet may have got it on the last day of its term, so that counts as a use.
    """
    last = max(row.used_at, row.made_at + TERM)
    needed = work.peek(queries.WAITING_FOR_KEY, {"place_id": row.place_id, "kid": row.kid})
    return not needed and last <= now - KEPT


def _cell(place_id: str, kid: str) -> Cell:
    return Cell("sealing_key", "private", place_id, kid)
