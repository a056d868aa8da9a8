"""Files that take long to make: asked for, claimed, made, taken, gone."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import MadeFile

_file = table_of(MadeFile)

ADD = insert(_file).values(state="waiting", tries=0, done=0, parts=[], left_out=[], error=None)

ONE = select(_file).where(
    _file.c.place_id == bindparam("place_id"), _file.c.id == bindparam("file_id")
)

OF_USER = (
    select(_file)
    .where(_file.c.asked_by == bindparam("user_id"), _file.c.place_id == bindparam("place_id"))
    .order_by(_file.c.asked_at.desc(), _file.c.id)
)
"""What somebody asked for at a place, the latest first."""

DUE = (
    select(_file)
    .where(
        or_(
            _file.c.state == "waiting",
            and_(_file.c.state == "making", _file.c.touched_at < bindparam("silent_since")),
        )
    )
    .order_by(_file.c.asked_at, _file.c.id)
    .limit(1)
)
"""What waits longest, or was left half made by a process that is gone."""

_this = and_(_file.c.place_id == bindparam("of_place"), _file.c.id == bindparam("of_file"))
_mine = and_(_this, _file.c.state == "making", _file.c.tries == bindparam("of_try"))

CLAIM = (
    update(_file)
    .where(_this, _file.c.tries == bindparam("of_try"), _file.c.state.in_(("waiting", "making")))
    .values(state="making", tries=_file.c.tries + 1, done=0, touched_at=bindparam("now"))
)
"""Changes no row when somebody else was faster."""

PROGRESS = update(_file).where(_mine).values(done=bindparam("so_far"), touched_at=bindparam("now"))
"""Changes no row when it is no longer wanted, or somebody else's by now."""

END = (
    update(_file)
    .where(_mine)
    .values(
        state=bindparam("as_state"),
        done=bindparam("so_far"),
        parts=bindparam("as_parts", type_=_file.c.parts.type),
        left_out=bindparam("as_left_out", type_=_file.c.left_out.type),
        error=bindparam("as_error"),
        touched_at=bindparam("now"),
    )
)

PARTS = (
    update(_file)
    .where(_this, _file.c.state == "ready")
    .values(parts=bindparam("as_parts", type_=_file.c.parts.type), state=bindparam("as_state"))
)

_undone = _file.c.state.in_(("waiting", "making", "ready"))

DROP = update(_file).where(_this, _undone).values(state="gone", left_out=[], error="dropped")

DROP_OF_PLACE = (
    update(_file)
    .where(_file.c.place_id == bindparam("of_place"), _undone)
    .values(state="gone", left_out=[], error="erased")
)
"""Something was erased at this place: no file that may hold it stays."""

_over = and_(_file.c.state == "ready", _file.c.touched_at < bindparam("made_before"))
_old = and_(_file.c.state.in_(("failed", "gone")), _file.c.touched_at < bindparam("ended_before"))

OVER = select(_file.c.id).where(or_(_over, _old)).limit(1)
"""Whether there is anything to sweep away."""

EXPIRE = update(_file).where(_over).values(state="gone", left_out=[], error="expired")

FORGET = delete(_file).where(_old)

KEPT = select(_file.c.id, _file.c.parts).where(_file.c.state.in_(("making", "ready")))
"""Whose files may lie in the folder."""
