"""Users, grants, sessions and rate limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import EventHelper, Grant, Passkey, RateLimit, Session, Totp, User
from farolito.db.queries import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_user, _grant, _session = table_of(User), table_of(Grant), table_of(Session)
_limit, _helper = table_of(RateLimit), table_of(EventHelper)
_totp, _passkey = table_of(Totp), table_of(Passkey)

_USER = (_user.c.id, _user.c.email, _user.c.name, _user.c.active, _user.c.password_hash)

USER_BY_EMAIL = select(*_USER).where(_user.c.email == bindparam("email"))
USER_BY_ID = select(*_USER).where(_user.c.id == bindparam("user_id"))
USERS = select(*_USER).order_by(_user.c.email)
ADD_USER = insert(_user).values(active=True)
SET_PASSWORD = (
    update(_user)
    .where(_user.c.id == bindparam("user_id"))
    .values(password_hash=bindparam("password_hash"))
)
SET_ACTIVE = (
    update(_user).where(_user.c.id == bindparam("user_id")).values(active=bindparam("active"))
)

HAS_FACTOR = or_(
    exists().where(_totp.c.user_id == _user.c.id, _totp.c.confirmed_at.is_not(None)),
    exists().where(_passkey.c.user_id == _user.c.id),
)
"""Whether a user can be asked for a second factor."""

SESSION_WITH_GRANTS = (
    select(
        _session.c.id,
        _session.c.kind,
        _session.c.last_seen_at,
        _session.c.expires_at,
        _session.c.second_factor_at,
        _session.c.proved_at,
        HAS_FACTOR.label("has_factor"),
        _helper.c.place_id.label("helps_at"),
        _helper.c.name.label("helper_name"),
        _user.c.id.label("user_id"),
        _user.c.name.label("user_name"),
        _user.c.active,
        _grant.c.place_id,
        _grant.c.role,
    )
    .outerjoin_from(_session, _user, _user.c.id == _session.c.user_id)
    .outerjoin(_helper, _helper.c.session_id == _session.c.id)
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
PROVE_SESSION = (
    update(_session)
    .where(_session.c.id == bindparam("session_id"))
    .values(proved_at=bindparam("now"))
)
SHOW_SECOND_FACTOR = (
    update(_session)
    .where(_session.c.id == bindparam("session_id"), _session.c.second_factor_at.is_(None))
    .values(second_factor_at=bindparam("now"))
)
SESSIONS_OF_USER = (
    select(_session.c.id, _session.c.device, _session.c.created_at, _session.c.last_seen_at)
    .where(_session.c.user_id == bindparam("user_id"), _session.c.expires_at > bindparam("now"))
    .order_by(_session.c.last_seen_at.desc(), _session.c.id)
)
END_ONE_SESSION = (
    update(_session)
    .where(
        _session.c.id == bindparam("session_id"),
        _session.c.user_id == bindparam("of_user"),
        _session.c.expires_at > bindparam("now"),
    )
    .values(expires_at=bindparam("now"))
)
END_OTHER_SESSIONS = (
    update(_session)
    .where(
        _session.c.user_id == bindparam("of_user"),
        _session.c.id != bindparam("but"),
        _session.c.expires_at > bindparam("now"),
    )
    .values(expires_at=bindparam("now"))
)
END_SESSION = (
    update(_session)
    .where(_session.c.token_hash == bindparam("of_token"), _session.c.expires_at > bindparam("now"))
    .values(expires_at=bindparam("now"))
    .returning(_session.c.id)
)
"""A session that ended is one that expired just now: what points at it stays whole."""

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


GRANTS = select(_grant.c.place_id, _grant.c.user_id, _grant.c.role).order_by(
    _grant.c.user_id, _grant.c.place_id, _grant.c.role
)
GRANTS_OF_USER = GRANTS.where(_grant.c.user_id == bindparam("user_id"))
TAKE_GRANT = delete(_grant).where(
    _grant.c.place_id == bindparam("place_id"),
    _grant.c.user_id == bindparam("user_id"),
    _grant.c.role == bindparam("role"),
)
HOLDERS_LOCKED = (
    select(_grant.c.user_id, _grant.c.place_id, _grant.c.role)
    .join_from(_grant, _user, _user.c.id == _grant.c.user_id)
    .where(
        _grant.c.role.in_(bindparam("roles", expanding=True)),
        _user.c.active,
        _user.c.password_hash != "",
    )
    .order_by(_grant.c.place_id, _grant.c.user_id, _grant.c.role)
    .with_for_update()
)
"""Who can log in and holds one of the roles, held so that two of them can not leave at once."""


def add_grant(connection: Connection, place_id: str, user_id: str, role: str) -> upsert.Insert:
    """Grant a role, unless it is held already."""
    return (
        upsert.insert(connection, _grant)
        .values(place_id=place_id, user_id=user_id, role=role)
        .on_conflict_do_nothing()
    )
