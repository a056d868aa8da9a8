"""Cycles in the database: one for each school year, and the next one copies the one before."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import NotFound
from farolito_community_assessment.models import Cycle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

FIRST_MONTH = 8
"""A school year goes from August to July."""

Asked = dict[str, dict[str, int]]


def year_of(day: date) -> str:
    """The school year of a day: "2026-27"."""
    begins = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{begins}-{(begins + 1) % 100:02}"


def of_place(session: Session, place_id: str) -> Sequence[Cycle]:
    """All cycles of a place, the latest first."""
    asked = select(Cycle).where(Cycle.place_id == place_id)
    return session.scalars(asked.order_by(Cycle.year.desc())).all()


def one(session: Session, place_id: str, year: str) -> Cycle:
    """A cycle. Raises NotFound."""
    found = None if "\0" in year else session.get(Cycle, (place_id, year))
    if found is None:
        raise NotFound("There is no such page.")
    return found


def begin(session: Session, place_id: str, today: date) -> Cycle:
    """The cycle of this school year: a new one asks as many as the one before, in the same weeks a year later."""
    year = year_of(today)
    known = session.get(Cycle, (place_id, year))
    if known is not None:
        return known
    before = next(iter(of_place(session, place_id)), None)
    made = Cycle(
        place_id=place_id,
        year=year,
        begins=today if before is None else _in_year(before.begins, year),
        ends=date(int(year[:4]) + 1, 5, 31) if before is None else _in_year(before.ends, year),
        asked="{}" if before is None else before.asked,
        next_en="",
        next_es="",
        themes_en="",
        themes_es="",
        third_language="" if before is None else before.third_language,
        third_words="",
        told="",
        told_on=None,
    )
    session.add(made)
    session.flush()
    return made


def latest_told(session: Session, place_id: str) -> Cycle | None:
    """The latest cycle whose results were published."""
    return next((cycle for cycle in of_place(session, place_id) if cycle.told), None)


def asked_of(cycle: Cycle) -> Asked:
    """How many were asked, by variant and language; "" for all of them."""
    found: Asked = json.loads(cycle.asked or "{}")
    return found


def keep_asked(cycle: Cycle, asked: Mapping[str, Mapping[str, int]]) -> None:
    """The other way round."""
    cycle.asked = json.dumps({name: dict(numbers) for name, numbers in asked.items() if numbers})


def _in_year(day: date, year: str) -> date:
    """The same day of another school year."""
    begins = int(year[:4])
    return date(begins if day.month >= FIRST_MONTH else begins + 1, day.month, min(day.day, 28))
