"""A name typed in place of a signature, when that was, and a drawing where the form offers one."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from farolito.domain.drawing import drawn
from farolito.domain.problems import Problem
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown
from farolito.domain.question_types.typed import is_readable, lines, one_line, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST_NAME = 200
DRAWING = "drawing"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T.+)?")


class SignatureType(QuestionType):
    """``{"name": as typed, "at": instant}``, and ``"drawing"`` (:mod:`farolito.domain.drawing`) if there is one.

    The typed name is the signature; a drawing alone is none. ``at`` is ISO 8601 with the place's own offset.
    Sending the same name and drawing again keeps the first record.
    """

    name = "signature"
    suffixes = ("", DRAWING)
    options: ClassVar[Mapping[str, Option]] = {
        DRAWING: Option(
            "boolean", "Whether people may draw their signature too, where their phone can."
        ),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        name, drawing, problems = typed(raw), "", []
        if not is_readable(name):
            problems.append(Problem(question.name, "characters"))
        elif len(name := one_line(name)) > LONGEST_NAME:
            params = {"max": LONGEST_NAME, "used": len(name)}
            problems.append(Problem(question.name, "too_long", params))
        if _offers_drawing(question) and lines(typed(raw, DRAWING)):
            drawing = drawn(typed(raw, DRAWING)) or ""
            if not drawing:
                problems.append(Problem(question.name, "drawing", suffix=DRAWING))
            elif not name:
                problems.append(Problem(question.name, "signature_name"))
        if problems or not name:
            return Parsed(problems=tuple(problems))
        given = {"name": name, "at": context.at or context.today.isoformat()}
        if drawing:
            given[DRAWING] = drawing
        before = context.before
        if isinstance(before, dict) and {**before, "at": given["at"]} == given:
            return Parsed(before)
        return Parsed(given)

    def raw(self, question: Question, answer: Answer) -> Raw:
        fields = {"": (answer["name"],)}
        return {**fields, DRAWING: (answer[DRAWING],)} if DRAWING in answer else fields

    def recognises(self, question: Question, answer: Answer) -> bool:
        if not isinstance(answer, dict) or not all(isinstance(v, str) for v in answer.values()):
            return False
        if answer.keys() - {DRAWING} != {"name", "at"} or not _is_instant(answer["at"]):
            return False
        if DRAWING in answer and not (_offers_drawing(question) and drawn(answer[DRAWING])):
            return False
        return is_readable(answer["name"]) and bool(one_line(answer["name"]))

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        pieces = self.show_briefly(question, answer, language)
        path = drawn(answer.get(DRAWING, ""))
        return (*pieces, Shown(path, "drawing")) if path else pieces

    def show_briefly(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer["name"], "typed"), Shown(answer["at"][:10], "date"))

    def value(self, question: Question, answer: Answer) -> Value:
        return str(answer["name"])

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        if answer is None:
            return {"": None, "at": None, "drawn": None}
        return {"": answer["name"], "at": answer["at"], "drawn": int(DRAWING in answer)}

    def loses(self, question: Question, before: Question) -> str:
        if _offers_drawing(before) and not _offers_drawing(question):
            return "it offers no drawing any more: who drew one is asked to sign again"
        return ""


def _offers_drawing(question: Question) -> bool:
    return question.options.get(DRAWING) is True


def _is_instant(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
