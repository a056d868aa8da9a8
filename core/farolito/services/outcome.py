"""What follows from answers: needs, scores and what the family can do now. One answer for screens and paper.

outcome_of(work, response: ResponseDraft | ResponseRecord) -> Outcome
day_of(response) -> date                             # the day at the school on which it was sent; NotFound
answers_of(response) -> Answers
path_of(response) -> ConsentPath                     # on which they were given
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from farolito.domain.consent_paths import consent_path
from farolito.domain.relevance import relevant_answers, values
from farolito.domain.scoring import needs, scores
from farolito.domain.views import ResponseView
from farolito.errors import NotFound
from farolito.services.plugin_settings.reading import of_plugin
from farolito.services.plugins.lending import lent_to, reading_above
from farolito.services.plugins.reach import off_at
from farolito.services.responses import ResponseDraft
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Need, NextStep
    from farolito.domain.regimes import ConsentPath
    from farolito.domain.views import PlaceView
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

    Response = ResponseDraft | ResponseRecord


@dataclass(frozen=True, slots=True)
class Outcome:
    """``steps``: those of the needs first, then each plugin's, each once. ``left_out``: plugins that failed."""

    needs: tuple[Need, ...]
    scores: Mapping[str, float]
    steps: tuple[NextStep, ...]
    left_out: tuple[str, ...]


def outcome_of(work: Work, response: Response) -> Outcome:
    """Needs, scores and next steps of what was sent, as of the day it was sent: an age does not grow afterwards.

    Raises :class:`NotFound` for a response that was not sent.
    """
    form, day = response.form, day_of(response)
    asked = relevant_answers(form, answers_of(response), work.types, day)
    found = needs(form, values(form, asked, work.types, day), day)
    points = scores(form, asked, work.types)
    view = ResponseView(
        id=response.response_id or "",
        place=response.place,
        form=form,
        status=response.status,
        language=response.language,
        answers=asked,
        needs=tuple(need.name for need in found),
        scores=points,
    )
    once: list[NextStep] = []
    for step in (
        *(step for need in found for step in need.next_steps),
        *work.hooks.next_steps(
            view,
            lambda plugin: of_plugin(work, plugin, view.place.id),
            off_at(work, view.place.id),
            lambda plugin: _lent_session(work, plugin, view.place),
        ),
    ):
        step = _whole(step, work.settings.base_url)
        if step not in once:  # two needs may lead to the same door
            once.append(step)
    return Outcome(found, points, tuple(once), work.hooks.health.left_out("next_steps"))


@contextmanager
def _lent_session(work: Work, plugin: str, place: PlaceView) -> Iterator[Session]:
    # what a plugin keeps at a district is for its schools: the same steps, whoever asks for them
    with reading_above(work, place), lent_to(work, plugin):
        yield work.session


def _whole(step: NextStep, base_url: str) -> NextStep:
    """An address of this site is made whole: it is printed, too."""
    own = step.url is not None and step.url.startswith("/")
    return replace(step, url=f"{base_url}{step.url}") if own else step


def answers_of(response: Response) -> Answers:
    """What was sent."""
    return response.draft.answers if isinstance(response, ResponseDraft) else response.answers


def path_of(response: Response) -> ConsentPath:
    """Who consented to what was sent."""
    if isinstance(response, ResponseDraft):
        return consent_path(response.form, response.draft.answers)
    return response.consent_path


def day_of(response: Response) -> date:
    """The day at the school on which a response was received. Raises :class:`NotFound` when it was not."""
    if response.received_at is None:
        raise NotFound("These answers were not sent.")
    return response.received_at.astimezone(SCHOOL_ZONE).date()
