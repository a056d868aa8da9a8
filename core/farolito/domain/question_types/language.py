"""A language that somebody speaks or reads."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import is_readable, one_line, typed
from farolito.domain.spoken_languages import (
    LITTLE_READING,
    SPOKEN_LANGUAGES,
    UNLISTED,
    SpokenLanguage,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST = 100
WAYS = ("spoken", "read")


class LanguageType(QuestionType):
    """A BCP 47 tag of :data:`SPOKEN_LANGUAGES`, ``"zap"``; or ``{"other": "…"}``, a language as it was typed.

    The name of a listed language, typed in that language or in English, is that language. Where people are
    asked what they read, ``"zxx"`` says that they do not read much. Rules see the tag, ``'mis'`` for a language
    that was typed.
    """

    name = "language"
    kind = "code"
    suffixes: ClassVar[tuple[str, ...]] = ("", "other")
    options: ClassVar[Mapping[str, Option]] = {
        "of": Option("one_of", "What people do with it: spoken (or signed) if absent.", words=WAYS),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        chosen, text = typed(raw).strip(), typed(raw, "other")
        for suffix, said in (("", chosen), ("other", text)):
            if not is_readable(said):
                return refused(question, "characters", suffix)
        other = one_line(text)
        chosen = one_line(chosen)
        if chosen and chosen not in _tags(_way(question)):
            return refused(question, "not_a_choice")
        if len(other) > LONGEST:
            return refused(question, "too_long", "other", max=LONGEST, used=len(other))
        if not other:
            return Parsed(chosen or None)
        named = _by_name(_way(question)).get(_folded(other))
        if chosen and chosen != named:
            return refused(question, "language_twice", "other")
        return Parsed(named or {"other": other})

    def known(self, question: Question) -> Mapping[str, Any]:
        """The tags that can be chosen, and the tag for each folded name."""
        way = _way(question)
        return {"tags": sorted(_tags(way)), "names": _by_name(way)}

    def loses(self, question: Question, before: Question) -> str:
        gone = _tags(_way(before)) - _tags(_way(question))
        return f"{len(gone)} languages that could be chosen can not be any more" if gone else ""

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {"": (answer,)} if isinstance(answer, str) else {"other": (answer["other"],)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        if isinstance(answer, str):
            return answer in _tags(_way(question))
        return (
            isinstance(answer, dict)
            and answer.keys() == {"other"}
            and isinstance(answer["other"], str)
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if not isinstance(answer, str):
            return (Shown(answer["other"], "typed"),)
        if answer == LITTLE_READING:
            return (Shown("reads_little", "phrase"),)
        return (Shown(answer, "language"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return answer if isinstance(answer, str) else UNLISTED

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        if answer is None or isinstance(answer, str):
            return {"": answer, "other": None}
        return {"": UNLISTED, "other": answer["other"]}


def offered(question: Question) -> tuple[SpokenLanguage, ...]:
    """The languages that a question lists, in order."""
    return _offered(_way(question))


def _way(question: Question) -> str:
    return str(question.options.get("of", WAYS[0]))


@cache
def _offered(way: str) -> tuple[SpokenLanguage, ...]:
    return tuple(
        one for one in SPOKEN_LANGUAGES.values() if (one.read if way == "read" else one.spoken)
    )


@cache
def _tags(way: str) -> frozenset[str]:
    little = {LITTLE_READING} if way == "read" else set()
    return frozenset({one.tag for one in _offered(way)} | little)


@cache
def _by_name(way: str) -> Mapping[str, str]:
    return {
        _folded(name): one.tag
        for one in _offered(way)
        for name in (one.english, one.autonym, one.autonym.partition(" (")[0])
    }


def _folded(name: str) -> str:
    """A name without capitals, accents and apostrophes, which people write in many ways."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
