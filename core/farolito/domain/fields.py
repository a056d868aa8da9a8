"""Between the fields of a page and the draft: what belongs to which question, bounded and storable.

An HTTP field is named ``<question>`` or ``<question>.<suffix>``; ``<question>.skip`` is the Skip control
of a question that is written, the value ``_skip`` that of a question that is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.drafts import answer_at, is_done
from farolito.domain.expressions import evaluate
from farolito.domain.names import is_skipped
from farolito.domain.question_types.choice import SKIP
from farolito.domain.question_types.typed import UNREADABLE, is_ticked, lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from farolito.domain.definitions import Question
    from farolito.domain.drafts import Draft
    from farolito.domain.expressions import Value
    from farolito.domain.journey import Step
    from farolito.domain.question_types.base import Answer, QuestionType, Raw
    from farolito.domain.relevance import Types

MOST_TYPED = 20_000  # characters kept per question, over all its fields: twice the longest answer
SKIP_SUFFIX = "skip"


def read_fields(here: Step, fields: Mapping[str, Sequence[str]], types: Types) -> dict[str, Raw]:
    """The fields of a posted page by question name (or the repeat's, on a list); others are ignored."""
    if here.kind == "list":
        return {here.key: {"": tuple(fields.get(here.key, ()))}}
    return {
        question.name: {
            suffix: tuple(fields[name])
            for suffix in (*types[question.type].fields(question), SKIP_SUFFIX)
            if (name := f"{question.name}.{suffix}" if suffix else question.name) in fields
        }
        for question in here.questions
    }


def shown_fields(here: Step, question: Question, draft: Draft, types: Types) -> Raw:
    """What the fields of a question show: what was typed last, else the answer, else nothing."""
    path = here.path(question.name)
    if path in draft.raw:
        return draft.raw[path]
    kind, stored = types[question.type], answer_at(draft.answers, path)
    if is_skipped(stored):
        return {"": (SKIP,)} if kind.is_chosen else {SKIP_SUFFIX: ("1",)}
    if stored is None or not kind.recognises(question, stored):
        return {}
    return kind.raw(question, stored)


def default_fields(
    question: Question, types: Types, names: Mapping[str, Value], today: date
) -> Raw:
    """What the fields show to somebody who sees them first: the question's default. It is no answer yet."""
    if question.default is None:
        return {}
    kind = types[question.type]
    answer = kind.answer_of(question, evaluate(question.default, names, today))
    return {} if answer is None else kind.raw(question, answer)


def shown_list_field(here: Step, draft: Draft) -> str:
    """What "Add another?" shows on a list: ``yes``, ``no`` or nothing."""
    if here.key in draft.raw:
        return next(iter(draft.raw[here.key].get("", ())), "")
    return "no" if is_done(draft.answers, here.key) else ""


def storable(raw: Raw, kind: QuestionType | None, question: Question | None = None) -> Raw:
    """``raw`` as a draft keeps it: its own fields only, bounded, unreadable characters marked U+FFFD."""
    if kind is None or question is None:
        suffixes: tuple[str, ...] = ("",)
        most_values = 1
    else:
        suffixes = (*kind.fields(question), SKIP_SUFFIX)
        most_values = len(question.choices) + 1
    left = MOST_TYPED
    stored: dict[str, tuple[str, ...]] = {}
    for suffix in suffixes:
        values: list[str] = []
        for value in raw.get(suffix, ())[:most_values]:
            values.append(UNREADABLE.sub("\ufffd", value[:left]))
            left -= len(values[-1])
        if values:
            stored[suffix] = tuple(values)
    return stored


def is_blank(raw: Raw) -> bool:
    """Whether nothing that can be seen stands in the fields."""
    return not any(lines(value) for values in raw.values() for value in values)


def without_skip(raw: Raw, kind: QuestionType) -> Raw:
    """``raw`` as if Skip were not chosen."""
    left = {suffix: values for suffix, values in raw.items() if suffix != SKIP_SUFFIX}
    if kind.is_chosen and "" in left:
        left[""] = tuple(value for value in left[""] if value != SKIP)
    return left


def wants_skip(raw: Raw, kind: QuestionType, before: Answer | None) -> bool:
    """Whether the person chose Skip, whatever else stands in the fields.

    Without a script Skip stays chosen when somebody comes back to a skipped question and writes an
    answer, so what is new wins over a skip that was there before.
    """
    chosen = kind.is_chosen and SKIP in raw.get("", ())
    if not chosen and not is_ticked(raw, SKIP_SUFFIX):
        return False
    return not is_skipped(before) or is_blank(without_skip(raw, kind))
