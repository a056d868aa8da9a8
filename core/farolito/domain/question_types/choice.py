"""One of the form's choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.languages import pick
from farolito.domain.question_types.base import Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import typed

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

SKIP = "_skip"
"""The value of the Skip control among choices: never the name of a choice."""


class ChoiceType(QuestionType):
    """The name of one choice."""

    name = "choice"
    kind = "code"
    has_choices = True
    takes_default = True
    is_chosen = True

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        chosen = typed(raw)
        if not chosen:
            return Parsed()
        if chosen not in question.choice_by_name:
            return refused(question, "not_a_choice")
        return Parsed(chosen)

    def recognises(self, question: Question, answer: Answer) -> bool:
        return isinstance(answer, str) and answer in question.choice_by_name

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (shown_choice(question, answer, language),)

    def check(self, question: Question) -> list[tuple[str, str]]:
        return skip_named(question)


def shown_choice(question: Question, name: str, language: str) -> Shown:
    """The words of one choice."""
    words, spoken = pick(question.choice_by_name[name].label, language)
    return Shown(words, "words", spoken)


def skip_named(question: Question) -> list[tuple[str, str]]:
    """A fault for each choice that takes the name of the Skip control."""
    return [
        (f"/choices/{number}/name", f"A choice may not be named {SKIP}: the Skip control is.")
        for number, choice in enumerate(question.choices)
        if choice.name == SKIP
    ]
