"""Minutes and coaching notes, and what was agreed: sealed, read by those who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from farolito.api import N_, open_value, seal_value
from farolito_events import keeping
from farolito_events.kinds import KINDS
from farolito_events.models import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.api import Work
    from farolito_events.models import Event

LONGEST, LINE = 5000, 200
WRONG = {
    "long": N_("Use fewer letters"),
    "what": N_("Write what is to be done"),
    "due": N_("Choose a day, or leave it empty"),
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that was agreed, in words."""

    number: int
    what: str
    who: str
    due: date | None
    done_on: date | None


def read(work: Work, event: Event) -> list[str]:
    """What was written down, one text for each heading of its kind; "" for what was not."""
    said = open_value(work, event, "notes") or []
    return [*said, *("" for _ in KINDS[event.kind].notes)][: len(KINDS[event.kind].notes)]


def write(work: Work, event: Event, texts: Sequence[str]) -> str:
    """Keep them; nothing, or what is wrong."""
    texts = [text.strip().replace("\0", "") for text in texts]
    if any(len(text) > LONGEST for text in texts):
        return "long"
    if any(texts):
        seal_value(work, event, "notes", texts)
    else:
        event.notes = None
    return ""


def agree(work: Work, event: Event, what: str, who: str, due: str) -> str:
    """Add something that was agreed; nothing, or what is wrong."""
    what, who = (" ".join(said.replace("\0", "").split()) for said in (what, who))
    if not what:
        return "what"
    if len(what) > LINE or len(who) > LINE:
        return "long"
    try:
        day = date.fromisoformat(due.strip()) if due.strip() else None
    except ValueError:
        return "due"
    there = keeping.actions(work.session, event.place_id, event.id)
    number = 1 + max((one.number for one in there), default=0)
    made = Action(
        place_id=event.place_id, event_id=event.id, number=number, due=day, done_on=None, said=None
    )
    seal_value(work, made, "said", {"what": what, "who": who})
    work.session.add(made)
    return ""


def agreed(work: Work, event: Event) -> list[Agreed]:
    """What was agreed, opened."""
    found = []
    for one in keeping.actions(work.session, event.place_id, event.id):
        said = open_value(work, one, "said") or {}
        found.append(
            Agreed(one.number, said.get("what", ""), said.get("who", ""), one.due, one.done_on)
        )
    return found


def done(work: Work, event: Event, number: str, day: date) -> None:
    """Tick what was agreed, or take the tick away; what is not there any more changes nothing."""
    if number.isascii() and number.isdecimal() and len(number) < 6:
        found = work.session.get(Action, (event.place_id, event.id, int(number)))
        if found is not None:
            found.done_on = None if found.done_on else day
