"""What follows from other answers: worked out by a rule, never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.question_types.base import Parsed, QuestionType, Shown
from farolito.domain.question_types.date import is_iso_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class CalculatedType(QuestionType):
    """Whatever its rule gives: text, a number, true or false, a day, or a list of choices.

    What it is in other rules depends on its own rule; :mod:`farolito.domain.checks.rules` finds out.
    """

    name = "calculated"
    kind = "nothing"
    suffixes: ClassVar[tuple[str, ...]] = ()
    is_asked = False
    is_calculated = True

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        return Parsed()

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {}

    def recognises(self, question: Question, answer: Answer) -> bool:
        if isinstance(answer, list):
            return all(isinstance(one, str) for one in answer)
        return isinstance(answer, str | int | float | bool)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if isinstance(answer, bool):
            return (Shown("yes" if answer else "no", "phrase"),)
        if isinstance(answer, int | float):
            return (Shown(f"{answer:.10g}", "number"),)
        if isinstance(answer, list):
            return tuple(Shown(one, "code") for one in answer)
        return (Shown(answer, "date" if is_iso_day(answer) else "typed"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return answer  # type: ignore[no-any-return]  # JSON values are what rules work with

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        return {"": " ".join(answer) if isinstance(answer, list) else answer}
