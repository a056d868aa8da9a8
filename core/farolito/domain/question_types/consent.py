"""A respondent's recorded permission: which choice, to which words, in which language, when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.question_types.base import (
    Option,
    Parsed,
    Problem,
    QuestionType,
    Shown,
    refused,
)
from farolito.domain.question_types.choice import shown_choice, skip_named
from farolito.domain.question_types.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class ConsentType(QuestionType):
    """``{"choice": name, "text": id, "language": tag, "at": instant}``.

    ``at`` is ISO 8601 with the place's own offset, so that its first ten characters are the day on which
    the person was there. Saying the same thing again, to the same words, keeps the first record.
    """

    name = "consent"
    kind = "code"
    has_choices = True
    is_chosen = True
    options: ClassVar[Mapping[str, Option]] = {
        "text": Option("string", "The id of this version of the consent text.", required=True),
        "declines": Option("choice_names", "The choices that mean \u201cNo thanks\u201d."),
        "points": Option("texts", "What the person agrees to, point by point."),
        "more": Option("text", "The longer text, opened on demand."),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        chosen = typed(raw)
        if not chosen:
            return Parsed()
        if chosen not in question.choice_by_name:
            return refused(question, "not_a_choice")
        given = {
            "choice": chosen,
            "text": _text_id(question),
            "language": context.language,
            "at": context.at or context.today.isoformat(),
        }
        before = context.before
        if isinstance(before, dict) and {**before, "at": given["at"]} == given:
            return Parsed(before)
        return Parsed(given)

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {"": (answer["choice"],)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return (
            isinstance(answer, dict)
            and answer.keys() == {"choice", "text", "language", "at"}
            and all(isinstance(part, str) for part in answer.values())
            and answer["choice"] in question.choice_by_name
            and _is_instant(answer["at"])
        )

    def problems(
        self, question: Question, answer: Answer, context: ParseContext
    ) -> tuple[Problem, ...]:
        if self.recognises(question, answer) and answer["text"] == _text_id(question):
            return ()  # the language is the one in which it was read, whatever it is now
        return (Problem(question.name, "not_understood"),)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        words = shown_choice(question, answer["choice"], language)
        return (words, Shown(answer["at"][:10], "date"))

    def value(self, question: Question, answer: Answer) -> Value:
        return str(answer["choice"])

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        known = answer or {}
        return {
            "": known.get("choice"),
            "text": known.get("text"),
            "language": known.get("language"),
            "at": known.get("at"),
        }

    def renamed(self, answer: Answer, names: Mapping[str, str]) -> Answer:
        chosen = answer.get("choice") if isinstance(answer, dict) else None
        return {**answer, "choice": names.get(chosen, chosen)} if chosen else answer

    def check(self, question: Question) -> list[tuple[str, str]]:
        return skip_named(question)


def declines(question: Question, answer: Answer) -> bool:
    """Whether a recognised consent answer means "No thanks"."""
    return answer["choice"] in question.options.get("declines", ())


def _text_id(question: Question) -> str:
    return str(question.options.get("text", ""))


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
