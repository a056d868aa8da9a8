"""Who asked for help, and what they are told. No web in here: tests call these functions with plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from farolito.api import SCHOOL_ZONE, NextStep
from sqlalchemy import select

from farolito_food_bank.models import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from farolito.api import ResponseView, SubmissionView
    from sqlalchemy.orm import Session

    from farolito_food_bank.settings import DeskSettings

NEED = "food_bank"
"""The need that the form finds when help is wanted. A form of somebody else may find it as well."""

REGIME: Final = "education_record"
"""Whose records they are. A form of another regime leaves no trace in our table."""

WHERE = {"en": "Where: {}.", "es": "Dónde: {}."}
HOURS = {"en": "Open: {}.", "es": "Abierto: {}."}
ASK = {"en": "Ask at the school office.", "es": "Pregunte en la oficina de la escuela."}


def next_steps(response: ResponseView, settings: DeskSettings) -> Iterator[NextStep]:
    """One step for a family that wants help, none for the others."""
    if NEED in response.needs:
        yield NextStep(
            title={"en": "Come to our desk", "es": "Venga a nuestra mesa"},
            detail={language: told(settings, language) for language in ASK},
        )


def told(settings: DeskSettings, language: str) -> str:
    """Where the desk is and when it is open, as far as the school says so."""
    where, hours = settings.where.rstrip("."), settings.hours.rstrip(".")
    sentences = [
        WHERE[language].format(where) if where else ASK[language],
        HOURS[language].format(hours) if hours else "",
    ]
    return " ".join(filter(None, sentences))


def note(session: Session, submission: SubmissionView) -> None:
    """Write down that a response waits. A correction that no longer asks takes it back; what is done stays."""
    response = submission.response
    if response.regime != REGIME:
        return
    known = session.get(Waiting, (response.place.id, response.id))
    wanted = NEED in response.needs
    if wanted and known is None:
        session.add(
            Waiting(
                place_id=response.place.id,
                response_id=response.id,
                asked_on=submission.received_at.astimezone(SCHOOL_ZONE).date(),
            )
        )
    elif not wanted and known is not None and known.done_on is None:
        session.delete(known)


def who_waits(session: Session, place_id: str) -> Sequence[Waiting]:
    """The responses of a place that wait, the longest first."""
    statement = select(Waiting).where(Waiting.place_id == place_id, Waiting.done_on.is_(None))
    return session.scalars(statement.order_by(Waiting.asked_on, Waiting.response_id)).all()


def done(session: Session, place_id: str, response_id: str, day: date) -> None:
    """The desk has helped. Saying so twice changes nothing."""
    known = session.get(Waiting, (place_id, response_id))
    if known is not None and known.done_on is None:
        known.done_on = day
