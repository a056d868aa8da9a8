"""Envelopes from tablets, and the keys to which they are sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from farolito.db.base import table_of
from farolito.db.models import Envelope, Response, SealingKey
from farolito.db.queries import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection

_envelope, _key, _response = table_of(Envelope), table_of(SealingKey), table_of(Response)

ADD_KEY = insert(_key)

KEYS = (
    select(_key)
    .where(_key.c.place_id == bindparam("place_id"))
    .order_by(_key.c.made_at.desc(), _key.c.kid)
)
"""The keys of a place, the newest first."""

KEY = select(_key).where(_key.c.place_id == bindparam("place_id"), _key.c.kid == bindparam("kid"))

KEYS_EVERYWHERE = select(
    _key.c.place_id, _key.c.kid, _key.c.suite, _key.c.made_at, _key.c.used_at
).order_by(_key.c.place_id, _key.c.made_at.desc(), _key.c.kid)

USE_KEY = (
    update(_key)
    .where(
        _key.c.place_id == bindparam("of_place"),
        _key.c.kid == bindparam("of_kid"),
        _key.c.used_at < bindparam("long_ago"),
    )
    .values(used_at=bindparam("now"))
)

DESTROY_KEY = delete(_key).where(
    _key.c.place_id == bindparam("of_place"), _key.c.kid == bindparam("of_kid")
)

WAITING_FOR_KEY = (
    select(_envelope.c.sid)
    .where(
        _envelope.c.place_id == bindparam("place_id"),
        _envelope.c.kid == bindparam("kid"),
        _envelope.c.body.is_not(None),
    )
    .limit(1)
)
"""Whether anything of a place is still sealed to a key."""

_without_body = [column for column in _envelope.c if column.name != "body"]

OF_SID = select(*_without_body).where(_envelope.c.sid == bindparam("sid"))

OF_SIDS = select(*_without_body).where(_envelope.c.sid.in_(bindparam("sids", expanding=True)))

_begun = (
    exists()
    .where(
        _response.c.place_id == _envelope.c.place_id,
        _response.c.id == _envelope.c.became,
        or_(
            _response.c.status == "in_progress",
            and_(_response.c.submitted_number > 0, _response.c.draft.is_not(None)),
        ),
    )
    .label("begun")
)
"""Whether somebody corrects it: in a response of its own, or in a change of the one that it corrects."""

MOST_SHOWN = 200

_held = select(*_without_body, _begun).where(
    _envelope.c.place_id == bindparam("place_id"), _envelope.c.state == "held"
)

HELD = _held.order_by(_envelope.c.received_at, _envelope.c.sid).limit(MOST_SHOWN)
"""What is held at a place, the longest first."""

UNDECIDED = select(
    _envelope.c.sid, _envelope.c.form_hash, _envelope.c.received_at, _envelope.c.became
).where(_envelope.c.place_id == bindparam("place_id"), _envelope.c.state == "held")
"""What is held at a place, all of it, and the response in which staff correct it, if there is one."""

HELD_ONE = _held.where(_envelope.c.sid == bindparam("sid"))

OF_LOST_TABLET = (
    select(_envelope.c.sid, _envelope.c.form_hash, _begun)
    .where(
        _envelope.c.place_id == bindparam("place_id"),
        _envelope.c.tablet_id == bindparam("tablet_id"),
        _envelope.c.state == "held",
        _envelope.c.reason == "tablet",
    )
    .order_by(_envelope.c.received_at, _envelope.c.sid)
    .with_for_update()
)
"""What is held of a tablet because that was not known any more when it sent."""

_this = (_envelope.c.place_id == bindparam("of_place")) & (_envelope.c.sid == bindparam("of_sid"))

LOCKED = select(_envelope, _begun).where(_this).with_for_update()
"""An envelope with its bytes; nobody else changes it before the work ends."""

CAME_AGAIN = update(_envelope).where(_this).values(again_at=bindparam("now"))

BECOME = (
    update(_envelope)
    .where(_this, _envelope.c.state.in_(("stored", "held")))
    .values(
        state=bindparam("as_state"),
        reason=bindparam("as_reason"),
        became=bindparam("as_response"),
        corrects=bindparam("as_corrects"),
    )
)

BEGIN_TO_CORRECT = (
    update(_envelope)
    .where(_this, _envelope.c.state == "held")
    .values(became=bindparam("as_response"))
)

EXPIRE = (
    update(_envelope)
    .where(_this, _envelope.c.state == "held", _envelope.c.became.is_(None))
    .values(state="gone", reason="erased", body=null())
)
"""Nobody decided about it before its time was over."""

EXPIRE_AGAIN = (
    update(_envelope)
    .where(_this, _envelope.c.state.in_(("stored", "held")))
    .values(state="gone", reason="erased", body=null(), became=null())
)
"""It was erased, and came back with a backup."""

_corrected_here = and_(
    _envelope.c.place_id == bindparam("of_place"),
    _envelope.c.became == bindparam("of_response"),
    _envelope.c.state == "held",
)

SETTLE = (
    update(_envelope)
    .where(_corrected_here)
    .values(
        state="opened",
        body=null(),
        became=case((bindparam("anonymous"), null()), else_=_envelope.c.became),
        corrects=func.coalesce(bindparam("as_corrects"), _envelope.c.corrects),
    )
)
"""What was held has become a response that ended, or a change of one that was sent."""

CORRECTED_IN = select(_envelope.c.sid).where(_corrected_here)
"""What is held and corrected in this response."""

RELEASE = update(_envelope).where(_corrected_here).values(became=None)
"""Nobody corrects it any more: what was begun was dropped. It is held as before."""

_of_fair = (
    (_envelope.c.place_id == bindparam("of_place"))
    & (_envelope.c.event_id == bindparam("of_event"))
    & (_envelope.c.link_slug == bindparam("of_link"))
)

CORRECTED = (
    select(*_without_body, _begun)
    .where(
        _of_fair,
        _envelope.c.sid.endswith(bindparam("ending")),
        _envelope.c.sid != bindparam("of_sid"),
    )
    .limit(2)
)
"""What a correction may mean: the records of its fair and form whose id ends like this."""

RECORDS_OF = select(_envelope.c.sid, _envelope.c.corrects, _envelope.c.reason).where(
    _envelope.c.place_id == bindparam("of_place"),
    _envelope.c.became == bindparam("of_response"),
    _envelope.c.state == "opened",
)
"""What a response was made of."""

WAITING_FOR = select(_envelope.c.sid).where(
    _envelope.c.place_id == bindparam("of_place"),
    _envelope.c.state == "held",
    _envelope.c.reason == "correction",
    _envelope.c.became.is_(None),
    _envelope.c.corrects != "",
    bindparam("of_sid", type_=_envelope.c.sid.type).like(literal("%") + _envelope.c.corrects),
)
"""Corrections of this record that came before it."""

LET_BODY_GO = update(_envelope).where(_this, _envelope.c.state != "held").values(body=null())

FORGET = (
    update(_envelope)
    .where(
        _envelope.c.place_id == bindparam("of_place"),
        _envelope.c.became == bindparam("of_response"),
    )
    .values(state="gone", reason="erased", body=null(), became=null())
)
"""The response that it became is erased: it is never taken in again."""


def add(connection: Connection, values: dict[str, Any]) -> bool:
    """A new envelope, unless there is one of its sid: whether it was added."""
    statement = upsert.insert(connection, _envelope).values(**values).on_conflict_do_nothing()
    done = connection.execute(statement, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1
