"""Partners and referrals."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from farolito.db.base import table_of
from farolito.db.models import Partner, PartnerUser, Referral, Response
from farolito.db.queries.about import about_response
from farolito.db.queries.places import PLACE_COLUMNS, _place

_partner, _user, _referral = table_of(Partner), table_of(PartnerUser), table_of(Referral)
_response = table_of(Response)

ADD_PARTNER = insert(_partner)
PARTNERS = (
    select(_partner)
    .where(_partner.c.place_id == bindparam("place_id"))
    .order_by(_partner.c.name, _partner.c.id)
)
PARTNER = select(_partner).where(
    _partner.c.place_id == bindparam("place_id"), _partner.c.id == bindparam("partner_id")
)
CHANGE_PARTNER = (
    update(_partner)
    .where(_partner.c.place_id == bindparam("of_place"), _partner.c.id == bindparam("of_partner"))
    .values(
        name=bindparam("name"),
        service=bindparam("service"),
        contact=bindparam("contact"),
        scope=bindparam("scope"),
        from_on=bindparam("from_on"),
        until_on=bindparam("until_on"),
        active=bindparam("active"),
    )
)
ADD_PARTNER_USER = insert(_user)
FORGET_PARTNER_USERS = delete(_user).where(
    _user.c.place_id == bindparam("of_place"), _user.c.partner_id == bindparam("of_partner")
)
PARTNER_IDS = select(_partner.c.id).where(_partner.c.place_id == bindparam("place_id"))
PARTNER_USERS = select(_user.c.user_id).where(
    _user.c.place_id == bindparam("place_id"), _user.c.partner_id == bindparam("partner_id")
)

ADD = insert(_referral)
OF_RESPONSE = (
    select(_referral, _partner.c.name.label("partner_name"), _partner.c.service)
    .join_from(
        _referral,
        _partner,
        (_partner.c.place_id == _referral.c.place_id) & (_partner.c.id == _referral.c.partner_id),
    )
    .where(about_response(_referral))
    .order_by(_referral.c.id.desc())
    .limit(100)
)
ONE = (
    select(_referral, _partner.c.name.label("partner_name"), _partner.c.service)
    .join_from(
        _referral,
        _partner,
        (_partner.c.place_id == _referral.c.place_id) & (_partner.c.id == _referral.c.partner_id),
    )
    .where(
        _referral.c.place_id == bindparam("place_id"), _referral.c.id == bindparam("referral_id")
    )
)
BY_CODE = select(
    _referral.c.id,
    _referral.c.state,
    _referral.c.sent_at,
    _referral.c.revision,
    _referral.c.response_id,
).where(
    _referral.c.place_id == bindparam("place_id"),
    _referral.c.code_index == bindparam("code_index"),
    _referral.c.code_until > bindparam("now"),
)
"""A referral whose code lives."""

MOVE = (
    update(_referral)
    .where(
        _referral.c.place_id == bindparam("of_place"),
        _referral.c.id == bindparam("of_referral"),
        _referral.c.revision == bindparam("of_revision"),
    )
    .values(
        state=bindparam("state"),
        outcome=bindparam("outcome"),
        reason=bindparam("reason"),
        code_index=bindparam("code_index"),
        changed_at=bindparam("changed_at"),
        revision=bindparam("revision"),
    )
)
SEND = (
    update(_referral)
    .where(
        _referral.c.place_id == bindparam("of_place"),
        _referral.c.id == bindparam("of_referral"),
        _referral.c.state == "draft",
    )
    .values(
        state="sent",
        consent=bindparam("consent"),
        shared=bindparam("shared"),
        code=bindparam("code"),
        code_index=bindparam("code_index"),
        code_until=bindparam("code_until"),
        next_check_on=bindparam("next_check_on"),
        sent_at=bindparam("sent_at"),
        changed_at=bindparam("sent_at"),
        revision=_referral.c.revision + 1,
    )
)

_OWN = (
    select(
        *PLACE_COLUMNS,
        _referral.c.id,
        _referral.c.response_id,
        _referral.c.state,
        _referral.c.outcome,
        _referral.c.shared,
        _referral.c.sent_at,
        _referral.c.revision,
        _partner.c.name.label("partner_name"),
        _partner.c.service,
    )
    .join_from(
        _referral,
        _partner,
        (_partner.c.place_id == _referral.c.place_id) & (_partner.c.id == _referral.c.partner_id),
    )
    .join(_place, _place.c.id == _referral.c.place_id)
    .where(_referral.c.place_id == bindparam("place_id"), _referral.c.sent_at.is_not(None))
)
PARTNERS_OF_USER = (
    select(_user.c.place_id, _user.c.partner_id)
    .where(_user.c.user_id == bindparam("me"))
    .order_by(_user.c.place_id, _user.c.partner_id)
)
"""The partners that a user answers for: one or two."""

SENT_TO_PARTNER = (
    _OWN.where(_referral.c.partner_id == bindparam("partner_id"))
    .order_by(_referral.c.sent_at.desc(), _referral.c.id.desc())
    .limit(bindparam("most"))
)
"""What was sent to a partner, latest first, along its index."""

SENT_TO_USER = _OWN.join(
    _user,
    (_user.c.place_id == _referral.c.place_id) & (_user.c.partner_id == _referral.c.partner_id),
).where(_referral.c.id == bindparam("referral_id"), _user.c.user_id == bindparam("me"))
"""One referral, if it was sent to a partner that a user answers for."""
