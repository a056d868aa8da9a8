"""The counter at the desk: one press is one visit, an anonymous answer to the form of visits like all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, update
from sqlalchemy.dialects import sqlite

from farolito.api import N_, NotFound, send_anonymous, take_back_anonymous
from farolito_wellbeing_centers.models import Tap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.dialects import postgresql
    from sqlalchemy.orm import Session

    from farolito.api import PlaceView, Work

FORM: Final = "wellbeing-visit"
LINES = "service_lines"

GRADES = {
    "9": N_("Grade 9"),
    "10": N_("Grade 10"),
    "11": N_("Grade 11"),
    "12": N_("Grade 12"),
    "other": N_("Not a student here"),
}
KINDS = {"new": N_("First visit"), "returning": N_("Has been here")}
"""The choices of the form's other questions, as they are said at the desk."""


def answers(line: str, grade: str, kind: str) -> Mapping[str, Any]:
    """What is sent for a visit; what was not asked is skipped, as a student may skip it."""
    skipped = {"skipped": True}
    return {
        LINES: [line],
        "grade_band": grade if grade in GRADES else skipped,
        "visit_kind": kind if kind in KINDS else skipped,
    }


def count(work: Work, place: PlaceView, token: str, said: Mapping[str, Any], language: str) -> None:
    """Count one visit. ``token`` was made with the page: the same page sent twice counts once.

    Raises what :func:`farolito.api.send_anonymous` raises, NotFound where the form is not offered.
    """
    session, today = work.session, work.today()
    session.execute(delete(Tap).where(Tap.place_id == place.id, Tap.day < today))
    tap = {"place_id": place.id, "token": token, "day": today, "response_id": ""}
    done = session.execute(
        _insert(session).values(**tap).on_conflict_do_nothing().returning(Tap.token)
    )
    if done.first() is None:
        return
    try:
        response_id = send_anonymous(work, place, FORM, said, language)
    except NotFound:
        session.execute(delete(Tap).where(Tap.place_id == place.id, Tap.token == token))
        raise
    work.session.execute(
        update(Tap)
        .where(Tap.place_id == place.id, Tap.token == token)
        .values(response_id=response_id)
    )


def take_back(work: Work, place: PlaceView, token: str) -> bool:
    """Take one visit back on the day that it was counted; False when it is not there any more."""
    tap = work.session.get(Tap, (place.id, token))
    return tap is not None and take_back_anonymous(work, place, tap.response_id)


def counted(work: Work, place: PlaceView, token: str) -> bool:
    """Whether a visit was counted with this token today, and not taken back."""
    tap = work.session.get(Tap, (place.id, token))
    return tap is not None and tap.day == work.today()


def _insert(session: Session) -> postgresql.Insert | sqlite.Insert:
    """An insert that may find its row there already, as this database engine spells it."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Tap)
    from sqlalchemy.dialects import postgresql  # only where it is used: it is large

    return postgresql.insert(Tap)
