"""Help with a place to stay, as staff write it down beside a family's list of CalWORKs.

of_response(session, place_id, response_id) -> tuple[Stay, ...]      # newest first
read(sent, today) -> Typed                                           # with what is wrong about it
keep(session, place_id, response_id, typed) / forget(session, place_id, response_id, kind, day)
summed(stays, today) -> Nights
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_
from farolito_enrollment_checklists.models import Stay
from farolito_enrollment_checklists.nights import MOST, Nights, counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

CHECKLIST = "calworks"
FORM_STEP = "cw42"
"""The step of the list whose day is that of the form."""
ANSWERED = "steps.cw42_answer"
"""The item of the list that is the county's answer to it."""

KINDS = {
    "form": N_("Form CW 42 handed in"),
    "nights": N_("Nights paid in a motel or shelter"),
    "moving": N_("Money to move in or to stay"),
}
DAY, NIGHTS, HOUR = (
    N_("Write the day like this: 2026-11-23. It can not be more than a year from now."),
    N_("Write how many nights: 1 to 16."),
    N_("Write the time like this: 10:40."),
)
"""What is wrong, and what to do."""


@dataclass(frozen=True)
class Typed:
    """What was typed: the kind, and each field as it was. ``wrong`` are sentences by field; empty if it can be kept."""

    kind: str = "nights"
    on_day: str = ""
    nights: str = ""
    at: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day, if it is one."""
        try:
            return date.fromisoformat(self.on_day)
        except ValueError:
            return None


def read(sent: Mapping[str, str], today: date) -> Typed:
    """What was sent, with what is wrong about it. The hour may be left out."""
    kind = sent.get("kind", "")
    on_day, nights, at = (sent.get(name, "").strip()[:20] for name in ("on_day", "nights", "at"))
    typed = Typed(kind if kind in KINDS else "nights", on_day, nights, at)
    wrong = {}
    if typed.day is None or typed.day > today + timedelta(days=366):
        wrong["on_day"] = DAY
    if typed.kind == "nights" and not (
        re.fullmatch("[0-9]{1,2}", typed.nights) and 1 <= int(typed.nights) <= MOST
    ):
        wrong["nights"] = NIGHTS
    if (
        typed.kind == "form"
        and typed.at
        and not re.fullmatch("([01]?[0-9]|2[0-3]):[0-5][0-9]", typed.at)
    ):
        wrong["at"] = HOUR
    return Typed(typed.kind, on_day, nights, at, wrong)


def of_response(session: Session, place_id: str, response_id: str) -> tuple[Stay, ...]:
    """What is written down about a family, newest first."""
    wanted = select(Stay).where(Stay.place_id == place_id, Stay.response_id == response_id)
    return tuple(session.scalars(wanted.order_by(Stay.on_day.desc(), Stay.kind)))


def keep(session: Session, place_id: str, response_id: str, typed: Typed) -> None:
    """Write it down; the same kind on the same day again is the same, with what was typed last."""
    key = (place_id, response_id, typed.kind, typed.day)
    found = session.get(Stay, key) or Stay(
        place_id=place_id, response_id=response_id, kind=typed.kind, on_day=typed.day
    )
    session.add(found)
    found.nights = int(typed.nights) if typed.kind == "nights" else 0
    found.at = typed.at if typed.kind == "form" else ""
    session.flush()


def forget(session: Session, place_id: str, response_id: str, kind: str, day: date) -> None:
    """Take back what was written down by mistake; nothing where there is none."""
    found = session.get(Stay, (place_id, response_id, kind, day))
    if found is not None:
        session.delete(found)
        session.flush()


def summed(stays: Sequence[Stay], today: date) -> Nights:
    """The nights that count today."""
    return counted([(one.on_day, one.nights) for one in stays if one.kind == "nights"], today)
