"""Where somebody stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import ascii_digits
from farolito.domain.question_types.base import Parsed, Problem, QuestionType, Shown
from farolito.domain.question_types.typed import is_readable, is_ticked, one_line, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST: Mapping[str, int] = {"street": 200, "city": 100, "zip": 20}
NONE: Mapping[str, bool] = {"none": True}


class AddressType(QuestionType):
    """``{"street", "city", "zip"}``, any of them ``""`` but not all; or ``{"none": true}``.

    None is "no fixed address, or rather not say". Nothing about a place is refused but its length:
    people stay in motels, cars and with friends, and an address must never keep a form from being sent.
    """

    name = "address"
    suffixes: ClassVar[tuple[str, ...]] = ("street", "city", "zip", "none")

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        problems: list[Problem] = []
        lines: dict[str, str] = {}
        for suffix, longest in LONGEST.items():
            text = typed(raw, suffix)
            if not is_readable(text):
                problems.append(Problem(question.name, "characters", {}, suffix))
                continue
            lines[suffix] = one_line(text)
            if len(lines[suffix]) > longest:
                params = {"max": longest, "used": len(lines[suffix])}
                problems.append(Problem(question.name, "too_long", params, suffix))
        newly_typed = any(lines.values()) and context.before == NONE
        if is_ticked(raw, "none") and not newly_typed:
            return Parsed(dict(NONE))
        if problems:
            return Parsed(problems=tuple(problems))
        lines["zip"] = ascii_digits(lines["zip"])
        return Parsed(lines if any(lines.values()) else None)

    def raw(self, question: Question, answer: Answer) -> Raw:
        if answer == NONE:
            return {"none": ("1",)}
        return {suffix: (answer[suffix],) for suffix in LONGEST}

    def recognises(self, question: Question, answer: Answer) -> bool:
        if not isinstance(answer, dict):
            return False
        return answer == NONE or (
            answer.keys() == LONGEST.keys()
            and all(isinstance(line, str) for line in answer.values())
            and any(answer.values())
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if answer == NONE:
            return (Shown("no_address", "phrase"),)
        city = " ".join(part for part in (answer["city"], answer["zip"]) if part)
        return tuple(Shown(line, "typed") for line in (answer["street"], city) if line)

    def value(self, question: Question, answer: Answer) -> Value:
        if answer == NONE:
            return None
        return ", ".join(line for line in answer.values() if line)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        known = answer or {}
        columns: dict[str, str | int | float | None] = {key: known.get(key) for key in LONGEST}
        columns["none"] = None if answer is None else int(answer == NONE)
        return columns
