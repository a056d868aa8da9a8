"""Words between questions: shown, never answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.question_types.base import Parsed, QuestionType, Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class NoteType(QuestionType):
    """No answer at all."""

    name = "note"
    kind = "nothing"
    suffixes: ClassVar[tuple[str, ...]] = ()
    is_asked = False

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        return Parsed()

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return False

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return ()

    def value(self, question: Question, answer: Answer) -> Value:
        return None

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        return {}
