"""Signing up, waiting, moving up and withdrawing; whoever signed up holds a code, and we only its hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_, keyed, open_value, seal_value
from farolito_events.models import Event, SignUp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farolito.api import Work

ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""No vowels, so no words; nothing that is mistaken for something else."""
CODE_LENGTH = 8
MOST_TOGETHER = 10
LONGEST = 80

WRONG = {
    "people": N_("Write how many of you come, from 1 to 10"),
    "long": N_("Use 80 letters or fewer"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A sign-up as staff see it: what they gave, and where they stand."""

    key: str
    name: str
    reach: str
    people: int
    language: str
    state: str


def new_code() -> str:
    """A code, every one equally likely."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def shown(code: str) -> str:
    """As people read it: ``K7QM-3FXP``."""
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str:
    """The code that somebody typed, whatever the case, spaces and hyphens; "" if it can be none."""
    letters = "".join(one for one in text[:100].upper() if one.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(ALPHABET) else ""


def wrong(name: str, reach: str, people: str) -> dict[str, str]:
    """What to mend, by field."""
    found = {
        field: "long" for field, said in (("name", name), ("reach", reach)) if len(said) > LONGEST
    }
    if not (people.isascii() and people.isdecimal() and 1 <= int(people[:3]) <= MOST_TOGETHER):
        found["people"] = "people"
    return found


def open_for(event: Event, today: date) -> bool:
    """Whether somebody may sign up."""
    return event.sign_up and event.shown != "team" and not event.cancelled and event.day >= today


def sign_up(
    work: Work, event: Event, code: str, name: str, reach: str, people: int, language: str
) -> str:
    """Sign up with a code: in or waiting. The same code again changes nothing and says what it is."""
    _lock(work, event)
    known = find(work, event, code)
    if known is not None:
        return known.state
    there = all_of(work, event)
    fits = event.capacity is None or _people(there) + people <= event.capacity
    queue = any(one.state == "waiting" for one in there)
    made = SignUp(
        place_id=event.place_id,
        event_id=event.id,
        code_hash=_hash(work, event.place_id, code),
        number=1 + max((one.number for one in there), default=0),
        people=people,
        language=language,
        state="in" if fits and not queue else "waiting",
        said=None,
    )
    if name or reach:
        seal_value(work, made, "said", {"name": name, "reach": reach})
    work.session.add(made)
    work.session.flush()
    return made.state


def withdraw(work: Work, event: Event, code: str) -> bool:
    """Erase a sign-up; who waits moves up. False where there was none: it is gone already."""
    _lock(work, event)
    found = find(work, event, code)
    if found is None:
        return False
    work.session.delete(found)
    work.session.flush()
    move_up(work, event)
    return True


def erase(work: Work, event: Event, key: str) -> None:
    """Erase a sign-up for somebody who asks the school to; who waits moves up. Twice is as good as once."""
    _lock(work, event)
    found = next((one for one in all_of(work, event) if one.code_hash == key), None)
    if found is not None:
        work.session.delete(found)
        work.session.flush()
        move_up(work, event)


def move_up(work: Work, event: Event) -> None:
    """Whoever waits and fits now is in, in their order: nobody overtakes."""
    there = all_of(work, event)
    taken = _people(there)
    for one in there:
        if one.state != "waiting":
            continue
        if event.capacity is not None and taken + one.people > event.capacity:
            return
        one.state = "moved_up"
        taken += one.people


def find(work: Work, event: Event, code: str) -> SignUp | None:
    """The sign-up of a code."""
    return work.session.get(SignUp, (event.place_id, event.id, _hash(work, event.place_id, code)))


def events_of(work: Work, place_id: str, code: str) -> Sequence[Event]:
    """What a code was given for at a place: one event, or none."""
    asked = (
        select(Event)
        .join(SignUp, (SignUp.place_id == Event.place_id) & (SignUp.event_id == Event.id))
        .where(SignUp.place_id == place_id, SignUp.code_hash == _hash(work, place_id, code))
    )
    return work.session.scalars(asked).all()


def all_of(work: Work, event: Event) -> Sequence[SignUp]:
    """Everybody who signed up, in their order."""
    asked = select(SignUp).where(SignUp.place_id == event.place_id, SignUp.event_id == event.id)
    return work.session.scalars(asked.order_by(SignUp.number)).all()


def listed(work: Work, event: Event) -> list[Listed]:
    """The same, opened, for the staff of the school."""
    found = []
    for one in all_of(work, event):
        said = open_value(work, one, "said") or {}
        name, reach = said.get("name", ""), said.get("reach", "")
        found.append(Listed(one.code_hash, name, reach, one.people, one.language, one.state))
    return found


def is_full(work: Work, event: Event) -> bool:
    """Whether somebody who signs up now waits."""
    if event.capacity is None:
        return False
    there = all_of(work, event)
    return _people(there) >= event.capacity or any(one.state == "waiting" for one in there)


def _people(there: Sequence[SignUp]) -> int:
    return sum(one.people for one in there if one.state != "waiting")


def _lock(work: Work, event: Event) -> None:
    """One at a time, so that the last seat is given once: PostgreSQL locks the event, SQLite has one writer anyway."""
    same = (Event.place_id == event.place_id, Event.id == event.id)
    work.session.scalars(select(Event).where(*same).with_for_update()).all()


def _hash(work: Work, place_id: str, code: str) -> str:
    return keyed(work, place_id, "sign-up code", code)
