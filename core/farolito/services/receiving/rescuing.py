"""A rescue file: the envelopes of a tablet in one file, taken in by staff where its network never came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.access import holds
from farolito.domain.envelopes import BrokenEnvelope, envelope_of, rescued
from farolito.errors import Conflict, NotFound
from farolito.services import audit, tablets
from farolito.services.places import path_of, place_of, row_of
from farolito.services.receiving.storing import Gone, Sender, receive

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

PERMISSION = "responses.view"


@dataclass(frozen=True, slots=True)
class Rescued:
    """What became of a file: how many are new, were here already, are gone for good, and can not be read."""

    fresh: int = 0
    known: int = 0
    gone: int = 0
    broken: int = 0


def take_rescue(work: Work, place_slug: str, file: bytes) -> Rescued:
    """Take in a rescue file, as often as anybody likes. Those of other places are left out as broken.

    Who takes it in is known, so what its tablet seals for this place counts as if the tablet had sent it: a record of
    the same id with other bytes is held beside the first. Raises :class:`NotFound` for whoever reads no records there,
    :class:`~farolito.domain.envelopes.BrokenEnvelope` when the file is no such file; then nothing of it is taken.
    """
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    if not holds(work.actor.grants, PERMISSION, path):
        raise NotFound("There is no such page.")
    found = {"fresh": 0, "known": 0, "gone": 0, "broken": 0}
    for body in list(rescued(file)):
        found[_taken(work, place, body)] += 1
    audit.record(work, place.id, "envelopes.rescued", f"place/{place.id}")
    return Rescued(**found)


def _taken(work: Work, place: PlaceView, body: bytes) -> str:
    try:
        head = envelope_of(body).header
    except BrokenEnvelope:
        return "broken"
    sender = sender_at(work, place.id, head.tablet)
    if sender is None:
        return "broken"
    try:
        stored = receive(work, body, sender)
    except Conflict:
        stored = receive(work, body, sender, conflict_of=head.sid)
    except Gone:
        return "gone"
    return "known" if stored.again else "fresh"


def sender_at(work: Work, place_id: str, tablet_id: str) -> Sender | None:
    """The tablet of an envelope that staff of a place bring; None for one that was never paired there."""
    tablet = tablets.of_id(work, tablet_id)
    if tablet is None or tablet.place_id != place_id:
        return None
    return Sender(place_id, tablet.event_id, tablet_id, trusted=True)
