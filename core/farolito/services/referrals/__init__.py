"""Referrals: partners and their agreements, a request with the family's yes, what was shared, and what came of it.

partners.of_place / one / save                             # NotFound
draft(work, case, partner_id) -> str                       send(work, place_slug, referral_id, consent) -> None
move(work, place_slug, referral_id, revision, state, …)    # Conflict
of_response(work, case) -> tuple[ReferralView, ...]
answering.find(work, place_slug, code, source) / answer    # a partner without an account, by the code on its slip
answering.own(work) / answer_own                           # a partner with one: its own only
"""

from farolito.services.referrals.moving import move, move_row
from farolito.services.referrals.sending import NotSendable, draft, of_response, one, send
from farolito.services.referrals.values import ReferralView, SharedLine

__all__ = [
    "NotSendable",
    "ReferralView",
    "SharedLine",
    "draft",
    "move",
    "move_row",
    "of_response",
    "one",
    "send",
]
