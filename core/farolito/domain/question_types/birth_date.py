"""When somebody was born, as exactly as the person who answers knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Parsed, Problem, QuestionType, Shown, refused
from farolito.domain.question_types.date import (
    FIRST_YEAR,
    LAST_YEAR,
    is_iso_day,
    raw_parts,
    read_parts,
    read_year,
)
from farolito.domain.question_types.typed import is_readable, is_ticked, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

OLDEST = 120


class BirthDateType(QuestionType):
    """``{"date": "2017-03-14"}``, ``{"age": 9, "on": "2026-11-23"}`` or ``{"year": 2017}``.

    Rules see a date, or the age or year as it was told: ``age_on`` understands all three, and every other
    rule about dates finds that the day is missing.
    """

    name = "birth_date"
    kind = "date"
    suffixes: ClassVar[tuple[str, ...]] = ("month", "day", "year", "age", "unsure")

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        for suffix in self.suffixes:
            if not is_readable(typed(raw, suffix)):
                return refused(question, "characters", suffix)
        parts = read_parts(question, raw, LAST_YEAR)
        age = plain_number(typed(raw, "age"))
        if is_ticked(raw, "unsure") or (age and parts.is_blank):
            return _about(question, age, plain_number(typed(raw, "year")), context)
        if parts.is_blank:
            return Parsed()
        day = parts.day_of_calendar
        if day is None:
            return Parsed(problems=parts.problems)
        if day > context.today:
            return refused(question, "birth_date_future", "year")
        return Parsed({"date": day.isoformat()})

    def raw(self, question: Question, answer: Answer) -> Raw:
        if "date" in answer:
            return raw_parts(answer["date"])
        known = "age" if "age" in answer else "year"
        return {known: (str(answer[known]),), "unsure": ("1",)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        if not isinstance(answer, dict):
            return False
        if answer.keys() == {"date"}:
            return is_iso_day(answer["date"])
        if answer.keys() == {"age", "on"}:
            return _is_whole(answer["age"], 0, OLDEST) and is_iso_day(answer["on"])
        return answer.keys() == {"year"} and _is_whole(answer["year"], FIRST_YEAR, LAST_YEAR)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if "date" in answer:
            return (Shown(answer["date"], "date"),)
        return self.show_briefly(question, answer, language)

    def show_briefly(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if "age" in answer:
            return (Shown("years_old", "phrase", params={"age": answer["age"]}),)
        year = answer["year"] if "year" in answer else int(answer["date"][:4])
        return (Shown("born_in", "phrase", params={"year": year}),)

    def value(self, question: Question, answer: Answer) -> Value:
        if "date" in answer:
            return str(answer["date"])
        return dict(answer)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        known = answer or {}
        return {
            "": known.get("date"),
            "year": known.get("year"),
            "age": known.get("age"),
            "age_on": known.get("on"),
        }


def _about(question: Question, age: str, year: str, context: ParseContext) -> Parsed:
    """An age, or else a year of birth."""
    if age:
        if not (age.isascii() and age.isdigit() and len(age) <= 3 and int(age) <= OLDEST):
            return refused(question, "age_number", "age", max=OLDEST)
        before = context.before
        if isinstance(before, dict) and before.get("age") == int(age):
            return Parsed(before)  # said on an earlier day
        return Parsed({"age": int(age), "on": context.today.isoformat()})
    if not year:
        return refused(question, "age_or_year", "age")
    problems: list[Problem] = []
    number = read_year(question, year, LAST_YEAR, problems)
    if number is None:
        return Parsed(problems=tuple(problems))
    if number > context.today.year:
        return refused(question, "birth_date_future", "year")
    return Parsed({"year": number})


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
