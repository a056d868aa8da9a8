"""A tablet in Python: seals as a browser does, with another implementation of HPKE."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec, x25519

from farolito.domain.access import SYSTEM
from farolito.domain.canonical import canonical
from farolito.services import receiving
from farolito.services.ids import new_id
from farolito.services.receiving import Sender
from farolito.services.receiving.opening import SUITES

if TYPE_CHECKING:
    from farolito.services.receiving import PublicKey, StoredEnvelope
    from farolito.services.work import Works

RAW: dict[str, Any] = {
    "agree": {"": ["yes"]},
    "food_worried": {"": ["often"]},
    "anything": {"": ["kanari 🙂 Ամեն ինչ"]},
}


def envelope(key: PublicKey, header: dict[str, Any], record: dict[str, Any]) -> bytes:
    """The bytes that a tablet keeps and sends."""
    small = gzip.compress(canonical(record))
    plain = len(small).to_bytes(4, "big") + small
    plain += bytes(-len(plain) % 1024)
    info = canonical(header)
    public: Any
    if key.suite == "P-256":
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key.public)
    else:
        public = x25519.X25519PublicKey.from_public_bytes(key.public)
    return len(info).to_bytes(4, "big") + info + SUITES[key.suite].encrypt(plain, public, info)


@dataclass
class Fair:
    """A place with a fair and one tablet that nobody has to pair: the sender is given."""

    works: Works
    place_id: str
    forms: dict[str, str]  # link → hash
    event_id: str = "fair-1"
    tablet_id: str = "tablet-1"
    seq: int = 0

    def key(self, suite: str = "P-256") -> PublicKey:
        with self.works.open(SYSTEM) as work:
            return receiving.public_key(work, self.place_id, suite)  # type: ignore[arg-type]

    def sid(self) -> str:
        return new_id(self.works.clock())

    def seal(
        self,
        sid: str = "",
        link: str = "needs",
        raw: dict[str, Any] | None = None,
        key: PublicKey | None = None,
        **changes: Any,
    ) -> bytes:
        """A finished record; changes to the record, or to the header with ``h_`` before the name."""
        self.seq += 1
        key = key or self.key()
        header = {
            "v": 1, "sid": sid or self.sid(), "fair": self.event_id, "link": link,
            "form": self.forms[link], "kid": key.kid, "tablet": self.tablet_id, "seq": self.seq,
            "at": int(self.works.clock().timestamp() * 1000),
        }  # fmt: skip
        header |= {name[2:]: value for name, value in changes.items() if name.startswith("h_")}
        record = {
            "v": 1, "language": "en", "complete": True, "ticket": None, "corrects": None,
            "draft": {"raw": RAW if raw is None else raw, "entries": {}},
        }  # fmt: skip
        record |= {name: value for name, value in changes.items() if not name.startswith("h_")}
        return envelope(key, header, record)

    def send(self, body: bytes, *, trusted: bool = True, **more: Any) -> StoredEnvelope:
        sender = Sender(self.place_id, self.event_id, self.tablet_id, trusted)
        with self.works.open(SYSTEM) as work:
            return receiving.receive(work, body, sender, **more)
