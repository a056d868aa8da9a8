"""What the services of referrals hand out, and where their sealed values stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.db.sealing import Cell, unseal_json
from farolito.domain.referring import Consent

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.db.keyring import Keyring
    from farolito.domain.referring import Share, State


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One thing that a partner was given, as it was on the day it was sent."""

    share: Share
    words: str


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A referral for staff. ``code`` is shown while it lives; ``shared`` is the snapshot."""

    id: str
    response_id: str
    partner_id: str
    partner: str
    service: str
    state: State
    outcome: str | None
    reason: str
    consent: Consent | None
    shared: tuple[SharedLine, ...]
    code: str | None
    code_until: datetime | None
    next_check_on: date | None
    revision: int
    created_at: datetime
    sent_at: datetime | None


def cell(place_id: str, referral_id: str, column: str) -> Cell:
    """Where a sealed value of a referral stands."""
    return Cell("referral", column, place_id, referral_id)


def consent_json(consent: Consent) -> dict[str, Any]:
    """A consent as it is sealed."""
    return {
        "on": consent.on.isoformat(),
        "by": consent.by,
        "to": list(consent.to),
        "taken_by": consent.taken_by,
    }


def view(keyring: Keyring, row: Any, now: datetime) -> ReferralView:
    """A row with what is sealed in it opened."""

    def opened(column: str) -> Any:
        sealed = getattr(row, column)
        where = cell(row.place_id, row.id, column)
        return None if sealed is None else unseal_json(keyring, where, sealed)

    said = opened("consent")
    alive = row.code_index is not None and row.code_until is not None and row.code_until > now
    return ReferralView(
        id=row.id,
        response_id=row.response_id,
        partner_id=row.partner_id,
        partner=row.partner_name,
        service=row.service,
        state=row.state,
        outcome=row.outcome,
        reason=opened("reason") or "",
        consent=said
        and Consent(
            date.fromisoformat(said["on"]), said["by"], tuple(said["to"]), said["taken_by"]
        ),
        shared=tuple(SharedLine(one["share"], one["words"]) for one in opened("shared") or ()),
        code=opened("code") if alive else None,
        code_until=row.code_until if alive else None,
        next_check_on=date.fromisoformat(row.next_check_on) if row.next_check_on else None,
        revision=row.revision,
        created_at=row.created_at,
        sent_at=row.sent_at,
    )
