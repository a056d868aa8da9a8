"""Families that answer every question of a form, page by page, whatever the form asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.answers import Draft, accept, add_entry, problems
from farolito.domain.drafts import entries, with_entries
from farolito.domain.journey import journey
from farolito.domain.question_types.base import ParseContext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Question
    from farolito.domain.question_types.base import QuestionType, Raw

    Types = Mapping[str, QuestionType]

HOUSEHOLD = ("k3f9", "m2x7", "p8w4")
TYPED: Mapping[str, Raw] = {
    "text": {"": ("Ana María",)},
    "full_name": {"": ("Guadalupe Hernández Ríos",)},
    "long_text": {"": ("Mi hijo necesita ayuda con la comida y con el transporte a la escuela.",)},
    "integer": {"": ("3",)},
    "yes_no": {"": ("yes",)},
    "date": {"month": ("5",), "day": ("17",), "year": ("2026",)},
    "birth_date": {"month": ("5",), "day": ("17",), "year": ("2014",)},
    "phone": {"": ("(213) 555-0142",)},
    "email": {"": ("familia@example.org",)},
    "address": {"street": ("450 Ficus Street",), "city": ("Duarte",), "zip": ("91010",)},
}
"""What the fields of each type hold, by suffix."""


def stages_of(form: Form, types: Types, today: date) -> list[tuple[Answers, str]]:
    """How a family of three goes through the form and skips nothing: its answers so far, and the next page's key.

    The last one has all answers, and no next page. Fails with the problems when the form does not take them.
    """
    draft, stages = Draft(), []
    context = ParseContext(today, form.languages[0], f"{today}T09:00:00-08:00")
    while True:
        steps = journey(form, draft.answers, types, today, draft.raw)
        left = [step for step in steps if not step.finished]
        if not left:
            break
        page = left[0]
        if page.kind == "list":
            inside = (step for step in left if step.repeat is page.repeat and step.kind == "page")
            page = next(inside, page)
        if page.kind == "list":
            draft = _with_household(draft, page.key)
            continue
        stages.append((draft.answers, page.key))
        typed = {question.name: _typed(question) for question in page.questions}
        draft, wrong = accept(form, page, typed, draft, types, context)
        assert not wrong, wrong
    found = problems(form, draft.answers, types, today)
    assert not found, found
    return [*stages, (draft.answers, "")]


def _typed(question: Question) -> Raw:
    """The first choices of a question that has choices, else what any question of its type is answered with."""
    if question.type == "choices":
        several = [choice.name for choice in question.choices if not choice.exclusive]
        return {"": tuple(several[:3])}
    if question.choices:
        return {"": (question.choices[0].name,)}
    return TYPED[question.type]


def _with_household(draft: Draft, repeat: str) -> Draft:
    """The draft with a list of people still to be asked about; with that list complete when they were."""
    listed = entries(draft.answers, repeat)
    if listed:
        return with_entries(draft, repeat, listed, done=True)
    for entry_id in HOUSEHOLD:
        draft = add_entry(draft, repeat, entry_id)
    return draft
