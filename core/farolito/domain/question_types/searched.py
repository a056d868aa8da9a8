"""What one-of-many types share: letters to look for, the answers found, and one that is not on the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.folding import RANKS, folded, rank
from farolito.domain.question_types.base import (
    Option,
    Parsed,
    QuestionType,
    Shown,
    refused,
)
from farolito.domain.question_types.typed import is_readable, one_line, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST: Mapping[str, int] = {"find": 100, "other": 200}
MOST_FOUND = 12  # as many as a phone shows without losing anybody


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be chosen. ``labels`` are its words in every language, folded."""

    value: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates that fit best, in the order they are shown, and how many there are in all."""

    values: tuple[str, ...]
    total: int


class SearchedType(QuestionType):
    """One of many, found by a few of its letters. Subclasses say what there is and what is stored for it.

    ``{"other": "..."}`` is an answer that was written because it is not on the list. The field ``find`` holds
    letters; they are never an answer, and never leave the draft.
    """

    kind = "code"
    is_chosen = True
    suffixes: ClassVar[tuple[str, ...]] = ("", "find", "other")
    options: ClassVar[Mapping[str, Option]] = {
        "other": Option("boolean", "Takes a written answer that is not on the list."),
    }

    def chosen(self, question: Question, value: str, context: ParseContext) -> Answer | None:
        """What is stored when ``value`` is chosen; None when there is no such thing."""
        raise NotImplementedError

    def value_of(self, answer: Answer) -> str:
        """The value whose choosing gives a recognised ``answer`` that is on the list."""
        raise NotImplementedError

    def candidates(self, question: Question, context: ParseContext) -> Iterable[Candidate]:
        """Everything that may be chosen, in its own order."""
        raise NotImplementedError

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        for suffix, longest in LONGEST.items():
            if not is_readable(typed(raw, suffix)):
                return refused(question, "characters", suffix)
            used = len(one_line(typed(raw, suffix)))
            if used > longest:
                return refused(question, "too_long", suffix, max=longest, used=used)
        value = typed(raw)
        written = one_line(typed(raw, "other")) if takes_other(question) else ""
        answer = self.chosen(question, value, context) if value else None
        if value and answer is None:
            return refused(question, "not_a_choice")
        if answer is not None and answer != context.before:  # else the words are newer
            if written and context.before != {"other": written}:
                return refused(question, "chosen_and_written", "other")
            return Parsed(answer)
        if written:
            return Parsed({"other": written})
        if answer is not None:
            return Parsed(answer)
        if one_line(typed(raw, "find")):
            return refused(question, "choose_found")
        return Parsed()

    def raw(self, question: Question, answer: Answer) -> Raw:
        if is_other(answer):
            return {"other": (answer["other"],)}
        return {"": (self.value_of(answer),)}

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer["other"], "typed"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return "other" if is_other(answer) else self.value_of(answer)

    def loses(self, question: Question, before: Question) -> str:
        if takes_other(before) and not takes_other(question):
            return "an answer that is not on the list is not taken any more"
        return ""

    def check(self, question: Question) -> list[tuple[str, str]]:
        if not takes_other(question):
            return []
        return [
            (f"/choices/{number}/name", "Rules call a written answer \u201cother\u201d.")
            for number, choice in enumerate(question.choices)
            if choice.name == "other"
        ]


def takes_other(question: Question) -> bool:
    """Whether an answer that is not on the list may be written."""
    return bool(question.options.get("other", False))


def is_other(answer: Answer) -> bool:
    """Whether a stored answer has the shape of one that was written."""
    return (
        isinstance(answer, dict)
        and answer.keys() == {"other"}
        and isinstance(answer["other"], str)
        and bool(answer["other"])
    )


def find(looked_for: str, candidates: Iterable[Candidate], most: int = MOST_FOUND) -> Found:
    """The candidates that fit letters of any script, best first; among equals in their own order.

    Words in every language are looked through, so that "Spanish" finds what the page calls Español.
    """
    wanted = folded(looked_for)
    ranked: list[list[str]] = [[] for _ in range(RANKS)]
    if wanted:
        for candidate in candidates:
            fits = rank(wanted, candidate.labels)
            if fits is not None:
                ranked[fits].append(candidate.value)
    listed = [value for group in ranked for value in group]
    return Found(tuple(listed[:most]), len(listed))
