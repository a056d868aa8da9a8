"""Events: a day on which helpers without an account open forms for families, with a PIN that dies at night.

start(work, place_slug, name) -> Started                     # the only time that the PIN is known
new_pin(work, place_slug, event_id) -> str                   # the old one opens nothing any more
end(work, place_slug, event_id) -> None                      # and the session of every helper
of_place(work, place_slug) -> tuple[EventView, ...]          # those that go on
log_in(work, place_slug, pin, first_name, address) -> NewSession | Refusal
forget_helpers(works, payload) -> None                       # the job of the night: their names go

Staff need ``events.manage`` at the place; NotFound otherwise. A helper holds the role ``volunteer`` there, until the
event ends, and never reads an answer.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import events as queries
from farolito.db.queries import places as place_queries
from farolito.db.sealing import keyed_hash, seal, unseal
from farolito.domain.access import SYSTEM, Actor, Grant, holds
from farolito.errors import FarolitoError, NotFound
from farolito.services import audit, limits, sessions
from farolito.services.ids import new_id
from farolito.services.limits import Limit
from farolito.services.places import path_of, row_of
from farolito.services.sessions import name_cell
from farolito.services.users import Refusal
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.services.sessions import NewSession
    from farolito.services.work import Work, Works

PERMISSION = "events.manage"
ROLE = "volunteer"
KIND = "event_over"
PIN_DIGITS = 8
LONGEST_NAME, LONGEST_FIRST_NAME = 100, 40


class NameMissing(FarolitoError):
    """An event, or a helper, without a name that can be kept."""


@dataclass(frozen=True, slots=True)
class Started:
    """An event that has just begun, and its PIN."""

    id: str
    pin: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event that goes on, and the first names of its helpers with when they came."""

    id: str
    name: str
    ends_at: datetime
    helpers: tuple[tuple[str, datetime], ...]


def start(work: Work, place_slug: str, name: str) -> Started:
    """An event of today. Raises :class:`NameMissing`."""
    place = _managed(work, place_slug)
    pin = _new_pin()
    hashed = _pin_hash(work, place.place_id, pin)
    named = _named(name, LONGEST_NAME)
    event_id = add(work, place.place_id, named, hashed, None, end_of_day(work.now()))
    audit.record(work, place.place_id, "event.started", f"event/{event_id}")
    return Started(event_id, pin)


def add(
    work: Work,
    place_id: str,
    name: str,
    pin_hash: bytes,
    begins_at: datetime | None,
    ends_at: datetime,
) -> str:
    """An event whose PIN opens from ``begins_at``, or at once, until ``ends_at``; its id. For whoever may make one."""
    now = work.now()
    event_id = new_id(now)
    facts = {"name": name, "pin_hash": pin_hash, "begins_at": begins_at, "ends_at": ends_at}
    one = {"place_id": place_id, "id": event_id, "created_at": now}
    work.connection.execute(queries.ADD_EVENT, one | facts)
    forget_after(work, place_id, event_id, ends_at)
    return event_id


def forget_after(work: Work, place_id: str, event_id: str, ends_at: datetime) -> None:
    """The names of helpers go when an event is over; again for one that was moved."""
    work.enqueue(KIND, {"place_id": place_id, "event_id": event_id}, ends_at)


def new_pin(work: Work, place_slug: str, event_id: str) -> str:
    """Another PIN, for when the first one went round. Whoever helps already goes on."""
    place, pin = _managed(work, place_slug), _new_pin()
    one = {"of_place": place.place_id, "event_id": event_id, "now": work.now()}
    hashed = {"pin_hash": _pin_hash(work, place.place_id, pin)}
    if (
        not storable(event_id)
        or not work.connection.execute(queries.SET_PIN, {**one, **hashed}).rowcount
    ):
        raise NotFound("There is no such event.")
    audit.record(work, place.place_id, "event.pin_changed", f"event/{event_id}")
    return pin


def end(work: Work, place_slug: str, event_id: str) -> None:
    """The PIN opens nothing any more, every helper is logged out, and their names are forgotten."""
    place = _managed(work, place_slug)
    one = {"of_place": place.place_id, "event_id": event_id, "now": work.now()}
    if not storable(event_id) or not work.connection.execute(queries.END_EVENT, one).rowcount:
        raise NotFound("There is no such event.")
    _forget(work, place.place_id, event_id)
    audit.record(work, place.place_id, "event.ended", f"event/{event_id}")


