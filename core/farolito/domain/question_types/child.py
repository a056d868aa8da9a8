"""A child, in one question: what to call them, when they were born, their grade and their school."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from farolito.domain.question_types.base import Parsed, Problem, QuestionType, Shown
from farolito.domain.question_types.birth_date import BirthDateType
from farolito.domain.question_types.typed import is_readable, one_line, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

GRADES = ("preschool", "tk", "k", *map(str, range(1, 13)), "none")
"""Grades of California's schools: transitional kindergarten, kindergarten, 1 to 12; ``none``: not in school."""

LONGEST: Mapping[str, int] = {"name": 200, "school": 200}

_BORN = BirthDateType()


class ChildType(QuestionType):
    """``{"name": …, "born": …, "grade": …, "school": …}``: a name or initials, the rest where it was said.

    ``born`` is an answer of type birth_date, ``grade`` one of :data:`GRADES`. Rules see the birth date, so
    that ``age_on(child, today)`` works; without one the value is missing.
    """

    name = "child"
    kind = "date"
    suffixes: ClassVar[tuple[str, ...]] = ("name", *BirthDateType.suffixes, "grade", "school")

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        problems: list[Problem] = []
        told: dict[str, Any] = {}
        for suffix in ("name", "school"):
            text = typed(raw, suffix)
            told[suffix] = one_line(text) if is_readable(text) else "\ufffd"
            if not is_readable(text):
                problems.append(Problem(question.name, "characters", {}, suffix))
            elif len(told[suffix]) > LONGEST[suffix]:
                params = {"max": LONGEST[suffix], "used": len(told[suffix])}
                problems.append(Problem(question.name, "too_long", params, suffix))
        born = _BORN.parse(question, raw, _about_birth(context))
        problems += born.problems
        grade = one_line(typed(raw, "grade")) if is_readable(typed(raw, "grade")) else "\ufffd"
        if grade and grade not in GRADES:
            code = "characters" if grade == "\ufffd" else "not_a_choice"
            problems.append(Problem(question.name, code, {}, "grade"))
        told |= {"born": born.answer, "grade": grade}
        if not problems and any(told.values()) and not told["name"]:
            problems.append(Problem(question.name, "child_name", {}, "name"))
        if problems:
            return Parsed(problems=tuple(problems))
        return Parsed({key: said for key, said in told.items() if said} or None)

    def raw(self, question: Question, answer: Answer) -> Raw:
        born = _BORN.raw(question, answer["born"]) if "born" in answer else {}
        words = {key: (answer[key],) for key in ("name", "grade", "school") if key in answer}
        return {**born, **words}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return (
            isinstance(answer, dict)
            and answer.keys() <= {"name", "born", "grade", "school"}
            and isinstance(answer.get("name"), str)
            and isinstance(answer.get("school", ""), str)
            and answer.get("grade", "none") in GRADES
            and ("born" not in answer or _BORN.recognises(question, answer["born"]))
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        born = _BORN.show(question, answer["born"], language) if "born" in answer else ()
        return (Shown(answer["name"], "typed"), *born, *_at_school(answer))

    def show_briefly(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        born = _BORN.show_briefly(question, answer["born"], language) if "born" in answer else ()
        return (Shown(answer["name"], "typed"), *born)

    def value(self, question: Question, answer: Answer) -> Value:
        return _BORN.value(question, answer["born"]) if "born" in answer else None

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        known = answer or {}
        born = _BORN.export(question, known.get("born"))
        return {
            "name": known.get("name"),
            "birth_date": born[""],
            "birth_year": born["year"],
            "age": born["age"],
            "age_on": born["age_on"],
            "grade": known.get("grade"),
            "school": known.get("school"),
        }


def _about_birth(context: ParseContext) -> ParseContext:
    """The context of the birth date, with what was said about it before."""
    before = context.before
    return replace(context, before=before.get("born") if isinstance(before, dict) else None)


def _at_school(answer: Answer) -> tuple[Shown, ...]:
    return tuple(
        Shown(part, "phrase", params={part: answer[part]})
        for part in ("grade", "school")
        if part in answer
    )
