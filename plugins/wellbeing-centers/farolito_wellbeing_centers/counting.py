"""Counts visits by day, for the center's own books. Nobody is shown these: pages show what the host may show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import sqlite

from farolito_wellbeing_centers.models import Visit

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.orm import Session

    from farolito.api import SubmissionView

FORM = "wellbeing-visit"
QUESTION = "service_lines"


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