def of_place(work: Work, place_slug: str) -> tuple[EventView, ...]:
    """The events that go on at a place, the latest first."""
    place = _managed(work, place_slug)
    now = work.now()
    return tuple(
        EventView(row.id, row.name, row.ends_at, _helpers(work, place.place_id, row.id, now))
        for row in work.peek(queries.EVENTS, {"place_id": place.place_id, "now": now})
    )


def log_in(
    work: Work, place_slug: str, pin: str, first_name: str, address: str = ""
) -> NewSession | Refusal:
    """A session for whoever shows the PIN of an event that goes on. Wrong tries are counted, right ones never.

    The answer is the same for an unknown place and a wrong PIN. Raises :class:`NameMissing`.
    """
    name = _named(first_name, LONGEST_FIRST_NAME)
    slug = place_slug.strip().strip("/").lower()[:100]
    tries = (
        Limit("event PIN here", f"{slug}|{address}", burst=10, every=timedelta(seconds=30)),
        # from everywhere: 10,000 tries a day, of a hundred million PINs
        Limit("event PIN", slug, burst=100, every=timedelta(seconds=10)),
    )
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    found = _event_of(work, slug, pin)
    if found is None:
        limits.charge(work, tries)
        return Refusal("wrong")
    place_id, event = found
    made = sessions.start_helper(work, event.ends_at)
    work.connection.execute(
        queries.ADD_HELPER,
        {
            "place_id": place_id,
            "session_id": made.id,
            "event_id": event.id,
            "name": seal(work.keyring, name_cell(place_id, made.id), name.encode()),
        },
    )
    work.actor = Actor("volunteer", made.id, name, (Grant(place_id, ROLE),))
    audit.record(work, place_id, "event.helper_came", f"event/{event.id}")
    return made


def forget_helpers(works: Works, payload: Mapping[str, Any]) -> None:
    """What is left when an event is over: no session and no name."""
    with works.open(SYSTEM) as work:
        _forget(work, payload["place_id"], payload["event_id"])


def end_of_day(now: datetime) -> datetime:
    """The next midnight at the school."""
    here = now.astimezone(SCHOOL_ZONE)
    return (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _event_of(work: Work, slug: str, pin: str) -> tuple[str, Row[Any]] | None:
    places = work.peek(place_queries.PLACE_BY_SLUG, {"slug": slug}) if storable(slug) else ()
    digits = unicodedata.normalize("NFKC", pin[:40])
    digits = "".join(letter for letter in digits if letter.isdecimal())
    digits = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    # no such place costs the same steps as a wrong PIN
    place_id = places[0].place_id if places else ""
    given = {
        "place_id": place_id,
        "pin_hash": _pin_hash(work, place_id, digits),
        "now": work.now(),
    }
    for event in work.peek(queries.EVENT_OF_PIN, given):
        return place_id, event
    return None


def _forget(work: Work, place_id: str, event_id: str) -> None:
    event = {"place_id": place_id, "event_id": event_id}
    work.connection.execute(queries.END_HELPERS_SESSIONS, {**event, "now": work.now()})
    work.connection.execute(queries.FORGET_HELPERS, event)


def _helpers(
    work: Work, place_id: str, event_id: str, now: datetime
) -> tuple[tuple[str, datetime], ...]:
    rows = work.peek(queries.HELPERS, {"place_id": place_id, "event_id": event_id, "now": now})
    return tuple(
        (
            unseal(work.keyring, name_cell(place_id, row.session_id), row.name).decode(),
            row.created_at,
        )
        for row in rows
    )


def _managed(work: Work, place_slug: str) -> Row[Any]:
    place = row_of(work, place_slug)
    if not holds(work.actor.grants, PERMISSION, path_of(place)):
        raise NotFound("There is no such page.")
    return place


def _named(name: str, longest: int) -> str:
    name = " ".join(name.split())
    if not name or len(name) > longest or not storable(name):
        raise NameMissing("Write a name.")
    return name


def _new_pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def _pin_hash(work: Work, place_id: str, pin: str) -> bytes:
    return keyed_hash(work.keyring, "event PIN", place_id, pin.encode())
