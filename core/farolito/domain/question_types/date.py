"""A day of the calendar, in three fields, so that 3/4 is never taken for 4/3."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Parsed, Problem, QuestionType, Shown
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

FIRST_YEAR, LAST_YEAR = 1900, 2100
LEAP_YEAR = 2000  # what a month may have when its year is not known


class DateType(QuestionType):
    """``"2026-11-23"``, Gregorian, from 1900 to 2100."""

    name = "date"
    kind = "date"
    takes_default = True
    suffixes: ClassVar[tuple[str, ...]] = ("month", "day", "year")

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        parts = read_parts(question, raw, LAST_YEAR)
        if parts.is_blank:
            return Parsed()
        day = parts.day_of_calendar
        return Parsed(problems=parts.problems) if day is None else Parsed(day.isoformat())

    def raw(self, question: Question, answer: Answer) -> Raw:
        return raw_parts(answer)

    def recognises(self, question: Question, answer: Answer) -> bool:
        return is_iso_day(answer)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer, "date"),)


@dataclass(frozen=True, slots=True)
class Parts:
    """A date as far as its fields can be read."""

    month: int | None
    day: int | None
    year: int | None
    is_blank: bool
    problems: tuple[Problem, ...]

    @property
    def day_of_calendar(self) -> date | None:
        """The date, when all three parts are right."""
        if self.problems or self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def read_parts(question: Question, raw: Raw, last_year: int) -> Parts:
    """The date in the fields month, day and year, with a problem for each field that is not right."""
    texts = {part: typed(raw, part) for part in ("month", "day", "year")}
    for part, text in texts.items():
        if not is_readable(text):
            problem = Problem(question.name, "characters", {}, part)
            return Parts(None, None, None, False, (problem,))
    texts = {part: plain_number(text) for part, text in texts.items()}
    problems: list[Problem] = []
    month = read_month(question, texts["month"], problems)
    day = _number(question, "day", texts["day"], 31, problems)
    year = read_year(question, texts["year"], last_year, problems)
    if month is not None and day is not None:
        days = monthrange(year or LEAP_YEAR, month)[1]
        if day > days:
            params = {"day": day, "month": month, "year": year, "days": days}
            problems.append(Problem(question.name, "day_in_month", params, "day"))
    return Parts(month, day, year, not any(texts.values()), tuple(problems))


def read_month(question: Question, text: str, problems: list[Problem]) -> int | None:
    """The month in ``text``, 1 to 12, or one more problem."""
    return _number(question, "month", text, 12, problems)


def read_year(question: Question, text: str, last_year: int, problems: list[Problem]) -> int | None:
    """The year of four digits in ``text``, or one more problem. Two digits are never guessed at."""
    if not text:
        problems.append(Problem(question.name, "year_missing", {}, "year"))
    elif not (text.isascii() and text.isdigit()) or len(text) in (3, *range(5, len(text) + 1)):
        problems.append(Problem(question.name, "year_number", {}, "year"))
    elif len(text) < 3:
        problems.append(Problem(question.name, "two_digit_year", {"typed": text}, "year"))
    elif not FIRST_YEAR <= int(text) <= last_year:
        params = {"min": FIRST_YEAR, "max": last_year}
        problems.append(Problem(question.name, "year_range", params, "year"))
    else:
        return int(text)
    return None


def _number(
    question: Question, part: str, text: str, most: int, problems: list[Problem]
) -> int | None:
    if not text:
        problems.append(Problem(question.name, f"{part}_missing", {}, part))
    elif text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= most:
        return int(text)
    else:
        problems.append(Problem(question.name, f"{part}_number", {}, part))
    return None


def raw_parts(iso_day: str) -> Raw:
    """An ISO date as it looks in the three fields."""
    day = date.fromisoformat(iso_day)
    return {"month": (str(day.month),), "day": (str(day.day),), "year": (str(day.year),)}


def is_iso_day(value: object) -> bool:
    """Whether ``value`` is a date as we store it, and no other way of writing one."""
    if not isinstance(value, str):
        return False
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return day.isoformat() == value and FIRST_YEAR <= day.year <= LAST_YEAR
