"""Users, grants, sessions and rate limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from farolito.db.base import table_of
from farolito.db.models import Grant, RateLimit, Session, User
from farolito.db.queries import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_user, _grant, _session = table_of(User), table_of(Grant), table_of(Session)
_limit = table_of(RateLimit)

USER_BY_EMAIL = select(_user.c.id, _user.c.password_hash, _user.c.active).where(
    _user.c.email == bindparam("email")
)
USERS = select(_user.c.id, _user.c.email, _user.c.name, _user.c.active).order_by(_user.c.email)
ADD_USER = insert(_user).values(active=True)
SET_PASSWORD = (
    update(_user)
    .where(_user.c.id == bindparam("user_id"))
    .values(password_hash=bindparam("password_hash"))
)
SET_ACTIVE = (
    update(_user).where(_user.c.id == bindparam("user_id")).values(active=bindparam("active"))
)

SESSION_WITH_GRANTS = (
    select(
        _session.c.id,
        _session.c.kind,
        _session.c.last_seen_at,
        _session.c.expires_at,
        _user.c.id.label("user_id"),
        _user.c.name.label("user_name"),
        _user.c.active,
        _grant.c.place_id,
        _grant.c.role,
    )
    .outerjoin_from(_session, _user, _user.c.id == _session.c.user_id)
    .outerjoin(_grant, _grant.c.user_id == _user.c.id)
    .where(
        _session.c.token_hash == bindparam("token_hash"), _session.c.expires_at > bindparam("now")
    )
    .order_by(_grant.c.place_id, _grant.c.role)
)
"""A session that has not expired, one row for each grant of its user."""

ADD_SESSION = insert(_session)
TOUCH_SESSION = (
    update(_session)
    .where(_session.c.id == bindparam("session_id"))
    .values(last_seen_at=bindparam("now"))
)
ROTATE_SESSION = (
    update(_session)
    .where(_session.c.token_hash == bindparam("old_hash"), _session.c.expires_at > bindparam("now"))
    .values(token_hash=bindparam("new_hash"))
    .returning(_session.c.id, _session.c.expires_at)
)
END_SESSION = (
    update(_session)
    .where(_session.c.token_hash == bindparam("of_token"), _session.c.expires_at > bindparam("now"))
    .values(expires_at=bindparam("now"))
    .returning(_session.c.id)
)
"""A session that ended is one that expired just now: what points at it stays whole."""

END_SESSIONS_OF_USER = (
    update(_session)
    .where(_session.c.user_id == bindparam("of_user"), _session.c.expires_at > bindparam("now"))
    .values(expires_at=bindparam("now"))
)
MARK_SENT = (
    update(_session).where(_session.c.id == bindparam("session_id")).values(sent=bindparam("sent"))
)

LIMITS = select(_limit.c.key, _limit.c.full_at).where(
    _limit.c.key.in_(bindparam("keys", expanding=True))
)
LIMITS_LOCKED = LIMITS.order_by(_limit.c.key).with_for_update()
FORGET_LIMITS = delete(_limit).where(_limit.c.full_at < bindparam("now"))


def set_limit(connection: Connection, key: str, full_at: datetime) -> upsert.Insert:
    """How full a bucket is from now on."""
    statement = upsert.insert(connection, _limit).values(key=key, full_at=full_at)
    return statement.on_conflict_do_update(
        index_elements=["key"], set_={"full_at": statement.excluded.full_at}
    )


def add_grant(connection: Connection, place_id: str, user_id: str, role: str) -> upsert.Insert:
    """Grant a role, unless it is held already."""
    return (
        upsert.insert(connection, _grant)
        .values(place_id=place_id, user_id=user_id, role=role)
        .on_conflict_do_nothing()
    )
