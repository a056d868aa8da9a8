"""Counts visits, and says how many there were without saying too much."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite

from farolito_wellbeing_centers.models import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.dialects import postgresql
    from sqlalchemy.orm import Session

    from farolito.api import SubmissionView

FORM = "wellbeing-visit"
QUESTION = "service_lines"
FEWEST = 11
"""Counts of 1 to 10 are not shown: CalHHS Data De-Identification Guidelines, and what CDE does."""


def count(session: Session, submission: SubmissionView) -> None:
    """Count the service lines of a drop-in visit once each. Other forms and corrections change nothing."""
    response = submission.response
    if response.form.name != FORM or submission.number != 1:
        return
    lines = response.answers.get(QUESTION)
    if not isinstance(lines, list):  # skipped, or not answered
        return
    for line in sorted(set(lines)):
        statement = _insert(session).values(
            place_id=response.place.id,
            day=submission.received_at.date(),  # an anonymous record says midnight of its day
            service_line=line,
            count=1,
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["place_id", "day", "service_line"],
                set_={"count": Visit.count + 1},
            )
        )


def _insert(session: Session) -> postgresql.Insert | sqlite.Insert:
    """An insert that can become an update, as this database engine spells it."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Visit)
    from sqlalchemy.dialects import postgresql  # only where it is used: it is large

    return postgresql.insert(Visit)


def counts(session: Session, place_id: str, since: date) -> Mapping[str, int]:
    """Service line to the number of visits that named it at a place, from ``since`` on."""
    statement = (
        select(Visit.service_line, func.sum(Visit.count))
        .where(Visit.place_id == place_id, Visit.day >= since)
        .group_by(Visit.service_line)
    )
    return {line: int(number) for line, number in session.execute(statement)}


def shown(number: int) -> int | None:
    """``number`` if it may be shown; None stands for "fewer than 11". Zero may be shown."""
    return None if 0 < number < FEWEST else number


def school_year(today: date) -> date:
    """The first of August on or before ``today``."""
    year = today.year if today.month >= 8 else today.year - 1
    return date(year, 8, 1)
