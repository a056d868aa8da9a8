"""Yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.question_types.base import Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import typed

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class YesNoType(QuestionType):
    """``"yes"`` or ``"no"``; true or false in expressions."""

    name = "yes_no"
    kind = "boolean"
    takes_default = True
    is_chosen = True

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        chosen = typed(raw)
        if not chosen:
            return Parsed()
        return Parsed(chosen) if chosen in ("yes", "no") else refused(question, "not_a_choice")

    def recognises(self, question: Question, answer: Answer) -> bool:
        return answer in ("yes", "no")

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer, "phrase"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return bool(answer == "yes")

    def answer_of(self, question: Question, value: Value) -> Answer | None:
        return {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
