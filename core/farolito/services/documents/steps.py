"""What a family can do now, as it is printed: for the family itself, and for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.documents import ShownStep
from farolito.domain.languages import pick
from farolito.plugins.manifest import N_
from farolito.services.documents.unprintable import is_sensitive, may_be_handed_out
from farolito.services.outcome import outcome_of, path_of

if TYPE_CHECKING:
    from farolito.domain.definitions import NextStep
    from farolito.services.responses import ResponseDraft, ResponseRecord
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
    sensitive = is_sensitive(form, path_of(response))
    steps = [shown(step, language) for step in outcome_of(work, response).steps]
    kept = [step for step in steps if not sensitive and _may_lie_about(step)]
    if sensitive or form.audience == "student":
        title, detail = work.translate(CRISIS, language), work.translate(CRISIS_DETAIL, language)
        kept.insert(0, ShownStep(title, detail, phone="988", language=language))
    if len(steps) > len([step for step in steps if step in kept]):
        kept = [*kept[: MOST - 1], ShownStep(work.translate(ONE_MORE, language), language=language)]
    return kept[:MOST]


def shown(step: NextStep, language: str) -> ShownStep:
    """A step in ``language``; what has no words in it is in the one that it has words in."""
    title, spoken = pick(step.title, language)
    detail, detail_language = pick(step.detail, language)
    bring, bring_language = pick(step.bring, language)
    return ShownStep(
        title=title,
        detail=detail,
        phone=step.phone,
        url=step.url,
        bring=bring,
        language=spoken,
        detail_language=detail_language,
        bring_language=bring_language,
    )


def _may_lie_about(step: ShownStep) -> bool:
    return may_be_handed_out(step.title, step.detail, step.bring)
