"""The rows of the tracker: families who answered something, and students of the roster who answered nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from farolito.api import SCHOOL_ZONE, known_families, open_value, tracked_families
from farolito_contact_log import roster

if TYPE_CHECKING:
    from farolito.api import PlaceView, TrackedFamily, Work
    from farolito_contact_log.models import Attempt, Student

INTERNET, DEVICE = "da_internet", "da_device"
ASKING = (INTERNET, DEVICE)
SHOW = ("all", "waiting", "due", "referred", "offline")
"""Which families: all, nobody spoke to them for long, something is due, a referral is open, no good internet."""

ROWS = 25
LOOKS = 200
"""Families or students that one page looks at, where few match."""

OFFLINE = ("phone", "none")
FAILED = ("no_answer", "left_message", "wrong_number")


@dataclass(frozen=True)
class FamiliesShown:
    """Families of a page; ``next`` brings more."""

    rows: tuple[TrackedFamily, ...]
    next: str | None


@dataclass(frozen=True)
class Tried:
    """An attempt to reach the family of a student who answered nothing yet."""

    on: date
    channel: str
    outcome: str
    language: str
    topics: tuple[str, ...]
    by: str
    next_try: date | None


@dataclass(frozen=True)
class StudentShown:
    """A student of the roster. ``family_id``: the family that answered and in which they likely are."""

    id: str
    name: str
    grade: str
    language: str
    guardian: str
    phones: tuple[str, ...]
    tried: tuple[Tried, ...]
    listed: bool = True
    family_id: str | None = None

    @property
    def next_try(self) -> date | None:
        """When to try again, as it was said last."""
        return self.tried[0].next_try if self.tried else None


@dataclass(frozen=True)
class StudentsShown:
    """Students of a page who answered nothing yet; ``next`` brings more."""

    rows: tuple[StudentShown, ...]
    next: str | None


def family_rows(
    work: Work, place: PlaceView, show: str, language: str, after: str | None, quiet_days: int
) -> FamiliesShown:
    """The families of a page, newest first. Raises what ``tracked_families`` raises."""
    today = work.today()
    narrowed: dict[str, Any] = {"language": language}
    if show == "waiting":
        narrowed["quiet_since"] = start_of(today - timedelta(days=quiet_days))
    if show == "due":
        narrowed["due_by"] = today
    if show == "referred":
        narrowed["referred"] = True
    if show != "offline":
        page = tracked_families(work, place, after=after, limit=ROWS, asking=ASKING, **narrowed)
        return FamiliesShown(page.families, page.next)
    found: list[TrackedFamily] = []
    looked = 0
    while looked < LOOKS and len(found) < ROWS:
        page = tracked_families(work, place, after=after, limit=ROWS, asking=ASKING, **narrowed)
        found += [one for one in page.families if one.answers.get(INTERNET) in OFFLINE]
        looked, after = looked + ROWS, page.next
        if after is None:
            break
    return FamiliesShown(tuple(found), after)


def student_rows(work: Work, place: PlaceView, after: str) -> StudentsShown:
    """Students of the roster who are in no family that answered."""
    found: list[StudentShown] = []
    looked = 0
    more = True
    while more and looked < LOOKS and len(found) < ROWS:
        rows = roster.some(work, place, after, ROWS)
        looked, more = looked + ROWS, len(rows) == ROWS
        after = rows[-1].id if rows else after
        found += [one for one in shown_students(work, place, rows) if one.family_id is None]
    return StudentsShown(tuple(found), after if more else None)


def shown_students(work: Work, place: PlaceView, rows: Any) -> list[StudentShown]:
    """Students with what was tried, and the family in which each likely is."""
    told = [open_value(work, row, "facts") for row in rows]
    known = known_families(
        work,
        place,
        [(one["name"], one["born"], (one["phones"] or [""])[0]) for one in told],
    )
    tried: dict[str, list[Tried]] = {}
    for attempt in roster.attempts(work, place, [row.id for row in rows]):
        tried.setdefault(attempt.student_id, []).append(_tried(work, attempt))
    return [
        _student(row, said, tuple(tried.get(row.id, ())), family)
        for row, said, family in zip(rows, told, known, strict=True)
    ]


def _student(
    row: Student, said: dict[str, Any], tried: tuple[Tried, ...], family: str | None
) -> StudentShown:
    return StudentShown(
        id=row.id,
        name=said["name"],
        grade=said["grade"],
        language=said["language"],
        guardian=said["guardian"],
        phones=tuple(said["phones"]),
        tried=tried,
        listed=row.listed,
        family_id=family,
    )


def _tried(work: Work, attempt: Attempt) -> Tried:
    said = open_value(work, attempt, "said")
    return Tried(
        on=attempt.on,
        channel=said["channel"],
        outcome=said["outcome"],
        language=said["language"],
        topics=tuple(said["topics"]),
        by=said["by"],
        next_try=attempt.next_try,
    )


def start_of(day: date) -> datetime:
    """The first moment of a day at the school."""
    return datetime(day.year, day.month, day.day, tzinfo=SCHOOL_ZONE).astimezone(UTC)
