"""A number with a fraction, its sign for the fraction a comma or a point. Nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.integer import LARGEST, LONGEST, exact, outside
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

COMMA_LANGUAGES = frozenset({"hy", "ru", "vi"})
"""Languages that write 1,5 where the others write 1.5 (CLDR)."""

MOST_DECIMALS = 6
EXACT_DIGITS = 15
"""Every decimal number of so many digits comes back from a double as it was (IEEE 754)."""

_SIGNS = str.maketrans("\u060c\uff0c\uff0e\u066b", ",,..")  # Arabic and full width
_GROUPS = ",.'\u2019\u066c \u00a0\u2009\u202f"
_EITHER = re.compile(r"([-+]?[1-9][0-9]{0,2})([.,])([0-9]{3})\Z")
_GROUPED = re.compile(
    rf"([-+]?)([1-9][0-9]{{0,2}}(?:([{_GROUPS}])[0-9]{{3}}(?:\3[0-9]{{3}})*))(?:(?!\3)[.,]([0-9]+))?\Z"
)
_PLAIN = re.compile(r"([-+]?)([0-9]*)()(?:[.,]([0-9]+))?\Z")


class DecimalType(QuestionType):
    """A number of at most ``decimals`` places, from ``min`` to ``max``: an int where there is no fraction.

    What was typed is exactly what is stored: at most 15 digits, which a double holds. One comma or point
    with three digits behind it may group thousands or begin a fraction. It is taken for a fraction only
    where the language writes fractions with that sign; else it is asked again.
    """

    name = "decimal"
    kind = "number"
    options: ClassVar[Mapping[str, Option]] = {
        "min": Option("number", "The smallest number allowed.", -LARGEST, LARGEST),
        "max": Option("number", "The largest number allowed.", -LARGEST, LARGEST),
        "decimals": Option("integer", "The most places behind the point.", 1, MOST_DECIMALS),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text = typed(raw)
        if not is_readable(text):
            return refused(question, "characters")
        text = plain_number(text)
        if not text:
            return Parsed()
        if len(text) > LONGEST:
            return refused(question, "decimal")
        text = text.translate(_SIGNS)
        either = _EITHER.match(text)
        if either and either[2] != point(context.language):
            fraction = f"{either[1]}{point(context.language)}{either[3]}"
            return refused(
                question, "decimal_either", whole=either[1] + either[3], fraction=fraction
            )
        found = (None if either else _GROUPED.match(text)) or _PLAIN.match(text)
        if found is None or not (found[2] or found[4]):
            return refused(question, "decimal")
        whole = "".join(filter(str.isdigit, found[2])) or "0"
        part = (found[4] or "").rstrip("0")
        return _kept(question, whole, part, Decimal(f"{found[1]}{whole}.{part or 0}"))

    def raw(self, question: Question, answer: Answer) -> Raw:
        text = written(answer)
        _, _, part = text.partition(".")
        return {
            "": (f"{text}0" if len(part) == 3 else text,)
        }  # 1.2340 is a fraction in every language

    def recognises(self, question: Question, answer: Answer) -> bool:
        return (
            isinstance(answer, int | float)
            and not isinstance(answer, bool)
            and abs(answer) <= LARGEST
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(written(answer).replace(".", point(language)), "number"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return int(answer) if answer == int(answer) else float(answer)

    def check(self, question: Question) -> list[tuple[str, str]]:
        least, most = question.options.get("min"), question.options.get("max")
        if least is not None and most is not None and least > most:
            return [("/max", f"max ({most}) is less than min ({least}).")]
        return []


def written(number: float) -> str:
    """A number with a point, never with an exponent: ``0.000001``."""
    return f"{exact(number).normalize():f}"


def point(language: str) -> str:
    """The sign between a whole number and its fraction, as it is written in ``language``."""
    return "," if language in COMMA_LANGUAGES else "."


def _kept(question: Question, whole: str, part: str, number: Decimal) -> Parsed:
    beyond = outside(question, number)
    if beyond is not None:
        return beyond
    places = min(
        int(question.options.get("decimals", MOST_DECIMALS)), EXACT_DIGITS - len(whole.lstrip("0"))
    )
    if len(part) > places:
        return refused(question, "decimal_places", max=places)
    return Parsed(float(number) if part else int(number))
