"""One of very many choices: schools, languages, countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.question_types.choice import shown_choice, skip_named
from farolito.domain.question_types.searched import Candidate, SearchedType, is_other, takes_other

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Answer, ParseContext, Shown


class LongChoiceType(SearchedType):
    """The name of one choice, or ``{"other": "..."}`` where the form takes a written answer.

    Rules see the name of the choice, ``other`` for a written one.
    """

    name = "long_choice"
    has_choices = True
    most_choices = 2_000

    def chosen(self, question: Question, value: str, context: ParseContext) -> Answer | None:
        return value if value in question.choice_by_name else None

    def value_of(self, answer: Answer) -> str:
        return str(answer)

    def candidates(self, question: Question, context: ParseContext) -> Iterable[Candidate]:
        return map(Candidate, question.choice_by_name, question.folded_labels)

    def recognises(self, question: Question, answer: Answer) -> bool:
        if isinstance(answer, str):
            return answer in question.choice_by_name
        return takes_other(question) and is_other(answer)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if is_other(answer):
            return super().show(question, answer, language)
        return (shown_choice(question, answer, language),)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        if not takes_other(question):
            return {"": answer}
        if answer is not None and is_other(answer):
            return {"": "other", "other": answer["other"]}
        return {"": answer, "other": None}

    def check(self, question: Question) -> list[tuple[str, str]]:
        faults = [*skip_named(question), *super().check(question)]
        if question.randomize:
            faults.append(("/randomize", "Its choices are found, so they are in no order."))
        return faults
