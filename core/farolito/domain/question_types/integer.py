"""A whole number, typed in the digits of any script."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LARGEST = 10**15 - 1  # beyond, browsers and spreadsheets lose digits
LONGEST = 40  # no number that could be meant is written with more characters

_COMMAS = ",\u066c\u060c\uff0c"  # Latin, Arabic thousands, Arabic, full width
_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"[-+]?[0-9]{{1,3}}([{_COMMAS}{_SPACES}][0-9]{{3}})+\Z")
_PLAIN = re.compile(r"[-+]?[0-9]+\Z")
_FRACTION = re.compile(r"[-+]?[0-9]*[.,\u066b][0-9]+\Z")
_SEPARATORS = dict.fromkeys(map(ord, _COMMAS + _SPACES))


class IntegerType(QuestionType):
    """An int, from ``min`` to ``max`` when the form says so. Commas and spaces may group thousands."""

    name = "integer"
    kind = "number"
    takes_default = True
    options: ClassVar[Mapping[str, Option]] = {
        "min": Option("integer", "The smallest number allowed.", -LARGEST, LARGEST),
        "max": Option("integer", "The largest number allowed.", -LARGEST, LARGEST),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text = typed(raw)
        if not is_readable(text):
            return refused(question, "characters")
        text = plain_number(text)
        if not text:
            return Parsed()
        if len(text) > LONGEST:
            return refused(question, "number")
        if _GROUPED.match(text):
            text = text.translate(_SEPARATORS)
        if not _PLAIN.match(text):
            return refused(question, "whole_number" if _FRACTION.match(text) else "number")
        number = int(text)
        return outside(question, number) or Parsed(number)

    def recognises(self, question: Question, answer: Answer) -> bool:
        return isinstance(answer, int) and not isinstance(answer, bool) and abs(answer) <= LARGEST

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(str(answer), "number"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return int(answer)

    def answer_of(self, question: Question, value: Value) -> Answer | None:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return super().answer_of(question, value)

    def check(self, question: Question) -> list[tuple[str, str]]:
        least, most = question.options.get("min"), question.options.get("max")
        if isinstance(least, int) and isinstance(most, int) and least > most:
            return [("/max", f"max ({most}) is less than min ({least}).")]
        return []


def outside(question: Question, number: int | Decimal) -> Parsed | None:
    """What is said of a number that is less than ``min``, more than ``max`` or than can be kept; None of any other."""
    least, most = question.options.get("min"), question.options.get("max")
    smallest = -LARGEST if least is None else least
    largest = LARGEST if most is None else most
    if exact(smallest) <= number <= exact(largest):
        return None
    if least is not None and most is not None:
        return refused(question, "number_range", min=least, max=most)
    if number < exact(smallest):
        return refused(question, "number_min", min=smallest)
    return refused(question, "number_max", max=largest)


def exact(number: float) -> Decimal:
    """The number that somebody wrote, where a double is only near it."""
    return Decimal(repr(number))
