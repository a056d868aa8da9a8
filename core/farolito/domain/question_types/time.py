"""A time of day. Half of the world writes 2:30 pm, the other half 14:30: both are understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Parsed, Problem, QuestionType, Shown, refused
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

TWELVE_HOUR_LANGUAGES = frozenset({"en", "es", "zh-Hant", "ko", "tl", "ar", "km", "en-XA", "ar-XB"})
"""Languages in which half past two is either of two times until somebody says which (CLDR)."""

HALVES = ("am", "pm")
HOUR_MINUTES = 60

_STORED = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")
_BOTH = re.compile(r"([0-9]{1,2})[:.\uff1a]([0-9]{2})\Z")


class TimeType(QuestionType):
    """``"14:30"``, from 00:00 to 23:59. Rules see minutes after midnight: 2:30 pm is 14 * 60 + 30.

    An hour from 1 to 12 without am or pm is asked again in languages that have them; elsewhere it counts
    from midnight. An hour that needs neither (0, 13 to 23) may go without.
    """

    name = "time"
    kind = "number"
    suffixes: ClassVar[tuple[str, ...]] = ("hour", "minute", "half")

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        texts = {part: typed(raw, part) for part in self.suffixes}
        for part, text in texts.items():
            if not is_readable(text):
                return refused(question, "characters", part)
        hours, minutes, half = (plain_number(text) for text in texts.values())
        both = None if minutes else _BOTH.match(hours)
        if both:
            hours, minutes = both[1], both[2]
        if not hours and not minutes:
            return Parsed()  # am or pm alone says nothing
        problems: list[Problem] = []
        hour = _number(question, "hour", hours, 23, problems)
        minute = _number(question, "minute", minutes, 59, problems)
        if hour is None or minute is None:
            return Parsed(problems=tuple(problems))
        if half in HALVES:
            if hour == 0 or (hour > 12 and half == "am"):
                return refused(question, "hour_number", "hour")
            hour = hour % 12 + 12 * (half == "pm")
        elif half or (1 <= hour <= 12 and context.language in TWELVE_HOUR_LANGUAGES):
            return refused(question, "time_half", "half")
        return Parsed(f"{hour:02}:{minute:02}")

    def raw(self, question: Question, answer: Answer) -> Raw:
        hour, _, minute = answer.partition(":")
        half = HALVES[int(hour) >= 12]
        return {"hour": (str(int(hour) % 12 or 12),), "minute": (minute,), "half": (half,)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return isinstance(answer, str) and bool(_STORED.match(answer))

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer, "time"),)

    def value(self, question: Question, answer: Answer) -> Value:
        hour, _, minute = answer.partition(":")
        return int(hour) * HOUR_MINUTES + int(minute)


def _number(
    question: Question, part: str, text: str, most: int, problems: list[Problem]
) -> int | None:
    if not text:
        problems.append(Problem(question.name, f"{part}_missing", {}, part))
    elif text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= most:
        return int(text)
    else:
        problems.append(Problem(question.name, f"{part}_number", {}, part))
    return None
