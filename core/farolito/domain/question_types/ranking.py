"""Choices in order of importance: a number beside each, as on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.choice import shown_choice
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST = 20
"""Choices that anybody can put in order."""


class RankingType(QuestionType):
    """A list of the names of choices, the most important first, without repetition, never empty.

    Each choice has a field of its own, ``rank_<choice>``, with its number. Not every choice needs one; a
    number that was left out closes up, since the order says the same.
    """

    name = "ranking"
    kind = "list"
    suffixes: ClassVar[tuple[str, ...]] = ()
    has_choices = True
    most_choices = LONGEST
    options: ClassVar[Mapping[str, Option]] = {
        "most": Option("integer", "How many are put in order, all if absent.", 1, LONGEST),
    }

    def fields(self, question: Question) -> tuple[str, ...]:
        return tuple(rank_field(choice.name) for choice in question.choices)

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        ranked: dict[int, str] = {}
        last = last_rank(question)
        for choice in question.choices:
            suffix = rank_field(choice.name)
            text = typed(raw, suffix)
            if not is_readable(text):
                return refused(question, "characters", suffix)
            text = plain_number(text)
            if not text:
                continue
            if not (text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= last):
                return refused(question, "rank_number", suffix, max=last)
            if int(text) in ranked:
                return refused(question, "rank_twice", suffix, rank=int(text))
            ranked[int(text)] = choice.name
        return Parsed([ranked[rank] for rank in sorted(ranked)] or None)

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {rank_field(name): (str(rank),) for rank, name in enumerate(answer, start=1)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return (
            isinstance(answer, list)
            and 0 < len(answer) <= last_rank(question)
            and all(isinstance(name, str) and name in question.choice_by_name for name in answer)
            and len(set(answer)) == len(answer)
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        shown = [shown_choice(question, name, language) for name in answer]
        return tuple(
            Shown(f"{rank}. {one.text}", "words", one.language)
            for rank, one in enumerate(shown, start=1)
        )

    def value(self, question: Question, answer: Answer) -> Value:
        return list(answer)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        ranks = {name: rank for rank, name in enumerate(answer or (), start=1)}
        columns: dict[str, str | int | float | None] = {"": " ".join(ranks) or None}
        return columns | {choice.name: ranks.get(choice.name) for choice in question.choices}

    def loses(self, question: Question, before: Question) -> str:
        most, then = (int(one.options.get("most", LONGEST)) for one in (question, before))
        if most < min(then, len(before.choices)):
            return f"whoever put more than {most} in order has no answer in the new version"
        return ""

    def check(self, question: Question) -> list[tuple[str, str]]:
        faults = [
            (f"/choices/{number}/exclusive", "In a ranking nothing clears the others.")
            for number, choice in enumerate(question.choices)
            if choice.exclusive
        ]
        if question.options.get("most", 0) > len(question.choices):
            faults.append(("/most", f"most is more than the {len(question.choices)} choices."))
        return faults


def last_rank(question: Question) -> int:
    """The largest number that may be given."""
    return min(int(question.options.get("most", LONGEST)), len(question.choices))


def rank_field(choice: str) -> str:
    """The suffix of the field of a choice."""
    return f"rank_{choice}"
