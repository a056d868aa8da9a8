"""Questions and their types: known ones, and what each type asks of its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import pages, questions
from farolito.domain.faults import shown, suggestion
from farolito.domain.shapes import QUESTION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.faults import Faults
    from farolito.domain.question_types.base import QuestionType

RULES = ("relevant", "required", "constraint", "calculation", "default")


def check_types(
    form: Mapping[str, Any], question_types: Mapping[str, QuestionType], faults: Faults
) -> None:
    """Unknown types, what types say of their own questions, pages and constraints without words."""
    uses = form.get("uses", [])
    for pointer, question, _ in questions(form):
        name = question["type"]
        if name in question_types:
            _ask_type(question_types[name], question, pointer, faults)
        elif name and name not in uses:
            message = f"there is no question type {shown(name)}{suggestion(name, question_types)}"
            expected = "a type of ours, or one of a plugin that is named in /uses"
            faults.add(f"{pointer}/type", message, expected)
        if "constraint" in question and "constraint_message" not in question:
            message = "\u201cconstraint_message\u201d is missing"
            faults.add(pointer, message, "words that say what to do when the constraint fails")
    for pointer, page, _ in pages(form):
        shown_questions = [one for one in page["questions"] if "calculation" not in one]
        if len(shown_questions) > 1 and "title" not in page:
            message = "a page with several questions has no \u201ctitle\u201d"
            faults.add(pointer, message, "words for its heading")


def _ask_type(
    question_type: QuestionType, question: dict[str, Any], pointer: str, faults: Faults
) -> None:
    if faults.touches(pointer):
        return  # a type may count on the shape of its questions
    bare = {key: value for key, value in question.items() if key not in RULES}
    if "choices" in bare:
        bare["choices"] = [
            {key: value for key, value in choice.items() if key not in RULES}
            for choice in bare["choices"]
        ]
    for below, message in question_type.check(QUESTION.build(bare)):
        faults.add(f"{pointer}{below}", message)
