"""A month of a year: when somebody moved in, when a lease ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Parsed, Problem, QuestionType, Shown, refused
from farolito.domain.question_types.date import LAST_YEAR, is_iso_day, read_month, read_year
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class MonthType(QuestionType):
    """``"2026-11"``, Gregorian, from 1900 to 2100. Rules see its first day."""

    name = "month"
    kind = "date"
    suffixes: ClassVar[tuple[str, ...]] = ("month", "year")

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        texts = {part: typed(raw, part) for part in self.suffixes}
        for part, text in texts.items():
            if not is_readable(text):
                return refused(question, "characters", part)
        texts = {part: plain_number(text) for part, text in texts.items()}
        if not any(texts.values()):
            return Parsed()
        problems: list[Problem] = []
        month = read_month(question, texts["month"], problems)
        year = read_year(question, texts["year"], LAST_YEAR, problems)
        if month is None or year is None:
            return Parsed(problems=tuple(problems))
        return Parsed(f"{year}-{month:02}")

    def raw(self, question: Question, answer: Answer) -> Raw:
        year, _, month = answer.partition("-")
        return {"month": (str(int(month)),), "year": (year,)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return isinstance(answer, str) and len(answer) == 7 and is_iso_day(f"{answer}-01")

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer, "month"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return f"{answer}-01"
