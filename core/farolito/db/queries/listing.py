"""Households of a place as a list to work through: who waits, what is planned, who was referred."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, select

from farolito.db.base import table_of
from farolito.db.models import (
    ContactEntry,
    FollowUp,
    Household,
    HouseholdResponse,
    Partner,
    Person,
    PersonKey,
    Referral,
    Response,
    Submission,
)
from farolito.db.queries.responses import SENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement, Select

_head, _node = table_of(Household), table_of(Household).alias("node")
_brought, _response = table_of(HouseholdResponse), table_of(Response)
_contact, _follow, _referral = table_of(ContactEntry), table_of(FollowUp), table_of(Referral)
_partner, _person, _key = table_of(Partner), table_of(Person), table_of(PersonKey)
_submission = table_of(Submission)

UNDER_WAY = ("sent", "received", "accepted", "waitlisted", "in_progress", "no_contact")
"""States of a referral that somebody still waits for."""

_OF_PLACE: Any = bindparam("place_id")
_RESPONSES: Any = bindparam("responses", expanding=True)


def _under_head(table: Any) -> ColumnElement[bool]:
    """That a row of ``table`` is about a response which was sent and is shown under the head."""
    joined = _brought.join(
        _node,
        and_(_node.c.place_id == _brought.c.place_id, _node.c.id == _brought.c.household_id),
    )
    of_head = (
        select(_brought.c.response_id)
        .select_from(joined)
        .where(
            _brought.c.place_id == _head.c.place_id,
            _brought.c.number > 0,
            _node.c.head_id == _head.c.id,
        )
        .correlate(_head)
    )
    column = table.c.id if table is _response else table.c.response_id
    return and_(table.c.place_id == _head.c.place_id, column.in_(of_head))


_NARROWED: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "language": lambda: exists().where(
        _under_head(_response), _response.c.language == bindparam("language")
    ),
    "quiet": lambda: (
        ~exists().where(_under_head(_contact), _contact.c.written_at >= bindparam("quiet"))
    ),
    "due": lambda: exists().where(
        _under_head(_follow), _follow.c.state == "open", _follow.c.due_on <= bindparam("due")
    ),
    "referred": lambda: exists().where(_under_head(_referral), _referral.c.state.in_(UNDER_WAY)),
}


@lru_cache(maxsize=64)
def heads(narrowed: frozenset[str], *, paged: bool, named: bool) -> Select[Any]:
    """The heads of a place with something that was sent, newest first; ``named``: only ``ids``.

    ``narrowed``: language (one answered in it), quiet (no contact written since), due (something to do by then),
    referred (a referral is under way).
    """
    statement = (
        select(_head.c.id)
        .where(
            _head.c.place_id == _OF_PLACE,
            _head.c.id == _head.c.head_id,
            _head.c.regime.in_(bindparam("regimes", expanding=True)),
            exists().where(_under_head(_response), _response.c.received_at.is_not(None)),
        )
        .order_by(_head.c.id.desc())
        .limit(bindparam("limit"))
    )
    for name in sorted(narrowed):
        statement = statement.where(_NARROWED[name]())
    if paged:
        statement = statement.where(_head.c.id < bindparam("after"))
    if named:
        statement = statement.where(_head.c.id.in_(bindparam("ids", expanding=True)))
    return statement


CONTACTS_OF = (
    select(_contact)
    .where(_contact.c.place_id == _OF_PLACE, _contact.c.response_id.in_(_RESPONSES))
    .order_by(_contact.c.id.desc())
)
FOLLOW_UPS_OF = (
    select(_follow)
    .where(
        _follow.c.place_id == _OF_PLACE,
        _follow.c.response_id.in_(_RESPONSES),
        _follow.c.state == "open",
    )
    .order_by(_follow.c.due_on, _follow.c.id)
)
_with_partner = _referral.join(
    _partner,
    and_(_partner.c.place_id == _referral.c.place_id, _partner.c.id == _referral.c.partner_id),
)
REFERRALS_OF = (
    select(_referral, _partner.c.name.label("partner_name"), _partner.c.service)
    .select_from(_with_partner)
    .where(
        _referral.c.place_id == _OF_PLACE,
        _referral.c.response_id.in_(_RESPONSES),
        _referral.c.sent_at.is_not(None),
    )
    .order_by(_referral.c.id.desc())
)
UNDER_WAY_AT = (
    select(
        _referral,
        _partner.c.name.label("partner_name"),
        _partner.c.service,
        _response.c.form_hash,
        _response.c.regime,
        _response.c.code.label("response_code"),
    )
    .select_from(_with_partner)
    .join(
        _response,
        and_(
            _response.c.place_id == _referral.c.place_id, _response.c.id == _referral.c.response_id
        ),
    )
    .where(
        _referral.c.place_id == _OF_PLACE,
        _referral.c.state.in_(UNDER_WAY),
        _response.c.regime.in_(bindparam("regimes", expanding=True)),
        _response.c.consent_path.in_(bindparam("paths", expanding=True)),
    )
    .order_by(_referral.c.sent_at, _referral.c.id)
    .limit(bindparam("limit"))
)
"""The referrals of a place that somebody waits for, the oldest first."""

PEOPLE_OF_RESPONSES = (
    select(_person)
    .where(
        _person.c.place_id == _OF_PLACE,
        _person.c.told_at_id == _OF_PLACE,
        _person.c.response_id.in_(_RESPONSES),
    )
    .order_by(_person.c.id)
)

ANSWERS_OF = (
    select(
        _response.c.id,
        _response.c.form_hash,
        _response.c.regime,
        _response.c.submitted_number,
        _submission.c.answers,
    )
    .join_from(
        _response,
        _submission,
        SENT,
    )
    .where(
        _response.c.place_id == _OF_PLACE,
        _response.c.id.in_(_RESPONSES),
        _response.c.form_hash.in_(bindparam("hashes", expanding=True)),
    )
    .order_by(_response.c.received_at.desc(), _response.c.id.desc())
)

HEADS_BY_KEY = (
    select(_key.c.value, _head.c.head_id)
    .distinct()
    .join_from(
        _key,
        _person,
        and_(_person.c.place_id == _key.c.place_id, _person.c.id == _key.c.person_id),
    )
    .join(
        _head,
        and_(_head.c.place_id == _person.c.place_id, _head.c.id == _person.c.household_id),
    )
    .where(
        _key.c.place_id == _OF_PLACE,
        _key.c.value.in_(bindparam("values", expanding=True)),
        _head.c.regime == bindparam("regime"),
    )
)
"""Which households somebody with one of these keys is in."""
