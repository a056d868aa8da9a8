"""What follows from answers: needs, scores and what the family can do now. One answer for screens and paper.

outcome_of(work, place, form, response_id, status, language, answers) -> Outcome
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.relevance import relevant_answers, values
from farolito.domain.scoring import needs, scores
from farolito.domain.views import ResponseView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Need, NextStep
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """``steps``: those of the needs first, then each plugin's, each once. ``left_out``: plugins that failed."""

    needs: tuple[Need, ...]
    scores: Mapping[str, float]
    steps: tuple[NextStep, ...]
    left_out: tuple[str, ...]


def outcome_of(
    work: Work,
    place: PlaceView,
    form: Form,
    answers: Answers,
    *,
    response_id: str | None,
    status: str,
    language: str,
) -> Outcome:
    """Needs and scores of the answers that were asked for, and the next steps that go with them."""
    today = work.today()
    asked = relevant_answers(form, answers, work.types, today)
    found = needs(form, values(form, asked, work.types, today), today)
    points = scores(form, asked, work.types)
    response = ResponseView(
        id=response_id or "",
        place=place,
        form=form,
        status=status,
        language=language,
        answers=asked,
        needs=tuple(need.name for need in found),
        scores=points,
    )
    steps = [step for need in found for step in need.next_steps]
    once: list[NextStep] = []
    for step in (*steps, *work.hooks.next_steps(response)):
        if step not in once:  # two needs may lead to the same door
            once.append(step)
    return Outcome(found, points, tuple(once), work.hooks.health.left_out("next_steps"))
