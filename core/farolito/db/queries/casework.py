"""What staff do about a response: who it is with, notes, follow-ups, calls, and what was done so far."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, insert, literal_column, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import (
    Audit,
    ContactEntry,
    FollowUp,
    Grant,
    Place,
    Response,
    StaffNote,
    Submission,
    User,
)
from farolito.db.models.audit import STAFF
from farolito.db.models.casework import OPEN
from farolito.db.queries.about import about_response
from farolito.db.queries.places import PLACE_COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Select

_place, _response, _audit = table_of(Place), table_of(Response), table_of(Audit)
_note, _follow, _contact = table_of(StaffNote), table_of(FollowUp), table_of(ContactEntry)
_user, _grant, _submission = table_of(User), table_of(Grant), table_of(Submission)

CASE = (
    select(
        *PLACE_COLUMNS,
        _response.c.id,
        _response.c.link_slug,
        _response.c.form_hash,
        _response.c.regime,
        _response.c.status,
        _response.c.consent_path,
        _response.c.language,
        _response.c.channel,
        _response.c.code,
        _response.c.submitted_number,
        _response.c.received_at,
        _response.c.revision,
        _response.c.work_state,
        _response.c.assigned_to,
        _response.c.work_revision,
        _response.c.worked_by,
        _response.c.worked_at,
    )
    .join_from(_response, _place, _place.c.id == _response.c.place_id)
    .where(
        _place.c.slug == bindparam("place_slug"),
        _response.c.id == bindparam("response_id"),
        _response.c.received_at.is_not(None),
    )
)
"""A response that staff may be shown, without its answers."""

CODES = (
    select(
        *PLACE_COLUMNS,
        _response.c.id,
        _response.c.form_hash,
        _response.c.regime,
        _response.c.language,
        _response.c.code,
    )
    .join_from(_response, _place, _place.c.id == _response.c.place_id)
    .where(
        _place.c.slug == bindparam("place_slug"),
        _response.c.id.in_(bindparam("response_ids", expanding=True)),
        _response.c.code.is_not(None),
    )
)
"""The codes of some responses of a place, sealed, and their languages."""

WITH_CODE = select(_response.c.id).where(
    _response.c.place_id == bindparam("place_id"), _response.c.code_index == bindparam("code_index")
)
"""The response of a place that has this code."""

CHANGE = (
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id == bindparam("of_response"),
        _response.c.work_revision == bindparam("of_revision"),
    )
    .values(
        work_state=bindparam("work_state"),
        assigned_to=bindparam("assigned_to"),
        work_revision=bindparam("work_revision"),
        worked_by=bindparam("worked_by"),
        worked_at=bindparam("worked_at"),
    )
)
"""Writes how far staff are, if nobody wrote since it was read."""

AMEND = (
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id == bindparam("of_response"),
        _response.c.submitted_number == bindparam("of_number"),
        _response.c.status.in_(("completed", "amended")),
    )
    .values(
        status="amended",
        submitted_number=bindparam("number"),
        revision=_response.c.revision + 1,
    )
)
"""The next submission is the one that counts, if nobody corrected it since it was read."""

ADD_AMENDMENT = insert(_submission)

AMENDMENTS = (
    select(
        _submission.c.number,
        _submission.c.amended_by,
        _submission.c.reason,
        _submission.c.received_at,
    )
    .where(
        _submission.c.place_id == bindparam("place_id"),
        _submission.c.response_id == bindparam("response_id"),
        _submission.c.amended_by.is_not(None),
    )
    .order_by(_submission.c.number.desc())
)

COLLEAGUES = (
    select(_user.c.id, _user.c.name, _grant.c.role, _grant.c.place_id)
    .join_from(_user, _grant, _grant.c.user_id == _user.c.id)
    .where(_user.c.active, _grant.c.place_id.in_(bindparam("path", expanding=True)))
    .order_by(_user.c.name, _user.c.id)
)
"""Who holds a role at a place or above it, by name."""

NAMES = select(_user.c.id, _user.c.name).where(_user.c.id.in_(bindparam("ids", expanding=True)))

ADD_NOTE = insert(_note)
NOTES = select(_note).where(about_response(_note)).order_by(_note.c.id.desc()).limit(200)

ADD_CONTACT = insert(_contact)
CONTACTS = (
    select(_contact).where(about_response(_contact)).order_by(_contact.c.id.desc()).limit(200)
)
CONTACT = select(_contact.c.id).where(
    _contact.c.place_id == bindparam("place_id"),
    _contact.c.response_id == bindparam("response_id"),
    _contact.c.id == bindparam("entry_id"),
)

PLACES_WITH_CONTACTS = select(_contact.c.place_id).distinct().order_by(_contact.c.place_id)
CONTACTS_OF_PLACE = (
    select(_contact.c.id, _contact.c.body, _response.c.regime, _response.c.form_hash)
    .join(
        _response,
        and_(_response.c.place_id == _contact.c.place_id, _response.c.id == _contact.c.response_id),
    )
    .where(_contact.c.place_id == bindparam("place_id"))
    .order_by(_contact.c.id)
)
SEAL_CONTACT_ANEW = (
    update(_contact)
    .where(
        _contact.c.place_id == bindparam("of_place"),
        _contact.c.id == bindparam("entry_id"),
    )
    .values(body=bindparam("sealed"))
)

HISTORY = (
    select(_audit.c.number, _audit.c.at, _audit.c.actor, _audit.c.action, _audit.c.target)
    .where(
        # joined to nothing, so that SQLite does not read the whole chain of the place along its key
        _audit.c.place_id + "" == bindparam("place_id"),
        _audit.c.target.in_(bindparam("targets", expanding=True)),
        literal_column(STAFF),
    )
    .order_by(_audit.c.number.desc())
    .limit(bindparam("limit"))
)
"""What was done to some records of a place, latest first."""

ADD_FOLLOW_UP = insert(_follow)
FOLLOW_UPS = (
    select(_follow)
    .where(
        _follow.c.place_id == bindparam("place_id"),
        _follow.c.response_id == bindparam("response_id"),
    )
    .order_by(_follow.c.due_on, _follow.c.id)
    .limit(200)
)
FOLLOW_UP = select(_follow).where(
    _follow.c.place_id == bindparam("place_id"), _follow.c.id == bindparam("follow_up_id")
)
MOVE_FOLLOW_UP = (
    update(_follow)
    .where(
        _follow.c.place_id == bindparam("of_place"),
        _follow.c.id == bindparam("of_follow_up"),
        _follow.c.revision == bindparam("of_revision"),
    )
    .values(
        state=bindparam("state"),
        due_on=bindparam("due_on"),
        done_by=bindparam("done_by"),
        done_at=bindparam("done_at"),
        revision=bindparam("revision"),
    )
)


@lru_cache(maxsize=8)
def to_do(*, mine: bool, paged: bool) -> Select[Any]:
    """What is open at a place about responses of some regimes, by day; ``mine``: what is assigned to ``me``.

    Read along an index of what is open, in order, as far as it takes to fill a page.
    """
    statement = (
        select(_follow, _response.c.code, _response.c.language)
        .join_from(
            _follow,
            _response,
            and_(
                _response.c.place_id == _follow.c.place_id, _response.c.id == _follow.c.response_id
            ),
        )
        .where(
            _follow.c.place_id == bindparam("place_id"),
            literal_column("follow_up." + OPEN),
            _response.c.regime.in_(bindparam("regimes", expanding=True)),
        )
        .order_by(_follow.c.due_on, _follow.c.id)
        .limit(bindparam("limit"))
    )
    if mine:
        statement = statement.where(_follow.c.assigned_to == bindparam("me"))
    if paged:
        statement = statement.where(
            _follow.c.due_on >= bindparam("after_on"),
            or_(
                _follow.c.due_on > bindparam("after_on"),
                _follow.c.id > bindparam("after_id"),
            ),
        )
    return statement
