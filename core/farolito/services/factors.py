"""The second factor: codes of an app, recovery codes on paper. Passkeys: :mod:`farolito.services.passkeys`.

state(work, user_id) -> Factors
begin_app(work, user_id) -> None                             # a new secret, that asks for nothing yet
waiting_secret(work, user_id) -> bytes | None                # to be shown while the app is set up
confirm_app(work, user_id, typed) -> Refusal | None          # the first code; from now on it is asked for
check(work, user_id, typed) -> Refusal | None                # a code of the app, or a recovery code
new_recovery_codes(work, user_id) -> tuple[str, ...]         # the only time that they are known
forget_app(work, user_id), forget_all(work, user_id)

A code of the app counts once; so does a recovery code.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.db.queries import accounts as queries
from farolito.db.sealing import Cell, keyed_hash, seal, unseal
from farolito.domain import codes
from farolito.domain.one_time_codes import SECRET_BYTES, step_shown
from farolito.services import limits
from farolito.services.about_users import record_about, record_try
from farolito.services.limits import Limit
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.work import Work

HOW_MANY_CODES = 10


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey, as its owner tells it from others."""

    id: str
    device: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Factors:
    """What a user can be asked for besides the password, and how many recovery codes are left."""

    app: bool
    passkeys: tuple[PasskeyView, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        """Whether there is a second factor."""
        return self.app or bool(self.passkeys)


def state(work: Work, user_id: str) -> Factors:
    """What is set up."""
    user = {"user_id": user_id}
    return Factors(
        app=any(row.confirmed_at is not None for row in work.peek(queries.TOTP, user)),
        passkeys=tuple(
            PasskeyView(row.id, row.device, row.created_at)
            for row in work.peek(queries.PASSKEYS, user)
        ),
        codes_left=len(work.peek(queries.RECOVERY_CODES, user)),
    )


def begin_app(work: Work, user_id: str) -> None:
    """Make a secret for an app. One that was confirmed stays: forget it first."""
    sealed = seal(work.keyring, secret_cell(user_id), secrets.token_bytes(SECRET_BYTES))
    work.connection.execute(queries.set_totp(work.connection, user_id, sealed))


def waiting_secret(work: Work, user_id: str) -> bytes | None:
    """The secret that no code has confirmed yet; None when there is none. A confirmed one is never shown again."""
    for row in work.peek(queries.TOTP, {"user_id": user_id}):
        if row.confirmed_at is None:
            return unseal(work.keyring, secret_cell(user_id), row.secret)
    return None


def confirm_app(work: Work, user_id: str, typed: str) -> Refusal | None:
    """None when the code is right: the app is set up."""
    tries = _tries(user_id)
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    secret = waiting_secret(work, user_id)
    if secret is None or not _used(work, user_id, secret, _digits(typed)):
        limits.charge(work, tries)
        return Refusal("wrong")
    work.connection.execute(queries.CONFIRM_TOTP, {"of_user": user_id, "now": work.now()})
    record_about(work, user_id, "user.code_app_set_up")
    return None


def check(work: Work, user_id: str, typed: str) -> Refusal | None:
    """None when this is a code of the user's app or one of the recovery codes; either counts once."""
    tries = _tries(user_id)
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    for row in work.peek(queries.TOTP, {"user_id": user_id}):
        if row.confirmed_at is not None:
            secret = unseal(work.keyring, secret_cell(user_id), row.secret)
            if _used(work, user_id, secret, _digits(typed)):
                return None
    code = codes.typed(typed)
    if code is not None:
        one = {"user_id": user_id, "code_hash": _code_hash(work, user_id, code)}
        if work.connection.execute(queries.USE_RECOVERY_CODE, one).rowcount == 1:
            record_about(work, user_id, "user.recovery_code_used")
            return None
    limits.charge(work, tries)
    record_try(work, user_id, "user.second_step_failed")
    return Refusal("wrong")


def new_recovery_codes(work: Work, user_id: str) -> tuple[str, ...]:
    """Ten new codes in the place of those that are left; the only time that they are known."""
    work.connection.execute(queries.FORGET_RECOVERY_CODES, {"user_id": user_id})
    made = tuple(codes.new_code(secrets.token_bytes(32)) for _ in range(HOW_MANY_CODES))
    for code in made:
        one = {"user_id": user_id, "code_hash": _code_hash(work, user_id, code)}
        work.connection.execute(queries.ADD_RECOVERY_CODE, one)
    record_about(work, user_id, "user.recovery_codes_made")
    return made


def forget_app(work: Work, user_id: str) -> None:
    """The app's codes open nothing any more."""
    work.connection.execute(queries.FORGET_TOTP, {"user_id": user_id})
    record_about(work, user_id, "user.code_app_forgotten")


def forget_all(work: Work, user_id: str) -> None:
    """App, passkeys and recovery codes; recorded by whoever calls this."""
    for forget in (queries.FORGET_TOTP, queries.FORGET_PASSKEYS, queries.FORGET_RECOVERY_CODES):
        work.connection.execute(forget, {"user_id": user_id})


def secret_cell(user_id: str) -> Cell:
    """Where the secret of an app stands. A user belongs to no place, so it is sealed for the whole site."""
    return Cell("totp", "secret", "", user_id)


def _used(work: Work, user_id: str, secret: bytes, typed: str) -> bool:
    """Whether it is a code of now, and nobody used it, or a later one, before."""
    step = step_shown(secret, typed, work.now())
    if step is None:
        return False
    used = {"of_user": user_id, "step": step}
    return work.connection.execute(queries.USE_STEP, used).rowcount == 1


def _digits(typed: str) -> str:
    return "".join(unicodedata.normalize("NFKC", typed[:40]).split())


def _code_hash(work: Work, user_id: str, code: str) -> str:
    return keyed_hash(work.keyring, "recovery code", "", f"{user_id}|{code}".encode()).hex()


def _tries(user_id: str) -> tuple[Limit, ...]:
    """Three codes of a million are right at any time: 30 tries a day leave a thief of the password no hope."""
    return (
        Limit("second step", user_id, burst=5, every=timedelta(seconds=30)),
        Limit("second step, all day", user_id, burst=30, every=timedelta(minutes=45)),
    )
