"""An envelope comes: its row, its audit entry and its job in one transaction, then the receipt. Never opened here."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.db.sealing import keyed_hash
from farolito.domain.envelopes import LARGEST_NUMBER, envelope_of, is_sid
from farolito.errors import Conflict, FarolitoError
from farolito.services import audit
from farolito.services.receiving import keys
from farolito.services.retention.erasing import erased

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.domain.envelopes import Envelope
    from farolito.services.work import Work

KIND = "envelope"
MOST_SIDS = 200
"""Receipts that are asked for at once."""


class Gone(FarolitoError):
    """This record was stored once, and erased or set aside since: it is never taken in again."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The tablet that an envelope names. ``trusted``: it showed a token that is good for this fair now."""

    place_id: str
    event_id: str
    tablet_id: str
    trusted: bool


@dataclass(frozen=True, slots=True)
class StoredEnvelope:
    """What a tablet is told of one. ``again``: the same bytes had been stored before. ``mac`` proves it to us alone."""

    sid: str
    digest: str
    received_at: datetime
    state: str
    mac: str
    again: bool = True

    def as_json(self) -> dict[str, Any]:
        """The receipt."""
        return {
            "sid": self.sid,
            "digest": self.digest,
            "received_at": self.received_at.isoformat(),
            "state": self.state,
            "mac": self.mac,
        }


def receive(
    work: Work, body: bytes, sender: Sender, device_now: int | None = None, *, conflict_of: str = ""
) -> StoredEnvelope:
    """Store an envelope as it came, once; whoever sends the same bytes again gets the same receipt.

    ``device_now``: the tablet's clock while it sends, in milliseconds. Raises
    :class:`~farolito.domain.envelopes.BrokenEnvelope`, :class:`Conflict` when there are other bytes of this sid, and
    :class:`Gone`. The receipt counts when the work has ended well.
    """
    found = envelope_of(body)
    head = found.header
    sid = double_id(found) if conflict_of else head.sid
    if erased(work, sender.place_id, sid):
        raise Gone("This record was erased.")
    before = _row(work, sid)
    again = before is not None
    if before is None:
        reason = _reason(work, found, sender, conflict_of)
        again = not _add(work, found, sender, sid, reason, device_now, conflict_of)
        before = _row(work, sid)  # read back: what is not there is never acknowledged
    if (
        before is None
        or before.place_id != sender.place_id
        or not hmac.compare_digest(before.digest, found.digest)
    ):
        raise Conflict("There is another record of this id.")
    if before.state == "gone":
        raise Gone("This record was set aside.")
    if again:
        this = {"of_place": before.place_id, "of_sid": sid, "now": work.now()}
        work.connection.execute(queries.CAME_AGAIN, this)
    return _receipt(work, before, again=again)


def confirm(work: Work, sids: Iterable[str]) -> Mapping[str, StoredEnvelope]:
    """The receipts of those that are stored, by sid; of at most 200 at once."""
    asked = [sid for sid in sids if is_sid(sid)][:MOST_SIDS]
    rows = work.peek(queries.OF_SIDS, {"sids": asked}) if asked else ()
    return {row.sid: _receipt(work, row, again=True) for row in rows}


def verify(work: Work, place_id: str, receipt: Mapping[str, Any]) -> bool:
    """Whether a receipt was given by this site for a record of this place."""
    parts = [receipt.get(name) for name in ("sid", "digest", "received_at")]
    own = _mac(work, place_id, "|".join(map(str, parts)))
    return hmac.compare_digest(own, str(receipt.get("mac")))


def double_id(found: Envelope) -> str:
    """The id of a record that came with the sid of another one: its own bytes say it, so it is always the same."""
    text = found.digest.hex()
    return f"{text[:8]}-{text[8:12]}-7{text[13:16]}-8{text[17:20]}-{text[20:32]}"


def _reason(work: Work, found: Envelope, sender: Sender, conflict_of: str) -> str:
    """Why it is held as it comes; "" for one that the worker opens."""
    head = found.header
    known = keys.used(work, sender.place_id, head.kid)
    if conflict_of:
        return "conflict"
    if not sender.trusted or head.fair != sender.event_id:
        return "tablet"
    return "" if known else "key"


def _add(
    work: Work,
    found: Envelope,
    sender: Sender,
    sid: str,
    reason: str,
    device_now: int | None,
    conflict_of: str,
) -> bool:
    """Whether it was added: nobody was faster."""
    head, now = found.header, work.now()
    said = device_now if device_now is not None and 0 <= device_now <= LARGEST_NUMBER else None
    added = queries.add(
        work.connection,
        {
            "place_id": sender.place_id,
            "sid": sid,
            "event_id": sender.event_id,
            "tablet_id": sender.tablet_id,
            "link_slug": head.link,
            "form_hash": head.form,
            "kid": head.kid,
            "seq": head.seq,
            "at": head.at,
            "device_now": said,
            "received_at": now,
            "again_at": None,
            "body": found_bytes(found),
            "digest": found.digest,
            "state": "held" if reason else "stored",
            "reason": reason,
            "corrects": None,
            "conflict_of": conflict_of or None,
            "became": None,
        },
    )
    if not added:
        return False
    audit.record(work, sender.place_id, "envelope.received", f"envelope/{sid}")
    if not reason:
        work.enqueue(KIND, {"place_id": sender.place_id, "sid": sid})
    return True


def found_bytes(found: Envelope) -> bytes:
    """The bytes of an envelope, as they came."""
    return len(found.info).to_bytes(4, "big") + found.info + found.sealed


def _row(work: Work, sid: str) -> Row[Any] | None:
    return work.connection.execute(queries.OF_SID, {"sid": sid}).one_or_none()


def _receipt(work: Work, row: Row[Any], *, again: bool) -> StoredEnvelope:
    digest = row.digest.hex()
    text = f"{row.sid}|{digest}|{row.received_at.isoformat()}"
    mac = _mac(work, row.place_id, text)
    return StoredEnvelope(row.sid, digest, row.received_at, row.state, mac, again)


def _mac(work: Work, place_id: str, text: str) -> str:
    return keyed_hash(work.keyring, "receipt of an envelope", place_id, text.encode()).hex()
