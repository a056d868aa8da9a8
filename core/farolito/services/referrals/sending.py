"""A referral from its draft to the day it is sent: not without the family's yes, and with no more than was agreed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from farolito.db.queries import referrals as queries
from farolito.db.sealing import keyed_hash, seal_json
from farolito.domain.referring import (
    CHECK_AFTER,
    CODE_LIVES,
    Consent,
    may_be_shared,
    new_referral_code,
    reasons_against,
    shared_questions,
)
from farolito.domain.summary import summarise
from farolito.errors import Conflict, NotFound
from farolito.services import audit, casework, responses
from farolito.services.casework import follow_ups
from farolito.services.casework.opening import with_family
from farolito.services.ids import new_id
from farolito.services.outcome import day_of
from farolito.services.places import findable, place_of, row_of
from farolito.services.referrals import partners
from farolito.services.referrals.values import ReferralView, cell, consent_json, view

if TYPE_CHECKING:
    from farolito.domain.referring import Share
    from farolito.services.casework import Case
    from farolito.services.work import Work

PERMISSION = "referrals.send"


class NotSendable(Conflict):
    """A referral may not be sent now; ``reasons`` are codes of :func:`farolito.domain.referring.reasons_against`."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("This referral can not be sent: " + ", ".join(reasons))
        self.reasons = reasons


def draft(work: Work, case: Case, partner_id: str) -> str:
    """Begin a referral; the id. Nothing is shared yet. Raises :class:`NotFound` for a partner that is not there."""
    with_family(case)
    partners.one(work, case.place.slug, partner_id)
    now = work.now()
    referral_id = new_id(now)
    nothing = ("outcome", "reason", "consent", "shared", "code", "code_index", "code_until")
    work.connection.execute(
        queries.ADD,
        {
            **dict.fromkeys((*nothing, "next_check_on", "sent_at")),
            "place_id": case.place.id,
            "id": referral_id,
            "response_id": case.response_id,
            "partner_id": partner_id,
            "state": "draft",
            "revision": 0,
            "created_by": work.actor.id,
            "created_at": now,
            "changed_at": now,
        },
    )
    audit.record(work, case.place.id, "referral.drafted", case.target)
    return referral_id


def send(
    work: Work,
    place_slug: str,
    referral_id: str,
    consent: Consent | None,
    what_next: str = "Ask how the referral went",
) -> ReferralView:
    """Send a draft with the family's yes: what that covers and the agreement allows is kept as it is now.

    A follow-up in a week says ``what_next`` and the partner's name. Raises :class:`NotSendable` with every reason,
    :class:`Conflict` when it was sent meanwhile, :class:`NotFound`.
    """
    found, case = _opened(work, place_slug, referral_id)
    partner = partners.one(work, place_slug, found.partner_id).facts
    today, now = work.today(), work.now()
    against = reasons_against(
        consent, case.consent_path, partner.agreement, today, active=partner.active
    )
    if against or consent is None:
        raise NotSendable(against)
    shares = set(consent.to) & set(may_be_shared(case.regime, partner.agreement))
    place_id = case.place.id
    code = new_referral_code(secrets.token_bytes(32))
    check_on = today + CHECK_AFTER

    def sealed(column: str, value: object) -> bytes:
        return seal_json(work.keyring, cell(place_id, referral_id, column), value)

    done = work.connection.execute(
        queries.SEND,
        {
            "of_place": place_id,
            "of_referral": referral_id,
            "consent": sealed("consent", consent_json(consent)),
            "shared": sealed("shared", _snapshot(work, case, shares)),
            "code": sealed("code", code),
            "code_index": code_index(work, place_id, code),
            "code_until": now + CODE_LIVES,
            "next_check_on": check_on.isoformat(),
            "sent_at": now,
        },
    )
    if done.rowcount != 1:
        raise Conflict("This referral was sent already.")
    audit.record(work, place_id, "referral.sent", case.target)
    what = f"{what_next}: {found.partner}"[: follow_ups.LONGEST]
    follow_ups.add(work, case, what, check_on, work.actor.id)
    return one(work, place_slug, referral_id)


def one(work: Work, place_slug: str, referral_id: str) -> ReferralView:
    """A referral of a response that the actor may refer. Raises :class:`NotFound`."""
    return _opened(work, place_slug, referral_id)[0]


def of_response(work: Work, case: Case) -> tuple[ReferralView, ...]:
    """The referrals of a response, latest first."""
    where = {"place_id": case.place.id, "response_id": case.response_id}
    return tuple(
        view(work.keyring, row, work.now()) for row in work.peek(queries.OF_RESPONSE, where)
    )


def code_index(work: Work, place_id: str, code: str) -> bytes:
    """What finds a code without keeping it."""
    return keyed_hash(work.keyring, "referral code", place_id, code.encode())


def _opened(work: Work, place_slug: str, referral_id: str) -> tuple[ReferralView, Case]:
    findable(place_slug, referral_id)
    place = place_of(row_of(work, place_slug))
    for row in work.peek(queries.ONE, {"place_id": place.id, "referral_id": referral_id}):
        case = casework.case(work, place_slug, row.response_id, PERMISSION)
        return view(work.keyring, row, work.now()), case
    raise NotFound("There is no such referral.")


def _snapshot(work: Work, case: Case, shares: set[Share]) -> list[dict[str, str]]:
    """What is shared, in English words for the partner; nothing that was not answered."""
    record = responses.read(work, case.place.slug, case.response_id)
    wanted = shared_questions(case.form, shares)
    summary = summarise(record.form, record.answers, work.types, day_of(record), "en", "staff")
    rows = {row.question: row for section in summary.sections for row in section.rows}
    lines = []
    for share, question in wanted.items():
        row = rows.get(question.name)
        if row is not None and row.state == "answered":
            # of a phone, the number: what is safe is for us
            pieces = row.answer[:1] if share == "phone" else row.answer
            lines.append({"share": share, "words": ", ".join(piece.text for piece in pieces)})
    return lines
