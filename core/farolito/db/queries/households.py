"""Households, their people, and what was said about which belong together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, insert, or_, select, union_all, update

from farolito.db.base import table_of
from farolito.db.models import (
    Enrollment,
    Household,
    HouseholdResponse,
    HouseholdVerdict,
    Person,
    PersonKey,
    Response,
    Submission,
    User,
)
from farolito.db.queries.responses import SENT

_household, _person, _key = table_of(Household), table_of(Person), table_of(PersonKey)
_brought, _verdict = table_of(HouseholdResponse), table_of(HouseholdVerdict)
_enrollment, _response, _user = table_of(Enrollment), table_of(Response), table_of(User)
_submission = table_of(Submission)

_here = _household.c.place_id == bindparam("place_id")

HOUSEHOLD = select(_household).where(_here, _household.c.id == bindparam("household_id"))

BROUGHT = (
    select(_brought.c.household_id, _brought.c.number, _household.c.head_id, _household.c.regime)
    .join_from(
        _brought,
        _household,
        and_(
            _household.c.place_id == _brought.c.place_id, _household.c.id == _brought.c.household_id
        ),
    )
    .where(
        _brought.c.place_id == bindparam("place_id"),
        _brought.c.response_id == bindparam("response_id"),
    )
)
"""The household that a response brought."""

BY_CODE = (
    select(_household.c.head_id)
    .join_from(
        _response,
        _brought,
        and_(_brought.c.place_id == _response.c.place_id, _brought.c.response_id == _response.c.id),
    )
    .join(
        _household,
        and_(
            _household.c.place_id == _brought.c.place_id, _household.c.id == _brought.c.household_id
        ),
    )
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.code_index == bindparam("code_index"),
    )
)
"""The household of the response with this code."""

SESSION_OF = select(_response.c.session_id).where(
    _response.c.place_id == bindparam("place_id"),
    _response.c.id == bindparam("response_id"),
    _response.c.channel == "own_device",
    _response.c.session_id.is_not(None),
)
"""The browser that a response came from. A shared tablet says nothing about who holds it."""

IN_SESSION = select(_response.c.id).where(
    _response.c.session_id == bindparam("session_id"), _response.c.place_id == bindparam("place_id")
)
"""What a browser did at a place; asked for nothing but the id, so that SQLite reads it along the session's index."""

BROUGHT_BY = (
    select(_brought.c.household_id)
    .join_from(
        _brought,
        _response,
        and_(_response.c.place_id == _brought.c.place_id, _response.c.id == _brought.c.response_id),
    )
    .where(
        _brought.c.place_id == bindparam("place_id"),
        _brought.c.response_id.in_(bindparam("responses", expanding=True)),
        _brought.c.number > 0,
        _response.c.channel == "own_device",
        _response.c.regime == bindparam("regime"),
    )
    .order_by(_brought.c.response_id.desc())
    .limit(1)
)
"""The household that the latest of these responses brought."""

_sent_here = select(_response.c.id).where(
    _response.c.session_id == bindparam("session_id"),
    _response.c.place_id == bindparam("place_id"),
)
SENT_BEFORE = (
    select(
        _response.c.id, _response.c.form_hash, _response.c.submitted_number, _submission.c.answers
    )
    .join_from(
        _response,
        _submission,
        SENT,
    )
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.id.in_(_sent_here),
        _response.c.regime == bindparam("regime"),
        _response.c.channel == "own_device",
        _response.c.status.in_(("completed", "amended")),
        _response.c.consent_path.in_(bindparam("paths", expanding=True)),
    )
    .order_by(_response.c.id.desc())
    .limit(1)
)
"""What a browser sent here last, with the answers."""

ADD_HOUSEHOLD = insert(_household)
ADD_BROUGHT = insert(_brought)
SET_NUMBER = (
    update(_brought)
    .where(
        _brought.c.place_id == bindparam("of_place"),
        _brought.c.response_id == bindparam("of_response"),
    )
    .values(number=bindparam("number"))
)
SET_FACTS = (
    update(_household)
    .where(
        _household.c.place_id == bindparam("of_place"), _household.c.id == bindparam("of_household")
    )
    .values(facts=bindparam("facts"))
)
SET_HEAD = (
    update(_household)
    .where(
        _household.c.place_id == bindparam("of_place"), _household.c.id == bindparam("of_household")
    )
    .values(head_id=bindparam("head_id"))
)
ADD_PERSON, ADD_KEY, ADD_ENROLLMENT = insert(_person), insert(_key), insert(_enrollment)
ADD_VERDICT = insert(_verdict)

NODES = select(_household.c.id, _household.c.head_id, _household.c.facts).where(
    _here, _household.c.head_id.in_(bindparam("heads", expanding=True))
)
"""All that is shown under these heads."""

_living = and_(_verdict.c.place_id == bindparam("place_id"), _verdict.c.undone_at.is_(None))
TIES = union_all(
    select(_verdict).where(
        _living, _verdict.c.household_id.in_(bindparam("nodes", expanding=True))
    ),
    select(_verdict).where(_living, _verdict.c.other_id.in_(bindparam("nodes", expanding=True))),
)
"""What holds now of these households, found from both ends: what ties two of them is there twice."""

