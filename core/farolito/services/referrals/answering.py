"""A partner answers: with the code on its slip, or with an account. Neither learns anything of the family by asking.

find(work, place_slug, code, source) -> Asked | Refused      # returns, so that a wrong try is counted
answer(work, place_slug, code, source, state, outcome, reason) -> Refused | None
own(work) -> tuple[OwnReferral, ...]                         # what was sent to the actor's own agency
answer_own(work, place_slug, referral_id, revision, state, outcome, reason) -> None
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import referrals as queries
from farolito.db.sealing import unseal_json
from farolito.domain.referring import ANSWERS, NEXT, typed_code
from farolito.errors import Conflict, NotFound
from farolito.services import audit, limits
from farolito.services.limits import Limit
from farolito.services.places import place_of, row_of
from farolito.services.referrals import doors
from farolito.services.referrals.moving import move_row
from farolito.services.referrals.sending import code_index
from farolito.services.referrals.values import SharedLine, cell

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.referring import State
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

MOST = 200
"""Referrals that a partner is shown, the latest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a code tells: which school asked, and on which day."""

    place: PlaceView
    sent_at: datetime
    answers: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """No referral has this code (any more), or there were too many wrong tries: ``seconds`` to wait."""

    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a try comes from: the address of the network, and the door whose address was used (see doors)."""

    address: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class OwnReferral:
    """A referral as its partner sees it."""

    id: str
    place: PlaceView
    partner: str
    service: str
    state: State
    outcome: str | None
    shared: tuple[SharedLine, ...]
    sent_at: datetime
    revision: int


def find(work: Work, place_slug: str, code: str, source: Source) -> Asked | Refused:
    """The referral that a code opens. Wrong codes are counted, right ones never: an office behind one address answers.

    Raises :class:`NotFound` when there is no such place.
    """
    place = place_of(row_of(work, place_slug))
    found = _row(work, place, code, source)
    if isinstance(found, Refused):
        return found
    return Asked(place, found.sent_at, _offered(found.state))


def answer(
    work: Work,
    place_slug: str,
    code: str,
    source: Source,
    state: State,
    outcome: str | None,
    reason: str,
) -> Refused | None:
    """What the partner says; the code is used up. Raises :class:`NotFound` for an answer that was not offered."""
    place = place_of(row_of(work, place_slug))
    found = _row(work, place, code, source)
    if isinstance(found, Refused):
        return found
    if state not in _offered(found.state):
        raise NotFound("There is no such answer.")
    move_row(
        work, place.id, found.id, found.state, found.revision, state, outcome, reason,
        ends_code=True,
    )  # fmt: skip
    audit.record(work, place.id, "referral.answered", f"response/{found.response_id}")
    return None


def own(work: Work) -> tuple[OwnReferral, ...]:
    """The referrals that were sent to the agencies which the actor answers for, latest first."""
    rows = [
        row
        for partner in work.peek(queries.PARTNERS_OF_USER, {"me": work.actor.id})
        for row in work.peek(queries.SENT_TO_PARTNER, {**partner._mapping, "most": MOST})
    ]
    latest = sorted(rows, key=lambda row: (row.sent_at, row.id), reverse=True)
    return tuple(_own(work, row) for row in latest[:MOST])


def answer_own(
    work: Work,
    place_slug: str,
    referral_id: str,
    revision: int,
    state: State,
    outcome: str | None,
    reason: str,
) -> None:
    """The same from somebody with an account. Raises :class:`NotFound`, :class:`Conflict`."""
    place = place_of(row_of(work, place_slug))
    where = {"place_id": place.id, "referral_id": referral_id, "me": work.actor.id}
    for row in work.peek(queries.SENT_TO_USER, where) if storable(referral_id) else ():
        if state in ANSWERS:
            if row.revision != revision:
                raise Conflict("This referral has gone on meanwhile.")
            move_row(work, place.id, referral_id, row.state, revision, state, outcome, reason)
            audit.record(work, place.id, "referral.answered", f"response/{row.response_id}")
            return
    raise NotFound("There is no such referral.")


def _own(work: Work, row: Any) -> OwnReferral:
    shared = unseal_json(work.keyring, cell(row.place_id, row.id, "shared"), row.shared)
    return OwnReferral(
        id=row.id,
        place=place_of(row),
        partner=row.partner_name,
        service=row.service,
        state=row.state,
        outcome=row.outcome,
        shared=tuple(SharedLine(one["share"], one["words"]) for one in shared),
        sent_at=row.sent_at,
        revision=row.revision,
    )


def _row(work: Work, place: PlaceView, code: str, source: Source) -> Any:
    tries = (
        Limit(
            "referral code from",
            f"{place.id}|{source.address}",
            burst=20,
            every=timedelta(minutes=1),
        ),
        Limit(
            "referral code",
            f"{place.id}|{doors.partner_behind(work, place.id, source.door)}",
            burst=100,
            every=timedelta(seconds=30),
        ),
    )
    seconds = limits.wait(work, tries)
    if seconds:
        return Refused(seconds)
    meant = typed_code(code)
    if meant is not None:
        given = {
            "place_id": place.id,
            "code_index": code_index(work, place.id, meant),
            "now": work.now(),
        }
        for row in work.peek(queries.BY_CODE, given):
            return row
    limits.charge(work, tries)
    return Refused()


def _offered(state: State) -> tuple[State, ...]:
    return tuple(one for one in ANSWERS if one in NEXT[state])
