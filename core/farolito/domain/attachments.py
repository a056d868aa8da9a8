"""Where in a draft or in answers photos and files stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.drafts import entries
from farolito.domain.question_types.descriptions import Attachment, from_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Answers, Draft
    from farolito.domain.question_types.base import QuestionType


def attached(
    form: Form, answers: Answers, types: Mapping[str, QuestionType], within: str = ""
) -> Iterator[tuple[str, Attachment]]:
    """Every file in these answers, with the path of its question; entries included, asked or not."""
    for name, stored in answers.items():
        question = form.questions.get(name)
        path = f"{within}/{name}" if within else name
        if question is not None and _holds(types, question.type):
            if types[question.type].recognises(question, stored):
                yield from ((path, one) for one in stored)
        elif name in form.repeats:
            for entry in entries(answers, name):
                yield from attached(form, entry["answers"], types, f"{path}/{entry['id']}")


def ids_in(form: Form, draft: Draft, types: Mapping[str, QuestionType]) -> set[str]:
    """The ids of all files that a draft still needs, those of removed entries included.

    Where a question has typing that is not checked yet, that counts, and its older answer does not: nobody is
    shown it any more.
    """
    answers = [("", draft.answers)]
    answers += [
        (f"{repeat}/{one['id']}", one["answers"])
        for repeat, removed in draft.removed.items()
        for one in removed
    ]
    found = {
        one["id"]
        for within, held in answers
        for path, one in attached(form, held, types, within)
        if path not in draft.raw
    }
    for path, raw in draft.raw.items():
        question = form.questions.get(path.rpartition("/")[2])
        if question is not None and _holds(types, question.type):
            value = from_text(next(iter(raw.get("", ())), ""))
            listed = value if isinstance(value, list) else []
            found |= {str(one["id"]) for one in listed if isinstance(one, dict) and "id" in one}
    return found


def asks_for_files(form: Form, types: Mapping[str, QuestionType]) -> bool:
    """Whether any question of a form does."""
    return any(_holds(types, name) for name in form.types_used)


def _holds(types: Mapping[str, QuestionType], name: str) -> bool:
    return name in types and types[name].holds_files
