"""How a trip gets there and back: planned on its page, shown to families, printed on the permission slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, clock_words
from farolito_events.models import Ride
from farolito_events.typed import LINE, TIME, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from farolito_events.models import Event

WAYS = {
    "school_bus": N_("School bus"),
    "hired_bus": N_("Hired bus"),
    "public": N_("Public bus or train"),
    "walk": N_("We walk"),
    "own": N_("Families bring their children"),
}
"""In the order in which they are offered."""

FIELDS = ("way", "meet", "leaves", "back", "seats")


def of_event(session: Session, event: Event) -> Ride | None:
    """The plan, or None where there is none yet."""
    found: Ride | None = session.get(Ride, (event.place_id, event.id))
    return found


def times_words(ride: Ride | None, language: str) -> tuple[str, str]:
    """When it leaves and is back, as ``language`` writes a time; "" for what nobody said."""
    times = (ride.leaves, ride.back) if ride is not None else ("", "")
    leaves, back = (clock_words(at, language) if at else "" for at in times)
    return leaves, back


def kept(ride: Ride | None) -> dict[str, str]:
    """What the form shows."""
    if ride is None:
        return dict.fromkeys(FIELDS, "")
    seats = "" if ride.seats is None else str(ride.seats)
    return {"way": ride.way, "meet": ride.meet, "leaves": ride.leaves, "back": ride.back} | {
        "seats": seats
    }


def keep(session: Session, event: Event, fields: Mapping[str, str]) -> dict[str, str]:
    """Keep what was typed; or what is wrong, by field, and nothing is kept."""
    typed = {name: " ".join(fields.get(name, "").split()) for name in FIELDS}
    wrong = {}
    times = {}
    for name in ("leaves", "back"):
        said = typed[name]
        times[name] = f"0{said}" if len(said) == 4 else said
        if said and not TIME.fullmatch(times[name]):
            wrong[name] = name
    if times["back"] and times["leaves"] and times["back"] <= times["leaves"]:
        wrong["back"] = "back"
    if typed["seats"] and not whole(typed["seats"]):
        wrong["seats"] = "number"
    if len(typed["meet"]) > LINE or "\0" in typed["meet"]:
        wrong["meet"] = "long"
    if wrong:
        return wrong
    ride = of_event(session, event) or Ride(place_id=event.place_id, event_id=event.id)
    ride.way = typed["way"] if typed["way"] in WAYS else next(iter(WAYS))
    ride.meet, ride.leaves, ride.back = typed["meet"], times["leaves"], times["back"]
    ride.seats = whole(typed["seats"])
    session.add(ride)
    session.flush()
    return {}


def too_few(ride: Ride | None, event: Event) -> bool:
    """Whether more people may sign up than there are seats."""
    if ride is None or ride.seats is None or not event.sign_up:
        return False
    return event.capacity is None or event.capacity > ride.seats
