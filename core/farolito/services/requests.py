"""A family asks what is kept about it, or to have it corrected or erased. It shows its code; staff answer.

find(work, place_slug, code, asker) -> str                    # the response's id; NotFound
opened(work, place_slug, response_id, asker) -> Kept          # everything that is kept; NotFound; audited
erase(work, place_slug, response_id, asker, code) -> None     # NotFound for another code; Conflict while it is held
erased_on(work, place_slug, response_id) -> datetime          # NotFound
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Erasure
from farolito.domain import codes
from farolito.domain.access import holds
from farolito.domain.requests import may_ask
from farolito.errors import NotFound
from farolito.services import audit, casework, referrals, responses, retention
from farolito.services.casework import contacts, follow_ups, notes
from farolito.services.places import findable, path_of, place_of, row_of

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.requests import Asker
    from farolito.services.casework import Case
    from farolito.services.casework.contacts import Entry
    from farolito.services.casework.follow_ups import FollowUp
    from farolito.services.casework.notes import Note
    from farolito.services.referrals import ReferralView
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

PERMISSION = "requests.answer"


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept about a family in one response. ``held``: nothing of it may be erased now."""

    case: Case
    record: ResponseRecord
    notes: tuple[Note, ...]
    contacts: tuple[Entry, ...]
    follow_ups: tuple[FollowUp, ...]
    referrals: tuple[ReferralView, ...]
    held: bool


def find(work: Work, place_slug: str, code: str, asker: Asker) -> str:
    """The response of a code, if whoever asks is to be answered about it. Raises :class:`NotFound`."""
    place = place_of(row_of(work, place_slug))
    found = casework.id_of_code(work, place.id, code)
    return _case(work, place_slug, found, asker).response_id


def opened(work: Work, place_slug: str, response_id: str, asker: Asker) -> Kept:
    """All that is kept, for the family to see. Needs a writing work: that it was opened is recorded."""
    case = _case(work, place_slug, response_id, asker)
    audit.record(work, case.place.id, "request.opened", case.target)
    return Kept(
        case=case,
        record=responses.read(work, place_slug, response_id),
        notes=notes.of(work, case),
        contacts=contacts.of(work, case),
        follow_ups=follow_ups.of(work, case),
        referrals=referrals.of_response(work, case),
        held=retention.held(work, case.place.id, case.form.name, response_id),
    )


def erase(work: Work, place_slug: str, response_id: str, asker: Asker, code: str) -> None:
    """Erase all of it for good: answers, notes, calls, what was shared. The code is asked for once more.

    What stays is that it was erased, by id. Raises :class:`Conflict` while it is held.
    """
    case = _case(work, place_slug, response_id, asker)
    if codes.typed(code) != case.code:
        raise NotFound("This is the code of something else.")
    retention.erase(work, case.place.id, response_id, "all", "request")


def erased_on(work: Work, place_slug: str, response_id: str) -> datetime:
    """When a response was erased because its family asked. Raises :class:`NotFound` for one that was not."""
    findable(place_slug, response_id)
    row = row_of(work, place_slug)
    if holds(work.actor.grants, PERMISSION, path_of(row)):
        _erasure = table_of(Erasure)
        for found in work.peek(
            select(_erasure.c.at).where(
                _erasure.c.place_id == row.place_id,
                _erasure.c.erased_response == response_id,
                _erasure.c.part == "all",
                _erasure.c.reason == "request",
            )
        ):
            return found.at  # type: ignore[no-any-return]
    raise NotFound("There is no such page.")


def _case(work: Work, place_slug: str, response_id: str, asker: Asker) -> Case:
    case = casework.case(work, place_slug, response_id, PERMISSION)
    if not may_ask(asker, case.regime, case.consent_path):
        raise NotFound("We do not know this code.")
    return case
