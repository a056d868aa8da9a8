"""Whether a family wants its papers in large print: it says so once, in any form, and every paper of it obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.shared_facts import bound_at_top
from farolito.services.households.reading import said_with
from farolito.services.outcome import answers_of

if TYPE_CHECKING:
    from farolito.domain.shared_facts import FactName
    from farolito.services.responses import ResponseDraft, ResponseRecord
    from farolito.services.work import Work

FACT: FactName = "household.large_print"
YES = "yes"


def wants_large(work: Work, response: ResponseDraft | ResponseRecord) -> bool:
    """By what the response says itself; where its form does not ask, by what the household said last."""
    answers = answers_of(response)
    for fact, question in bound_at_top(response.form):
        if fact == FACT and answers.get(question.name) is not None:
            return bool(answers[question.name] == YES)
    if response.response_id is None:
        return False
    return household_wants_large(work, response.place.id, response.response_id)


def household_wants_large(work: Work, place_id: str, response_id: str) -> bool:
    """By what the household of a response said last, in whichever form."""
    said = {one.fact: one.answer for one in said_with(work, place_id, response_id)}
    return bool(said.get(FACT) == YES)
