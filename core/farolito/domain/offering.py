"""What a family said on one form, offered on the next one: "Is this still right?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.shared_facts import OFFERED, bound_at_top, joins_households

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form, Question
    from farolito.domain.drafts import Draft
    from farolito.domain.households import Facts
    from farolito.domain.question_types import QuestionType


def asks_what_may_be_known(form: Form) -> bool:
    """Whether ``form`` asks anything that another form may have asked before."""
    return joins_households(form.regime) and any(fact in OFFERED for fact, _ in bound_at_top(form))


def offer(draft: Draft, form: Form, facts: Facts, types: Mapping[str, QuestionType]) -> Draft:
    """The draft with the fields of its questions filled in from ``facts``, to be confirmed one by one.

    Nothing becomes an answer. What this form would not take as an answer, or has answered already, is not offered.
    """
    if not joins_households(form.regime):
        return draft
    raw = dict(draft.raw)
    offered = list(draft.offered)
    for fact, question in bound_at_top(form):
        if fact not in OFFERED or fact not in facts:
            continue
        kind = types.get(question.type)
        answer = _answer(question, kind, facts[fact][1]) if kind else None
        if kind and answer is not None and question.name not in {*raw, *draft.answers}:
            raw[question.name] = kind.raw(question, answer)
            offered.append(question.name)
    return replace(draft, raw=raw, offered=tuple(offered))


def _answer(question: Question, kind: QuestionType, said: Any) -> Any:
    """What was said, as an answer to ``question``; None when it is none. What is safe with a phone is asked anew."""
    if isinstance(said, dict) and "number" in said:
        said = said["number"]
    return said if kind.recognises(question, said) else None
