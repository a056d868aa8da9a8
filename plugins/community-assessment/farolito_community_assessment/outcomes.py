"""Outcomes that a district counted: attendance, achievement, graduation, by year and group; read from a small CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_
from farolito_community_assessment.models import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

INDICATORS = {
    "attendance": N_("Came to school on average"),
    "chronic_absence": N_("Missed one school day in ten or more"),
    "reading": N_("Met the standard in reading and writing"),
    "math": N_("Met the standard in math"),
    "graduation": N_("Graduated in four years"),
}
STUDENTS = {
    "all": N_("All students"),
    "english_learners": N_("English learners"),
    "low_income": N_("Students from families with little money"),
    "foster_or_homeless": N_("Students in foster care or without a steady home"),
    "disability": N_("Students with disabilities"),
}
COLUMNS = ("year", "indicator", "students", "percent", "people")
FEWEST = 11
"""Of fewer students nothing is kept: a percentage of few says who they are."""
MOST_ROWS, LONGEST = 500, 100_000

SAID = {
    "new": N_("new"),
    "changed": N_("changed"),
    "same": N_("as before"),
    "columns": N_("The first line must be: year,indicator,students,percent,people"),
    "year": N_("Write the year like 2025-26"),
    "indicator": N_("This indicator is not known"),
    "students": N_("These students are not known"),
    "percent": N_("Write a percentage from 0 to 100, like 91.4"),
    "people": N_("Write how many students it is about"),
    "few": N_("It is about fewer than 11 students, so it is not kept"),
    "long": N_("This file is too long"),
}
"""What became of a row, or why it was not kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file and what became of it."""

    line: int
    text: str
    said: str

    @property
    def kept(self) -> bool:
        """Whether it is in the table now."""
        return self.said in ("new", "changed", "same")


def read(session: Session, place_id: str, text: str) -> list[Row]:
    """Take the rows of a file in, each for itself; the same file again changes nothing."""
    if len(text) > LONGEST:
        return [Row(1, "", "long")]
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff").replace("\0", ""))))
    head = [cell.strip().lower() for cell in lines[0]] if lines else []
    if head != list(COLUMNS):
        return [Row(1, ",".join(lines[0]) if lines else "", "columns")]
    return [
        Row(number, ",".join(line), _take(session, place_id, [cell.strip() for cell in line]))
        for number, line in enumerate(lines[1 : MOST_ROWS + 1], start=2)
        if any(cell.strip() for cell in line)
    ]


def _take(session: Session, place_id: str, cells: Sequence[str]) -> str:
    cells = [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    year, indicator, students, percent, people = cells
    number = percent.rstrip("% ").replace(",", ".")
    wrong = next(_wrong(year, indicator, students, number, people), "")
    if wrong:
        return wrong
    value, many = round(float(number) * 10), int(people)
    known = session.get(Outcome, (place_id, year, indicator, students))
    if known is None:
        key = {"place_id": place_id, "year": year, "indicator": indicator, "students": students}
        session.add(Outcome(**key, value=value, people=many))
        session.flush()
        return "new"
    if (known.value, known.people) == (value, many):
        return "same"
    known.value, known.people = value, many
    return "changed"


def _wrong(year: str, indicator: str, students: str, percent: str, people: str) -> Iterator[str]:
    if not re.fullmatch(r"20\d\d-\d\d", year) or (int(year[2:4]) + 1) % 100 != int(year[5:]):
        yield "year"
    if indicator not in INDICATORS:
        yield "indicator"
    if students not in STUDENTS:
        yield "students"
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", percent, re.ASCII) or float(percent) > 100:
        yield "percent"
    if not re.fullmatch(r"\d{1,6}", people, re.ASCII):
        yield "people"
    elif int(people) < FEWEST:
        yield "few"


def table(session: Session, place_id: str, most_years: int = 4) -> tuple[list[str], list[Line]]:
    """The latest years, the oldest of them first; and a line for each indicator and group with a value or ""."""
    asked = select(Outcome).where(Outcome.place_id == place_id)
    found = {(one.indicator, one.students, one.year): one for one in session.scalars(asked)}
    years = sorted({year for _, _, year in found})[-most_years:]
    lines = [
        Line(
            indicator,
            students,
            tuple(_percent(found.get((indicator, students, year))) for year in years),
        )
        for indicator in INDICATORS
        for students in STUDENTS
        if any((indicator, students, year) in found for year in years)
    ]
    return years, lines


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator for some students: one value for each year, such as "91.4 %"."""

    indicator: str
    students: str
    values: tuple[str, ...]


def _percent(one: Outcome | None) -> str:
    return "" if one is None else f"{one.value / 10:g} %"