NAMES_OF = select(_user.c.id, _user.c.name).where(
    _user.c.id.in_(bindparam("users", expanding=True))
)

VERDICT = select(_verdict).where(
    _verdict.c.place_id == bindparam("place_id"), _verdict.c.id == bindparam("verdict_id")
)
UNDO = (
    update(_verdict)
    .where(
        _verdict.c.place_id == bindparam("of_place"),
        _verdict.c.id == bindparam("of_verdict"),
        _verdict.c.undone_at.is_(None),
    )
    .values(undone_at=bindparam("at"), undone_by=bindparam("by"))
)

PEOPLE = (
    select(_person, _enrollment.c.since, _enrollment.c.until)
    .outerjoin_from(
        _person,
        _enrollment,
        and_(_enrollment.c.place_id == _person.c.place_id, _enrollment.c.person_id == _person.c.id),
    )
    .where(
        _person.c.place_id == bindparam("place_id"),
        _person.c.household_id.in_(bindparam("nodes", expanding=True)),
    )
    .order_by(_person.c.told_at.desc(), _person.c.id)
)
"""The people of these households, those told of last first."""

CANDIDATES = (
    select(_household.c.head_id)
    .distinct()
    .join_from(
        _key,
        _person,
        and_(_person.c.place_id == _key.c.place_id, _person.c.id == _key.c.person_id),
    )
    .join(
        _household,
        and_(
            _household.c.place_id == _person.c.place_id, _household.c.id == _person.c.household_id
        ),
    )
    .where(
        _key.c.place_id == bindparam("place_id"),
        _key.c.value.in_(bindparam("values", expanding=True)),
        _household.c.regime == bindparam("regime"),
        _household.c.head_id != bindparam("head_id"),
    )
    .order_by(_household.c.head_id.desc())
    .limit(bindparam("limit"))
)
"""The households in which somebody shares a key, newest first, along the primary key of the keys."""

BROUGHT_IN = select(_brought.c.response_id, _brought.c.household_id).where(
    _brought.c.place_id == bindparam("place_id"),
    _brought.c.household_id.in_(bindparam("nodes", expanding=True)),
)
RESPONSES = (
    select(
        _response.c.id,
        _response.c.form_hash,
        _response.c.regime,
        _response.c.language,
        _response.c.code,
        _response.c.received_at,
    )
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.id.in_(bindparam("responses", expanding=True)),
        _response.c.received_at.is_not(None),
        _response.c.consent_path.in_(bindparam("paths", expanding=True)),
    )
    .order_by(_response.c.received_at.desc(), _response.c.id.desc())
)
"""Of these responses, those that were sent and that a household sees, latest first."""

ELSEWHERE = select(_household.c.place_id, _household.c.head_id).where(
    _household.c.place_id.in_(bindparam("places", expanding=True)),
    _household.c.id.in_(bindparam("nodes", expanding=True)),
)
"""Where else these households are known."""

OF_RESPONSE = select(_person.c.place_id, _person.c.id, _person.c.household_id).where(
    _person.c.told_at_id == bindparam("place_id"), _person.c.response_id == bindparam("response_id")
)
"""The people a response told of, wherever they are seen."""

_of_place: Any = bindparam("of_place")
_of_person: Any = bindparam("of_person")
FORGET_PERSON = (
    delete(_key).where(_key.c.place_id == _of_place, _key.c.person_id == _of_person),
    delete(_enrollment).where(
        _enrollment.c.place_id == _of_place, _enrollment.c.person_id == _of_person
    ),
    delete(_person).where(_person.c.place_id == _of_place, _person.c.id == _of_person),
)
"""All of a person that stands in a place."""

FORGET_BROUGHT = delete(_brought).where(
    _brought.c.place_id == bindparam("of_place"), _brought.c.response_id == bindparam("of_response")
)

IS_EMPTY = select(_household.c.id).where(
    _here,
    _household.c.id.in_(bindparam("nodes", expanding=True)),
    ~exists().where(
        _brought.c.place_id == _household.c.place_id, _brought.c.household_id == _household.c.id
    ),
    ~exists().where(
        _person.c.place_id == _household.c.place_id, _person.c.household_id == _household.c.id
    ),
)
"""Those of these households that nothing tells of any more."""

FORGET_HOUSEHOLD = (
    delete(_verdict).where(
        _verdict.c.place_id == bindparam("of_place"),
        or_(
            _verdict.c.household_id == bindparam("of_household"),
            _verdict.c.other_id == bindparam("of_household"),
        ),
    ),
    delete(_household).where(
        _household.c.place_id == bindparam("of_place"), _household.c.id == bindparam("of_household")
    ),
)

SET_ENROLLED = (
    update(_enrollment)
    .where(
        _enrollment.c.place_id == bindparam("of_place"),
        _enrollment.c.person_id == bindparam("of_person"),
    )
    .values(until=bindparam("until"))
)
