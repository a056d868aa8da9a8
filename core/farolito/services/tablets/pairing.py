"""Pairing: staff make a code for a fair, somebody types it on the tablet, and the tablet gets its token."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import tablets as queries
from farolito.db.sealing import keyed_hash
from farolito.domain.access import Actor, holds
from farolito.errors import NotFound
from farolito.services import audit, limits
from farolito.services.events import NameMissing
from farolito.services.ids import new_id
from farolito.services.limits import Limit
from farolito.services.places import path_of, row_of
from farolito.services.sessions import token_hash
from farolito.services.tablets.pins import digits_of, hashed
from farolito.services.tablets.values import Paired, Waiting, view_of
from farolito.services.users import Refusal
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.services.work import Work

PERMISSION = "events.manage"
CODE_DIGITS = 6
LASTS = timedelta(minutes=10)
LONGEST_NAME = 60


def prepare(work: Work, place_slug: str, event_id: str, name: str, pin: str) -> Waiting:
    """A code that pairs one tablet with a fair within ten minutes.

    Raises NameMissing, or PinUnfit, for a name or a PIN that will not do; NotFound when the fair is over.
    """
    place, fair = managed(work, place_slug, event_id)
    now = work.now()
    if fair.ends_at <= now:
        raise NotFound("This event is over.")
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME or not storable(called):
        raise NameMissing("Write a name.")
    work.connection.execute(queries.FORGET_UNUSED, {"of_place": place.place_id, "now": now})
    tablet_id = new_id(now)
    made = Waiting(tablet_id, code_of(work, place.place_id, tablet_id), now + LASTS)
    work.connection.execute(
        queries.ADD,
        {
            "place_id": place.place_id,
            "id": made.id,
            "event_id": fair.id,
            "name": called,
            "pin": hashed(pin),
            "code_hash": _code_hash(work, made.code),
            "code_until": made.until,
            "ends_at": noon_after(fair.ends_at),
            "said": {},
        },
    )
    audit.record(work, place.place_id, "tablet.code_made", f"tablet/{made.id}")
    return made


def pair(work: Work, code: str, address: str = "") -> Paired | Refusal:
    """A token for whoever shows a code that still counts. Wrong ones are counted, right ones never."""
    tries = (
        Limit("pairing here", address, burst=10, every=timedelta(seconds=30)),
        # from everywhere: in the ten minutes of a code, 600 tries of a million codes
        Limit("pairing", "", burst=300, every=timedelta(seconds=2)),
    )
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    now = work.now()
    known = {"code_hash": _code_hash(work, digits_of(code)), "now": now}
    found = list(work.peek(queries.OF_CODE, known))
    # that two wait with the same code is one in a million: then neither is paired with the wrong fair
    if len(found) != 1:
        limits.charge(work, tries)
        return Refusal("wrong")
    row, token = found[0], secrets.token_urlsafe(32)
    one = {"of_place": row.place_id, "of_tablet": row.id}
    given = {**one, "as_token": token_hash(token), "now": now}
    if not work.connection.execute(queries.PAIR, given).rowcount:
        return Refusal("wrong")
    work.actor = Actor("tablet", row.id)
    audit.record(work, row.place_id, "tablet.paired", f"tablet/{row.id}")
    [paired] = work.connection.execute(queries.OF_ID, {"tablet_id": row.id})
    return Paired(view_of(paired, now), token, row.pin)


def unpair(work: Work, place_slug: str, event_id: str, tablet_id: str) -> None:
    """Its token opens nothing any more. What waits on it is taken all the same. Raises NotFound."""
    place, fair = managed(work, place_slug, event_id)
    if not storable(tablet_id):
        raise NotFound("There is no such tablet.")
    one = {"of_place": place.place_id, "of_event": fair.id, "of_tablet": tablet_id}
    if work.connection.execute(queries.FORGET_CODE, one).rowcount:
        return  # it only had a code
    if not work.connection.execute(queries.UNPAIR, one).rowcount:
        raise NotFound("There is no such tablet.")
    audit.record(work, place.place_id, "tablet.unpaired", f"tablet/{tablet_id}")


def waiting(work: Work, place_slug: str, event_id: str, tablet_id: str) -> Waiting | None:
    """The code of a tablet that is not paired yet; None when it is. Raises NotFound where there is no such tablet."""
    place, fair = managed(work, place_slug, event_id)
    known = {"place_id": place.place_id, "event_id": fair.id}
    for row in work.peek(queries.OF_FAIR, known):
        if row.id == tablet_id and row.paired_at:
            return None
        if row.id == tablet_id and row.code_until > work.now():
            return Waiting(row.id, code_of(work, place.place_id, row.id), row.code_until)
    raise NotFound("There is no such tablet.")


def code_of(work: Work, place_id: str, tablet_id: str) -> str:
    """The code that pairs a tablet. It is made from the key each time that it is shown, and stored nowhere."""
    made = keyed_hash(work.keyring, "code of a tablet", place_id, tablet_id.encode())
    return f"{int.from_bytes(made) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def managed(work: Work, place_slug: str, event_id: str) -> tuple[Row[Any], Row[Any]]:
    """The rows of a place and of a fair there that the actor manages. Raises NotFound."""
    place = row_of(work, place_slug)
    if holds(work.actor.grants, PERMISSION, path_of(place)) and storable(event_id):
        known = {"place_id": place.place_id, "event_id": event_id}
        for fair in work.peek(queries.FAIR, known):
            return place, fair
    raise NotFound("There is no such page.")


def noon_after(ends_at: datetime) -> datetime:
    """Noon at the school on the day after the one on which a fair ends; it ends at midnight."""
    last = (ends_at - timedelta(microseconds=1)).astimezone(SCHOOL_ZONE)
    return (last + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)


def _code_hash(work: Work, code: str) -> str:
    return keyed_hash(work.keyring, "pairing code", "", code.encode()).hex()
