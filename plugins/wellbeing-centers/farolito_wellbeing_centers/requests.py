"""Who asked for something and waits, and the appointment that comes of it. What they said stays in their answers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import or_, select

from farolito.api import N_, SCHOOL_ZONE
from farolito_wellbeing_centers.models import Request

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from farolito.api import PlaceView, Regime, SubmissionView, Work

FORMS: Final[Mapping[str, str]] = {
    "wellbeing-appointment": N_("Asked for a time"),
    "wellbeing-vaccines": N_("Asked about vaccines"),
    "wellbeing-course": N_("Wants to join a course or the peer advocates"),
    "wellbeing-clinic": N_("Asked the clinic for a time"),
    "wellbeing-group": N_("Wants to join a group"),
}
"""The forms that somebody waits after, and what they asked for: never the service line."""

OWNERS: Final[Mapping[str, Regime]] = {
    "wellbeing-appointment": "provider",
    "wellbeing-vaccines": "provider",
    "wellbeing-course": "provider",
    "wellbeing-clinic": "clinic",
    "wellbeing-group": "support_group",
}
"""Form to the regime of its records, so to who reads them and may hand a tablet over for it."""

TITLES: Final[Mapping[str, str]] = {
    "wellbeing-appointment": N_("A time"),
    "wellbeing-vaccines": N_("Vaccines"),
    "wellbeing-course": N_("A course or the peer advocates"),
    "wellbeing-clinic": N_("The clinic"),
    "wellbeing-group": N_("A group"),
}
"""What a form is about, for the button that hands a tablet over."""

OPEN, SET, DONE, AWAY = "open", "set", "done", "did_not_come"
STATES = (OPEN, SET, DONE, AWAY)
LONGEST_ROOM = 40
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


def note(session: Session, submission: SubmissionView) -> None:
    """Write down that somebody waits, together with the answers. A correction changes nothing."""
    response = submission.response
    if response.form.name not in FORMS or submission.number != 1:
        return
    session.add(
        Request(
            place_id=response.place.id,
            response_id=response.id,
            form_name=response.form.name,
            asked_on=submission.received_at.astimezone(SCHOOL_ZONE).date(),
            state=OPEN,
            day=None,
            clock="",
            room="",
        )
    )


def waiting(work: Work, place: PlaceView) -> Sequence[Request]:
    """Who waits for a time, the longest first."""
    asked = select(Request).where(Request.place_id == place.id, Request.state == OPEN)
    return work.session.scalars(asked.order_by(Request.asked_on, Request.response_id)).all()


def coming(work: Work, place: PlaceView) -> Sequence[Request]:
    """Who has a time and was not seen yet, the earliest first."""
    asked = select(Request).where(Request.place_id == place.id, Request.state == SET)
    return work.session.scalars(asked.order_by(Request.day, Request.clock)).all()


def over(work: Work, place: PlaceView) -> Sequence[Request]:
    """Whose appointment was today and is over, and who was told today that there is nothing more to do."""
    ended = or_(Request.state == DONE, Request.state == AWAY)
    asked = select(Request).where(Request.place_id == place.id, ended, Request.day == work.today())
    return work.session.scalars(asked.order_by(Request.clock, Request.response_id)).all()


def times_on(
    work: Work, place: PlaceView, day: date, owners: Collection[str]
) -> Sequence[tuple[str, str]]:
    """Time and room of each appointment of a day that is still to come, with one of these owners."""
    return [
        (one.clock, one.room)
        for one in coming(work, place)
        if one.day == day and OWNERS[one.form_name] in owners
    ]


def problems(day: str, clock: str, room: str, today: date) -> Mapping[str, str]:
    """What is wrong with a time as it was typed: by field, an English sentence."""
    wrong = {}
    found = day_of(day)
    if found is None:
        wrong["day"] = N_("Write a day, like 2026-12-01.")
    elif found < today:
        wrong["day"] = N_("This day is over. Write today or a day to come.")
    if _CLOCK.fullmatch(clock.strip()) is None:
        wrong["clock"] = N_("Write a time, like 14:15.")
    if len(room) > LONGEST_ROOM:
        wrong["room"] = N_("Use 40 letters or fewer.")
    return wrong


def set_time(request: Request, day: str, clock: str, room: str) -> None:
    """Give it a time that has no :func:`problems`."""
    hours, minutes = clock.strip().split(":")
    request.day, request.clock = day_of(day), f"{int(hours):02}:{minutes}"
    request.room, request.state = " ".join(room.split()), SET


def move(request: Request, state: str, today: date) -> None:
    """Done, did not come, or open again. What has no day gets today's: it is shown until the evening."""
    if state not in (OPEN, DONE, AWAY):
        return
    if state == OPEN:
        request.day, request.clock = None, ""
    else:
        request.day = request.day or today
    request.state = state


def day_of(typed: str) -> date | None:
    """A day as a browser sends it."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
