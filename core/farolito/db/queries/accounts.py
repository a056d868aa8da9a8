"""One-time links, codes of an app, recovery codes and passkeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from farolito.db.base import table_of
from farolito.db.models import Passkey, PasswordLink, RecoveryCode, Totp, User
from farolito.db.queries import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_link, _user = table_of(PasswordLink), table_of(User)
_totp, _code, _passkey = table_of(Totp), table_of(RecoveryCode), table_of(Passkey)

LINK_OF_TOKEN = (
    select(_link.c.user_id, _link.c.expires_at, _user.c.email, _user.c.name, _user.c.password_hash)
    .join_from(_link, _user, _user.c.id == _link.c.user_id)
    .where(
        _link.c.token_hash == bindparam("token_hash"),
        _link.c.expires_at > bindparam("now"),
        _user.c.active,
    )
)
USE_LINK = delete(_link).where(
    _link.c.token_hash == bindparam("token_hash"), _link.c.expires_at > bindparam("now")
)
FORGET_LINK = delete(_link).where(_link.c.user_id == bindparam("user_id"))

TOTP = select(_totp.c.secret, _totp.c.last_step, _totp.c.confirmed_at).where(
    _totp.c.user_id == bindparam("user_id")
)
USE_STEP = (
    update(_totp)
    .where(_totp.c.user_id == bindparam("of_user"), _totp.c.last_step < bindparam("step"))
    .values(last_step=bindparam("step"))
)
"""Changes no row when a code of this time step, or of a later one, was used before."""

CONFIRM_TOTP = (
    update(_totp)
    .where(_totp.c.user_id == bindparam("of_user"))
    .values(confirmed_at=bindparam("now"))
)
FORGET_TOTP = delete(_totp).where(_totp.c.user_id == bindparam("user_id"))

RECOVERY_CODES = select(_code.c.code_hash).where(_code.c.user_id == bindparam("user_id"))
ADD_RECOVERY_CODE = insert(_code)
USE_RECOVERY_CODE = delete(_code).where(
    _code.c.user_id == bindparam("user_id"), _code.c.code_hash == bindparam("code_hash")
)
FORGET_RECOVERY_CODES = delete(_code).where(_code.c.user_id == bindparam("user_id"))

PASSKEYS = (
    select(_passkey.c.id, _passkey.c.device, _passkey.c.created_at)
    .where(_passkey.c.user_id == bindparam("user_id"))
    .order_by(_passkey.c.created_at, _passkey.c.id)
)
PASSKEY = (
    select(
        _passkey.c.user_id,
        _passkey.c.public_key,
        _passkey.c.sign_count,
        _passkey.c.challenged_at,
        _user.c.active,
    )
    .join_from(_passkey, _user, _user.c.id == _passkey.c.user_id)
    .where(_passkey.c.id == bindparam("passkey_id"))
)
ADD_PASSKEY = insert(_passkey)
USE_PASSKEY = (
    update(_passkey)
    .where(_passkey.c.id == bindparam("passkey_id"), _passkey.c.challenged_at < bindparam("moment"))
    .values(challenged_at=bindparam("moment"), sign_count=bindparam("count"))
)
"""Changes no row when this challenge, or a later one, was answered before."""

FORGET_PASSKEY = delete(_passkey).where(
    _passkey.c.user_id == bindparam("user_id"), _passkey.c.id == bindparam("passkey_id")
)
FORGET_PASSKEYS = delete(_passkey).where(_passkey.c.user_id == bindparam("user_id"))


def set_link(
    connection: Connection, user_id: str, token_hash: str, expires_at: datetime
) -> upsert.Insert:
    """The one link of a user, in the place of an earlier one."""
    statement = upsert.insert(connection, _link).values(
        user_id=user_id, token_hash=token_hash, expires_at=expires_at
    )
    new = {"token_hash": statement.excluded.token_hash, "expires_at": statement.excluded.expires_at}
    return statement.on_conflict_do_update(index_elements=["user_id"], set_=new)


def set_totp(connection: Connection, user_id: str, secret: bytes) -> upsert.Insert:
    """A new secret that is not confirmed, in the place of one that was never confirmed."""
    statement = upsert.insert(connection, _totp).values(
        user_id=user_id, secret=secret, last_step=0, confirmed_at=None
    )
    return statement.on_conflict_do_update(
        index_elements=["user_id"],
        set_={"secret": statement.excluded.secret},
        where=_totp.c.confirmed_at.is_(None),
    )
