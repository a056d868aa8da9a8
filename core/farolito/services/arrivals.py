"""What Farolito itself does with a submission once it is committed, so that a family never waits for it.

take_in(works, event) -> None       # by the worker; again after a crash, so every step may meet its own traces
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import responses as queries
from farolito.domain.access import SYSTEM
from farolito.services import forms, households, inbox, numbers
from farolito.services.places import place_of
from farolito.services.receiving.arriving import settle
from farolito.services.responses.cells import open_answers

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form
    from farolito.domain.events import SubmissionSaved
    from farolito.domain.regimes import ConsentPath
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work, Works


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submission as it was sent. ``received_at`` of an anonymous one is the beginning of its day."""

    place: PlaceView
    response_id: str
    number: int
    form: Form
    consent_path: ConsentPath
    language: str
    channel: str
    answers: Answers
    received_at: datetime


Step = Callable[["Work", Arrival], None]

STEPS: tuple[Step, ...] = (
    numbers.count,
    households.take_in,
    inbox.find_needs,
    settle,
)
"""What is done, in this order, in one transaction. A step must not mind being done twice."""


def take_in(works: Works, event: SubmissionSaved) -> None:
    """Do every step for a submission; nothing for one that was erased meanwhile."""
    with works.open(SYSTEM) as work:
        found = arrival_of(work, event.place_id, event.response_id, event.number)
        if found is not None:
            for step in STEPS:
                step(work, found)


def arrival_of(work: Work, place_id: str, response_id: str, number: int) -> Arrival | None:
    """A submission as it was sent; None once it is erased."""
    which = {"place_id": place_id, "response_id": response_id, "number": number}
    for row in work.peek(queries.ARRIVED, which):
        return Arrival(
            place=place_of(row),
            response_id=row.id,
            number=number,
            form=forms.version(work, row.form_hash),
            consent_path=row.consent_path,
            language=row.language,
            channel=row.channel,
            answers=open_answers(work.keyring, place_id, row.id, number, row.answers),
            received_at=row.received_at,
        )
    return None
