"""The way back to a response: given, found by its code, used; and changing or withdrawing what was sent."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import and_, bindparam, case, delete, exists, select, update

from farolito.db.base import table_of
from farolito.db.models import Place, Response, WayBack
from farolito.db.prepared import Prepared
from farolito.db.queries import upsert
from farolito.domain.consent_paths import HOUSEHOLD_SEES

_way, _response, _place = table_of(WayBack), table_of(Response), table_of(Place)

_this_way = and_(
    _way.c.place_id == bindparam("of_place"), _way.c.response_id == bindparam("of_response")
)
_this_response = and_(
    _response.c.place_id == bindparam("of_place"), _response.c.id == bindparam("of_response")
)
_sent = _response.c.status.in_(("completed", "amended"))

BY_CODE = (
    select(
        _way.c.place_id,
        _way.c.response_id,
        _way.c.fact,
        _response.c.link_slug,
        _response.c.status,
        _response.c.saved_at,
        _response.c.work_state,
        _place.c.slug.label("place_slug"),
    )
    .join_from(
        _way,
        _response,
        and_(_response.c.place_id == _way.c.place_id, _response.c.id == _way.c.response_id),
    )
    .join(_place, _place.c.id == _way.c.place_id)
    .where(_way.c.code_index == bindparam("code_index"))
)
"""What a code leads to, whatever became of it."""

OF_RESPONSE = select(_way.c.fact_kind, _way.c.opened_by).where(_this_way)

TAKEN = select(exists().where(_way.c.code_index == bindparam("code_index")).label("taken"))

SET_CODE = (
    update(_response)
    .where(_this_response)
    .values(code=bindparam("code"), revision=_response.c.revision + 1)
)
"""Of a response that is locked and has none."""

DROP = Prepared(delete(_way).where(_this_way))

MOVE = (
    update(_response)
    .where(_this_response)
    .values(
        session_id=bindparam("session_id"),
        channel=case((_sent, _response.c.channel), else_="own_device"),
    )
)
"""From now on another session holds the response; what is finished on a phone came from a phone."""

OPENED = update(_way).where(_this_way).values(opened_by=bindparam("session_id"))

BEGIN_CHANGE = (
    update(_response)
    .where(
        _this_response,
        _sent,
        _response.c.draft.is_(None),
        _response.c.revision == bindparam("of_revision"),
    )
    .values(draft=bindparam("draft"), revision=_response.c.revision + 1)
)

DROP_CHANGE = (
    update(_response)
    .where(_this_response, _sent)
    .values(draft=None, revision=_response.c.revision + 1)
)

SEND_CHANGE = (
    update(_response)
    .where(
        _this_response,
        _sent,
        _response.c.draft.is_not(None),
        _response.c.revision == bindparam("of_revision"),
        _response.c.submitted_number == bindparam("of_number"),
    )
    .values(
        status="amended",
        draft=None,
        submitted_number=bindparam("number"),
        language=bindparam("language"),
        # what a student once said alone stays the student's own
        consent_path=case(
            (_response.c.consent_path.in_(HOUSEHOLD_SEES), bindparam("path")),
            else_=_response.c.consent_path,
        ),
        # somebody must look again at what seemed done
        work_state=case(
            (_response.c.work_state.in_(("done", "needs_fixing")), "new"),
            else_=_response.c.work_state,
        ),
        work_revision=_response.c.work_revision + 1,
        revision=_response.c.revision + 1,
        saved_at=bindparam("at"),
    )
)
"""The next submission is the one that counts, if nobody wrote since the change was read."""

WITHDRAW = (
    update(_response)
    .where(_this_response, _sent, _response.c.work_state != "withdrawn")
    .values(
        work_state="withdrawn",
        work_revision=_response.c.work_revision + 1,
        worked_by=None,
        worked_at=bindparam("at"),
        session_id=None,
        draft=None,
        revision=_response.c.revision + 1,
    )
)


@lru_cache
def keep(dialect: str, *, over_a_pin: bool) -> Prepared:
    """Give a response a way back, or its way back another fact; a PIN that was chosen stays unless it is replaced."""
    added = upsert.insert_on(dialect, _way)
    return Prepared(
        added.on_conflict_do_update(
            index_elements=["place_id", "response_id"],
            set_={"fact_kind": added.excluded.fact_kind, "fact": added.excluded.fact},
            where=None if over_a_pin else _way.c.fact_kind != "pin",
        )
    )
