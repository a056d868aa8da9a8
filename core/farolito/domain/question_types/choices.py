"""Any number of the form's choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.question_types.base import Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.choice import shown_choice, skip_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class ChoicesType(QuestionType):
    """A list of the names of choices, in the order of the form, without repetition, never empty."""

    name = "choices"
    kind = "list"
    has_choices = True
    takes_default = True
    is_chosen = True

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        ticked = {name for name in raw.get("", ()) if name}
        if not ticked:
            return Parsed()
        if not ticked <= question.choice_by_name.keys():
            return refused(question, "not_a_choice")
        before = context.before if isinstance(context.before, list) else []
        chosen = _without_contradiction(question, ticked, set(before))
        return Parsed([choice.name for choice in question.choices if choice.name in chosen])

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {"": tuple(answer)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return (
            isinstance(answer, list)
            and bool(answer)
            and all(isinstance(name, str) and name in question.choice_by_name for name in answer)
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return tuple(shown_choice(question, name, language) for name in answer)

    def value(self, question: Question, answer: Answer) -> Value:
        return list(answer)

    def answer_of(self, question: Question, value: Value) -> Answer | None:
        if not isinstance(value, list | tuple):
            return None
        known = [choice.name for choice in question.choices if choice.name in value]
        return super().answer_of(question, known)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        columns: dict[str, str | int | float | None] = {
            "": None if answer is None else " ".join(answer)
        }
        for choice in question.choices:
            columns[choice.name] = None if answer is None else int(choice.name in answer)
        return columns

    def check(self, question: Question) -> list[tuple[str, str]]:
        return skip_named(question)


def _without_contradiction(question: Question, ticked: set[str], before: set[str]) -> set[str]:
    """ "None of these" and another choice cannot both be meant: what was ticked last stands.

    Without a script on the page "None of these" stays ticked when somebody comes back to tick another
    choice, so an exclusive choice that was there before gives way to one that is new.
    """
    exclusive = [c.name for c in question.choices if c.exclusive and c.name in ticked]
    others = ticked.difference(exclusive)
    if not exclusive:
        return ticked
    new = [name for name in exclusive if name not in before]
    if not new and others - before:
        return others
    return {(new or exclusive)[0]}
