"""Events in the database: what comes up, what was, one of them; and what is erased when its time is over."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from farolito.api import NotFound
from farolito_events.models import Action, Event, SignUp
from farolito_events.teams import erase_left

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from farolito_events.settings import EventSettings

MOST = 200
"""How many events one page lists."""


def coming(session: Session, place_id: str, today: date) -> Sequence[Event]:
    """What everybody is shown: from today on, the next first. What is cancelled says so until its day is over."""
    asked = select(Event).where(
        Event.place_id == place_id, Event.shown == "listed", Event.day >= today
    )
    return session.scalars(asked.order_by(Event.day, Event.begins, Event.id).limit(MOST)).all()


def of_place(
    session: Session, place_id: str, kinds: Collection[str], today: date, *, past: bool
) -> Sequence[Event]:
    """What staff are shown: what comes up, the next first; or what was, the last first."""
    asked = select(Event).where(Event.place_id == place_id, Event.kind.in_(kinds))
    if past:
        asked = asked.where(Event.day < today).order_by(Event.day.desc(), Event.begins.desc())
    else:
        asked = asked.where(Event.day >= today).order_by(Event.day, Event.begins)
    return session.scalars(asked.limit(MOST)).all()


def one(session: Session, place_id: str, event_id: str) -> Event:
    """An event. Raises NotFound."""
    found = None if "\0" in event_id else session.get(Event, (place_id, event_id))
    if found is None:
        raise NotFound("There is no such page.")
    return found


def add(session: Session, place_id: str, values: Mapping[str, Any], once: str = "") -> Event:
    """A new event. ``once`` is minted with the form: sending the same form twice makes one event."""
    event_id = once if _is_id(once) else new_id()
    known = session.get(Event, (place_id, event_id))
    if known is not None:
        return known
    made = Event(place_id=place_id, id=event_id, cancelled=False, came=None, notes=None, **values)
    session.add(made)
    session.flush()
    return made


def change(event: Event, values: Mapping[str, Any]) -> None:
    """Other facts of the same event; what was counted stays. Its kind stays: what is written down hangs on it."""
    for name, value in values.items():
        if name != "kind":
            setattr(event, name, value)


def new_id() -> str:
    """An id that nobody guesses: a link that is not listed is opened by whoever has it."""
    return secrets.token_hex(8)


def _is_id(text: str) -> bool:
    return len(text) == 16 and set(text) <= set("0123456789abcdef")


def actions(session: Session, place_id: str, event_id: str) -> Sequence[Action]:
    """What was agreed, in the order in which it was written down."""
    asked = select(Action).where(Action.place_id == place_id, Action.event_id == event_id)
    return session.scalars(asked.order_by(Action.number)).all()


def erase_past(session: Session, today: date, settings: EventSettings) -> None:
    """Sign-ups, minutes, actions and who left a team go when their time is over; events and how many came stay."""
    days = 7 if settings.sign_up_days is None else settings.sign_up_days
    years = settings.notes_years or 3
    before = today - timedelta(days=days)
    _erase(session, select(Event.id).where(Event.day <= before), SignUp)
    long_ago = date(today.year - years, today.month, min(today.day, 28))
    old = select(Event.id).where(Event.day < long_ago)
    _erase(session, old, Action)
    erase_left(session, long_ago)
    session.execute(
        update(Event)
        .where(Event.day < long_ago, Event.notes.is_not(None))
        .values(notes=None)
        .execution_options(synchronize_session=False)
    )


def _erase(session: Session, events: Any, table: type[SignUp] | type[Action]) -> None:
    session.execute(
        delete(table).where(table.event_id.in_(events)).execution_options(synchronize_session=False)
    )
