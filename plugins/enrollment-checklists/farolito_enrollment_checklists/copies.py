"""A family's own copy of a list: started once, ticked by staff or the family, with the days that follow from it.

start(session, place_id, response_id, checklist, language, today) -> Copy
of_response(session, place_id, response_id) -> tuple[Copy, ...]
marked(session, copy) -> Marks                     # what is ticked, seen and done
save(session, copy, read(data, form, by_staff), …) -> bool    # False: somebody else saved meanwhile
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.models import Copy, Mark, Start

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from farolito_enrollment_checklists.data import ChecklistData

TOKEN = 16
"""Random bytes of the address of a copy: nobody finds one by trying."""

TICKS = ("screen", "steps", "documents", "doors", "tasks")
"""Parts whose items have a box."""


@dataclass(frozen=True)
class Marks:
    """The items that are ticked or seen, as ``documents.identity``, and the day of each step that was done."""

    ticked: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    days: Mapping[str, date] = field(default_factory=dict)  # by the id of the step
    said_expedited: bool = False  # in a form that the family sent

    @property
    def expedited(self) -> bool:
        """Whether one of the three questions of the screen was answered with yes, in a form or on this list."""
        return self.said_expedited or any(item.startswith("screen.") for item in self.ticked)

    def due(self, data: ChecklistData) -> dict[str, date]:
        """The last day of each step whose clock runs and that was not done."""
        found = {}
        for step in data.steps:
            rule = step.deadline
            if rule is None or (rule.only == "expedited" and not self.expedited):
                continue
            day = rule.due(self.days)
            done = step.id in self.days or f"steps.{step.id}" in self.ticked
            if day is not None and not done:
                found[step.id] = day
        return found


@dataclass(frozen=True)
class Typed:
    """What was sent: the marks as far as they can be read, and the days that can not, as they were typed."""

    marks: Marks
    wrong: Mapping[str, str] = field(default_factory=dict)  # id of the step to what was typed


def start(
    session: Session, place_id: str, response_id: str, checklist: str, language: str, today: date
) -> Copy:
    """The copy of a list for a family; the one that is there, if it was started already."""
    found = session.get(Copy, (place_id, response_id, checklist))
    if found is None:
        found = Copy(
            place_id=place_id,
            response_id=response_id,
            checklist=checklist,
            token=secrets.token_urlsafe(TOKEN),
            language=language,
            started_on=today,
            revision=0,
        )
        session.add(found)
        session.flush()
    return found


def one(session: Session, place_id: str, response_id: str, checklist: str) -> Copy | None:
    """A copy, or None."""
    found: Copy | None = session.get(Copy, (place_id, response_id, checklist))
    return found


def of_response(session: Session, place_id: str, response_id: str) -> tuple[Copy, ...]:
    """The copies of a family, in the order of the lists."""
    wanted = select(Copy).where(Copy.place_id == place_id, Copy.response_id == response_id)
    order = list(checklists())
    known = (copy for copy in session.scalars(wanted) if copy.checklist in order)
    return tuple(sorted(known, key=lambda copy: order.index(copy.checklist)))


def of_token(session: Session, token: str) -> Copy | None:
    """The copy at an address, or None."""
    found: Copy | None = session.scalars(select(Copy).where(Copy.token == token)).first()
    return found


def marked(session: Session, copy: Copy) -> Marks:
    """What is known about the items of a copy."""
    began = session.get(Start, (copy.place_id, copy.response_id, copy.checklist))
    return _marks(_rows(session, copy).values(), expedited=began is not None and began.expedited)


def marked_all(session: Session, wanted: Collection[Copy]) -> dict[tuple[str, str], Marks]:
    """The same of several copies of one place, by response and list."""
    if not wanted:
        return {}
    rows: dict[tuple[str, str], list[Mark]] = {}
    found = select(Mark).where(
        Mark.place_id.in_({copy.place_id for copy in wanted}),
        Mark.response_id.in_({copy.response_id for copy in wanted}),
    )
    for row in session.scalars(found):
        rows.setdefault((row.response_id, row.checklist), []).append(row)
    began = select(Start.response_id, Start.checklist).where(
        Start.place_id.in_({copy.place_id for copy in wanted}),
        Start.response_id.in_({copy.response_id for copy in wanted}),
        Start.expedited,
    )
    quick = {(response_id, checklist) for response_id, checklist in session.execute(began)}
    return {key: _marks(group, expedited=key in quick) for key, group in rows.items()}


def _marks(rows: Collection[Mark], *, expedited: bool) -> Marks:
    return Marks(
        said_expedited=expedited,
        ticked=frozenset(row.item for row in rows if row.ticked),
        seen=frozenset(row.item for row in rows if row.seen),
        days={
            row.item.removeprefix("steps."): row.done_on for row in rows if row.done_on is not None
        },
    )


def read(
    data: ChecklistData, sent: Mapping[str, str], before: Marks, today: date, *, by_staff: bool
) -> Typed:
    """What was ticked and typed on the page of a copy. What only staff may say stays as it was for a family.

    A step that is newly ticked without a day was done today: so its clock runs.
    """
    known = {
        f"{part.id}.{fact.id}" for part in data.parts if part.id in TICKS for fact in part.facts
    }
    ticked = frozenset(item for item in known if f"tick.{item}" in sent)
    seen = frozenset(item for item in known if f"seen.{item}" in sent) if by_staff else before.seen
    days: dict[str, date] = {}
    wrong: dict[str, str] = {}
    for step in data.steps:
        words = sent.get(f"on.{step.id}", "").strip()[:20]
        if not words:
            item = f"steps.{step.id}"
            if item in ticked and item not in before.ticked:
                days[step.id] = today
            continue
        try:
            days[step.id] = date.fromisoformat(words)
        except ValueError:
            wrong[step.id] = words
    return Typed(Marks(ticked, seen, days, before.said_expedited), wrong)


def save(session: Session, copy: Copy, marks: Marks, revision: int) -> bool:
    """Write the marks, if nobody saved since ``revision``; False where somebody did, and nothing is written."""
    if copy.revision != revision:
        return False
    copy.revision = revision + 1
    rows = _rows(session, copy)
    wanted = {*marks.ticked, *marks.seen, *(f"steps.{step}" for step in marks.days)}
    for item, row in rows.items():
        if item not in wanted:
            session.delete(row)
    for item in wanted:
        row = rows.get(item) or Mark(
            place_id=copy.place_id,
            response_id=copy.response_id,
            checklist=copy.checklist,
            item=item,
        )
        session.add(row)
        row.ticked, row.seen = item in marks.ticked, item in marks.seen
        row.done_on = marks.days.get(item.removeprefix("steps.")) if item[:6] == "steps." else None
    session.flush()
    return True


def _rows(session: Session, copy: Copy) -> dict[str, Mark]:
    wanted = select(Mark).where(
        Mark.place_id == copy.place_id,
        Mark.response_id == copy.response_id,
        Mark.checklist == copy.checklist,
    )
    return {row.item: row for row in session.scalars(wanted)}
