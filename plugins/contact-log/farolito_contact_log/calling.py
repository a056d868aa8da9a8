"""Whom to call today: what is safe comes first, and whoever must not be called has no number on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from farolito.api import tracked_families
from farolito_contact_log import tracker
from farolito_contact_log.models import Attempt, Student

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from farolito.api import FamilyPerson, PlaceView, TrackedFamily, Work
    from farolito_contact_log.tracker import StudentShown

WAYS = ("call", "text", "message")


@dataclass(frozen=True)
class Reach:
    """Somebody of a family who gave a phone. ``number`` is empty where it is not safe to call.

    ``safe``: call, text, message to ``yes``, ``no`` or ``""`` (not answered, so not safe); empty if it was not asked.
    """

    name: str
    number: str
    safe: Mapping[str, str]
    words: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Call:
    """A line of the sheet. ``tasks`` are what is to be done: words, the day, whose it is."""

    names: tuple[str, ...]
    code: str
    language: str
    reaches: tuple[Reach, ...]
    tasks: tuple[tuple[str, date, str], ...]
    address: str
    tries: int = 0


def sheet(work: Work, place: PlaceView, most: int) -> list[Call]:
    """Families with something due by today, then students to try again or never tried; at most ``most`` lines.

    What a student alone consented to is not among what ``tracked_families`` gives, and so never on the sheet.
    """
    today = work.today()
    page = tracked_families(work, place, due_by=today, limit=most, reaching=True)
    calls = [_of_family(place, one, today) for one in page.families]
    calls.sort(key=lambda one: min((day for _, day, _ in one.tasks), default=today))
    if len(calls) < most:
        rows = _students_due(work, place, today, most - len(calls))
        shown = tracker.shown_students(work, place, rows)
        calls += [_of_student(place, one) for one in shown if one.family_id is None]
    return calls


def reach(person: FamilyPerson) -> Reach:
    """How somebody may be reached. What was asked and not answered is not safe."""
    if not person.asked_safe:
        return Reach(person.name, person.phone, {})
    said = person.safe or {}
    safe = {way: said.get(way, "") for way in WAYS}
    if person.safe_words and person.safe is None:  # asked in a question of its own, in other words
        return Reach(person.name, person.phone, {}, person.safe_words)
    number = person.phone if safe["call"] == "yes" else ""
    return Reach(person.name, number, safe, person.safe_words)


def _of_family(place: PlaceView, one: TrackedFamily, today: date) -> Call:
    due = [task for task in one.tasks if task.due_on <= today]
    return Call(
        names=tuple(person.name for person in one.people if person.name),
        code=one.code,
        language=one.language,
        reaches=tuple(reach(person) for person in one.people if person.phone),
        tasks=tuple((task.what, task.due_on, task.person) for task in due),
        address=f"/-/contact_log/{place.slug}/family/{one.id}",
        tries=len(one.contacts),
    )


def _of_student(place: PlaceView, one: StudentShown) -> Call:
    return Call(
        names=(one.name,),
        code="",
        language=one.language,
        reaches=tuple(Reach(one.guardian, number, {}) for number in one.phones),
        tasks=(),
        address=f"/-/contact_log/{place.slug}/student/{one.id}",
        tries=len(one.tried),
    )


def _students_due(work: Work, place: PlaceView, today: date, most: int) -> Sequence[Student]:
    """Those who were never tried, or whose latest attempt says to try again by today."""
    latest = (
        select(Attempt.id)
        .where(Attempt.place_id == Student.place_id, Attempt.student_id == Student.id)
        .order_by(Attempt.id.desc())
        .limit(1)
        .correlate(Student)
        .scalar_subquery()
    )
    due = select(Attempt.student_id).where(
        Attempt.place_id == place.id, Attempt.id == latest, Attempt.next_try <= today
    )
    asked = select(Student).where(
        Student.place_id == place.id,
        Student.listed.is_(True),
        or_(latest.is_(None), Student.id.in_(due.correlate(Student))),
    )
    return work.session.scalars(asked.order_by(Student.id).limit(most)).all()
