"""Courses and peer advocates: rosters with sealed names, the guardian's paper, sessions and how many came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from farolito.api import N_, open_text, seal_text
from farolito_wellbeing_centers.models import Course, Enrolled, Meeting, Request

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from farolito.api import PlaceView, Regime, Work

KINDS = {
    "course": N_("Leadership course"),
    "peer_advocates": N_("Peer advocates"),
    "support_group": N_("Support group"),
}
OWNERS: Mapping[str, Regime] = {
    "course": "provider",
    "peer_advocates": "provider",
    "support_group": "support_group",
}
"""Kind of course to whose it is: groups are led by the Department of Mental Health, and their rosters are its own."""

FORMS = {"provider": "wellbeing-course", "support_group": "wellbeing-group"}
"""Owner to the form by which somebody joins."""

CONSENTS = {
    "not_needed": N_("No paper needed"),
    "given_out": N_("Paper given out"),
    "signed": N_("Paper signed"),
}
KEPT = timedelta(days=365)
"""How long names stay on a roster after the last session."""

LONGEST = 60
MOST = 500


@dataclass(frozen=True, slots=True)
class Member:
    """A student on a roster; ``response_id`` is None for one who was written down without a form."""

    id: str
    name: str
    response_id: str | None
    consent: str


def of_place(work: Work, place: PlaceView, owners: Collection[str]) -> Sequence[Course]:
    """The courses of a place that belong to one of these owners, the open ones first, the latest first."""
    asked = select(Course).where(Course.place_id == place.id, Course.owner.in_(owners))
    return work.session.scalars(
        asked.order_by(Course.closed, Course.starts_on.desc(), Course.course_id)
    ).all()


def begin(
    work: Work, place: PlaceView, kind: str, title: str, starts_on: date, seats: int | None
) -> str:
    """A new course; its id."""
    course_id = uuid4().hex
    work.session.add(
        Course(
            place_id=place.id,
            course_id=course_id,
            owner=OWNERS[kind],
            kind=kind,
            title=title,
            starts_on=starts_on,
            seats=seats,
            closed=False,
        )
    )
    return course_id


def members(work: Work, course: Course) -> Sequence[Member]:
    """The roster, by name."""
    asked = select(Enrolled).where(
        Enrolled.place_id == course.place_id, Enrolled.course_id == course.course_id
    )
    found = [
        Member(
            row.enrolled_id,
            open_text(work, Enrolled.name, _key(course, row.enrolled_id), row.name),
            row.response_id,
            row.consent,
        )
        for row in work.session.scalars(asked)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def enroll(work: Work, course: Course, name: str, consent: str, response_id: str | None) -> None:
    """Put a student on the roster. One who came by a form is on it once, and that form waits no more."""
    if response_id is not None:
        there = select(Enrolled).where(
            Enrolled.place_id == course.place_id,
            Enrolled.course_id == course.course_id,
            Enrolled.response_id == response_id,
        )
        if work.session.scalars(there).first() is not None:
            return
        asked = work.session.get(Request, (course.place_id, response_id))
        if asked is not None:
            asked.state, asked.day = "done", work.today()
    enrolled_id = uuid4().hex
    work.session.add(
        Enrolled(
            place_id=course.place_id,
            course_id=course.course_id,
            enrolled_id=enrolled_id,
            response_id=response_id,
            name=seal_text(work, Enrolled.name, _key(course, enrolled_id), name),
            consent=consent,
        )
    )


def note_consent(work: Work, course: Course, enrolled_id: str, consent: str) -> None:
    """How the guardian's paper stands now; nobody who is gone."""
    row = work.session.get(Enrolled, (course.place_id, course.course_id, enrolled_id))
    if row is not None and consent in CONSENTS:
        row.consent = consent


def leave(work: Work, course: Course, enrolled_id: str) -> None:
    """Take a student off the roster; the name is gone with that. Twice is as good as once."""
    row = work.session.get(Enrolled, (course.place_id, course.course_id, enrolled_id))
    if row is not None:
        work.session.delete(row)


def close(work: Work, course: Course) -> None:
    """The course is over: its roster is erased, how many came stays."""
    for one in members(work, course):
        leave(work, course, one.id)
    course.closed = True


def sweep(work: Work) -> None:
    """Close every course of which nothing was heard for a year: its names go, in the night."""
    due = work.today() - KEPT
    begun = select(Course).where(Course.closed.is_(False), Course.starts_on < due)
    for course in work.session.scalars(begun).all():
        if all(one.day < due for one in meetings(work, course)):
            close(work, course)


def meetings(work: Work, course: Course) -> Sequence[Meeting]:
    """Its sessions, the latest first."""
    asked = select(Meeting).where(
        Meeting.place_id == course.place_id, Meeting.course_id == course.course_id
    )
    return work.session.scalars(asked.order_by(Meeting.day.desc())).all()


def came(work: Work, course: Course, day: date, many: int) -> None:
    """How many came on a day; said again, it is corrected."""
    known = work.session.get(Meeting, (course.place_id, course.course_id, day))
    if known is None:
        work.session.add(
            Meeting(place_id=course.place_id, course_id=course.course_id, day=day, came=many)
        )
    else:
        known.came = many


def problems(typed: Mapping[str, str], day: date | None, *names: str) -> Mapping[str, str]:
    """What is wrong with what was typed into the fields of these names: by field, an English sentence."""
    wrong = {}
    if "title" in names and not typed["title"]:
        wrong["title"] = N_("Write what it is called.")
    if "name" in names and not typed["name"]:
        wrong["name"] = N_("Write the student’s name, or initials.")
    for name in {"title", "name"} & set(names):
        if len(typed[name]) > LONGEST:
            wrong[name] = N_("Use 60 letters or fewer.")
    if "day" in names and day is None:
        wrong["day"] = N_("Write a day, like 2026-12-01.")
    for name in {"came", "seats"} & set(names):
        if typed[name] and number(typed[name]) is None:
            wrong[name] = N_("Write a number from 0 to 500.")
    if "came" in names and not typed["came"]:
        wrong["came"] = N_("Write how many came.")
    return wrong


def number(typed: str) -> int | None:
    """A whole number from 0 to 500; None for anything else."""
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= MOST
        else None
    )


def _key(course: Course, enrolled_id: str) -> tuple[str, str, str]:
    return (course.place_id, course.course_id, enrolled_id)
