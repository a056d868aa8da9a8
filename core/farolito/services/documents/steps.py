"""What a family can do now, as it is printed: for the family itself, and for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.documents import ShownStep
from farolito.domain.languages import pick, words
from farolito.domain.relevance import relevant_answers, values
from farolito.domain.scoring import needs, scores
from farolito.domain.views import ResponseView
from farolito.errors import NotFound
from farolito.plugins.manifest import N_
from farolito.services.documents.unprintable import is_sensitive, may_be_handed_out
from farolito.services.responses import ResponseDraft
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Need, NextStep
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

MOST = 5
ONE_MORE = N_("There is one more step. Ask us about it in person.")
CRISIS = N_("To talk to someone, day or night")
CRISIS_DETAIL = N_("Call or text 988. In Los Angeles County you can also call 800-854-7771.")


def for_family(work: Work, response: ResponseDraft | ResponseRecord) -> list[ShownStep]:
    """At most five steps in the family's language; what may not lie about is asked for in person.

    A sheet of a sensitive form, and every student's, begins with the crisis lines. A sensitive form's own steps are
    never printed: what they are about says why somebody came.
    """
    form, language = response.form, response.language
    sensitive = is_sensitive(form)
    steps = [shown(step, language) for step in steps_of(work, response)]
    kept = [step for step in steps if not sensitive and _may_lie_about(step)]
    if sensitive or form.audience == "student":
        title, detail = work.translate(CRISIS, language), work.translate(CRISIS_DETAIL, language)
        kept.insert(0, ShownStep(title, detail, phone="988", language=language))
    if len(steps) > len([step for step in steps if step in kept]):
        kept = [*kept[: MOST - 1], ShownStep(work.translate(ONE_MORE, language), language=language)]
    return kept[:MOST]


def steps_of(work: Work, response: ResponseDraft | ResponseRecord) -> list[NextStep]:
    """The steps of the form, then those of plugins, each once."""
    form, day = response.form, day_of(response.received_at)
    answers, needed = needs_in(work, form, answers_of(response), day)
    view = ResponseView(
        id=response.response_id or "",
        place=response.place,
        form=form,
        status=response.status,
        language=response.language,
        answers=answers,
        needs=tuple(need.name for need in needed),
        scores=scores(form, answers, work.types),
    )
    once: list[NextStep] = []
    for step in (
        *(step for need in needed for step in need.next_steps),
        *work.hooks.next_steps(view),
    ):
        if step not in once:
            once.append(step)
    return once


def needs_in(
    work: Work, form: Form, given: Answers, day: date
) -> tuple[Mapping[str, Any], tuple[Need, ...]]:
    """The answers that were asked for, and the needs that they show."""
    answers = relevant_answers(form, given, work.types, day)
    return answers, needs(form, values(form, answers, work.types, day), day)


def shown(step: NextStep, language: str) -> ShownStep:
    """A step in ``language``, or in the one that it has words in."""
    title, spoken = pick(step.title, language)
    return ShownStep(
        title=title,
        detail=words(step.detail, spoken),
        phone=step.phone,
        url=step.url,
        bring=words(step.bring, spoken),
        language=spoken,
    )


def answers_of(response: ResponseDraft | ResponseRecord) -> Answers:
    """What was sent."""
    return response.draft.answers if isinstance(response, ResponseDraft) else response.answers


def day_of(moment: datetime | None) -> date:
    """The day at the school on which something was received."""
    if moment is None:
        raise NotFound("These answers were not sent.")
    return moment.astimezone(SCHOOL_ZONE).date()


def _may_lie_about(step: ShownStep) -> bool:
    return may_be_handed_out(step.title, step.detail, step.bring)
