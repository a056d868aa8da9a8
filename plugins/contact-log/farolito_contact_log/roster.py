"""The roster of a school: taken over from a file, the same again when the same file comes again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from farolito.api import keyed, open_value, seal_value
from farolito_contact_log.models import Attempt, Student
from farolito_contact_log.roster_reading import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from typing import Any

    from farolito.api import PlaceView, Work
    from farolito_contact_log.roster_reading import Line, Sheet

KEPT = ("number", "name", "grade", "born", "language", "guardian", "phones")


@dataclass(frozen=True)
class Change:
    """What a row of the file does: ``new``, ``changed``, ``same``, or ``fault``."""

    line: Line
    does: str


@dataclass(frozen=True)
class Changes:
    """All that a file does. ``gone``: students that it does not list any more; they stay, marked so."""

    rows: tuple[Change, ...]
    gone: int

    def count(self, does: str) -> int:
        """How many rows do that."""
        return sum(one.does == does for one in self.rows)


def plan(work: Work, place: PlaceView, sheet: Sheet) -> Changes:
    """What the file would do. Changes nothing."""
    known = {one.id: one for one in students(work, place)}
    rows, met = [], set()
    for line in sheet.lines:
        if line.fault:
            rows.append(Change(line, "fault"))
            continue
        student_id = id_of(work, place, line)
        met.add(student_id)
        before = known.get(student_id)
        if before is None:
            rows.append(Change(line, "new"))
        else:
            same = before.listed and open_value(work, before, "facts") == facts_of(line)
            rows.append(Change(line, "same" if same else "changed"))
    gone = sum(one.listed and one.id not in met for one in known.values())
    return Changes(tuple(rows), gone)


def take_over(work: Work, place: PlaceView, sheet: Sheet) -> Changes:
    """Do it: students that are new or told of otherwise are written, those that are not listed any more are marked."""
    planned = plan(work, place, sheet)
    met = set()
    for one in planned.rows:
        if one.does == "fault":
            continue
        student_id = id_of(work, place, one.line)
        met.add(student_id)
        if one.does == "same":
            continue
        row = work.session.get(Student, (place.id, student_id))
        if row is None:
            row = Student(place_id=place.id, id=student_id)
            work.session.add(row)
        row.listed, row.imported_on = True, work.today()
        seal_value(work, row, "facts", facts_of(one.line))
    for row in students(work, place):
        if row.id not in met and row.listed:
            row.listed, row.imported_on = False, work.today()
    work.session.flush()
    return planned


def forget(work: Work, place: PlaceView, student_ids: Collection[str]) -> int:
    """Students go, with every attempt to reach them; how many there were."""
    gone = 0
    for row in students(work, place):
        if row.id in student_ids:
            for attempt in attempts(work, place, [row.id]):
                work.session.delete(attempt)
            work.session.delete(row)
            gone += 1
    work.session.flush()
    return gone


def erase_past(work: Work, before: date) -> int:
    """At every school, who left the roster before a day goes, with what was written down; how many they were."""
    gone = work.session.scalars(
        select(Student).where(Student.listed.is_(False), Student.imported_on < before)
    ).all()
    for row in gone:
        asked = delete(Attempt).where(
            Attempt.place_id == row.place_id, Attempt.student_id == row.id
        )
        work.session.execute(asked)
        work.session.delete(row)
    return len(gone)


def students(work: Work, place: PlaceView) -> Sequence[Student]:
    """Every student of the roster of a place."""
    asked = select(Student).where(Student.place_id == place.id).order_by(Student.id)
    return work.session.scalars(asked).all()


def some(work: Work, place: PlaceView, after: str, limit: int) -> Sequence[Student]:
    """The next listed students after an id."""
    asked = select(Student).where(
        Student.place_id == place.id, Student.listed.is_(True), Student.id > after
    )
    return work.session.scalars(asked.order_by(Student.id).limit(limit)).all()


def attempts(work: Work, place: PlaceView, student_ids: Collection[str]) -> Sequence[Attempt]:
    """What was tried to reach some students, the latest first."""
    asked = select(Attempt).where(
        Attempt.place_id == place.id, Attempt.student_id.in_(sorted(student_ids))
    )
    return work.session.scalars(asked.order_by(Attempt.id.desc())).all()


def id_of(work: Work, place: PlaceView, line: Line) -> str:
    """The id of a student: what makes them the same again, hashed."""
    return keyed(work, place.id, "roster", key_of(line))


def facts_of(line: Line) -> dict[str, Any]:
    """What is kept of a row."""
    said = asdict(line)
    return {name: said[name] for name in KEPT} | {"phones": list(line.phones)}
