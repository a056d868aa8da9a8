"""Users: people with an account and a password.

log_in(work, email, password, address="", device="") -> NewSession | Refusal   # returns, so that a try is counted
let_in(work, user_id, shown, device="") -> NewSession                # of somebody who has shown enough for it
log_out(work, token) -> None
check_password(work, user_id, password) -> Refusal | None            # of somebody who is logged in
change_password(work, session, password) -> None                     # one's own: every other session ends
add(work, email, name, password="") -> str                           # the user's id; Conflict
grant(work, user_id, place_id, role) -> None                         # as it is: see administration for people
set_password(work, user_id, password) -> None                        # ends every session of the user
turn_off(work, user_id) -> None                                      # the same, and no log-in any more
turn_on(work, user_id) -> None
one(work, user_id) -> UserView                                       # NotFound
by_email(work, email) -> UserView | None
all_users(work) -> tuple[UserView, ...]
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from farolito.db.base import storable
from farolito.db.queries import people as queries
from farolito.domain.access import Actor
from farolito.domain.passwords import LONGEST
from farolito.domain.roles import ROLES
from farolito.errors import Conflict, NotFound
from farolito.services import limits, sessions
from farolito.services.about_users import record_about, record_try
from farolito.services.ids import new_id
from farolito.services.limits import Limit

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.services.sessions import NewSession, SessionView, Shown
    from farolito.services.work import Work

HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1, type=Type.ID)
"""argon2id as OWASP advises: 46 MiB, one pass, one lane; about 50 ms."""

NOBODYS_HASH = (
    "$argon2id$v=19$m=47104,t=1,p=1$37c1rZN/T2pbAjK1LNWfKA"
    "$Wf8xfHnF3k3coASNS5l5V8HDVxLfuHDeQyAnRK3g8TA"
)
"""Verified when there is no such user, so that an unknown e-mail costs as much as a wrong password."""

TWO_AT_ONCE = threading.BoundedSemaphore(2)
"""Log-ins wait for one another, so that many at once can not use up the memory."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nobody was let in: the pair is wrong, or it was tried too often (``seconds`` to wait)."""

    reason: Literal["wrong", "wait"]
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as an administrator sees one. ``invited``: no password was chosen yet."""

    id: str
    email: str
    name: str
    active: bool
    invited: bool = False


def log_in(
    work: Work, email: str, password: str, address: str = "", device: str = ""
) -> NewSession | Refusal:
    """A new session for whoever shows the right password; ``device`` is browser and system, in two words.

    The answer and the work are the same for an unknown e-mail and a wrong password. ``address`` is where the
    request came from; wrong tries are counted for the account, and for account and address together.
    """
    email = email.strip().lower()
    tries = (
        Limit("log-in here", f"{email}|{address}", burst=5, every=timedelta(seconds=30)),
        Limit("log-in", email, burst=50, every=timedelta(seconds=30)),
        Limit("log-in from", address, burst=200, every=timedelta(seconds=2)),
    )
    seconds = limits.wait(work, tries)
    if seconds:
        return Refusal("wait", seconds)
    rows = work.peek(queries.USER_BY_EMAIL, {"email": email}) if storable(email) else ()
    meant = rows[0] if rows else None
    known = meant if meant and meant.active and meant.password_hash else None
    # no lock is held while this takes its time
    right = _verified(known.password_hash if known else NOBODYS_HASH, password)
    if known is None or not right:
        limits.charge(work, tries)
        record_try(work, meant.id if meant else None, "user.log_in_failed")
        return Refusal("wrong")
    return let_in(work, known.id, "password", device)


def let_in(work: Work, user_id: str, shown: Shown, device: str = "") -> NewSession:
    """A new session for a user who has shown a password or a passkey. Recorded."""
    work.actor = Actor("user", id=user_id)
    record_about(work, user_id, "user.logged_in")
    return sessions.start_staff(work, user_id, shown, device)


def log_out(work: Work, token: str) -> None:
    """End the session behind a cookie, if there is one. Recorded for a user."""
    found = sessions.of_token(work, token)
    sessions.end(work, token)
    if found is not None and found.actor.kind == "user" and found.actor.id:
        work.actor = found.actor
        record_about(work, found.actor.id, "user.logged_out")


def check_password(work: Work, user_id: str, password: str) -> Refusal | None:
    """None when this is the user's password; wrong tries are counted."""
    tries = (Limit("password again", user_id, burst=5, every=timedelta(seconds=30)),)
    if seconds := limits.wait(work, tries):
        return Refusal("wait", seconds)
    rows = work.peek(queries.USER_BY_ID, {"user_id": user_id})
    if rows and _verified(rows[0].password_hash or NOBODYS_HASH, password):
        return None
    limits.charge(work, tries)
    return Refusal("wrong")


def add(work: Work, email: str, name: str, password: str = "") -> str:
    """A new user, who is granted nothing yet; the id. Without a password nobody can log in as them.

    Raises :class:`Conflict` when the e-mail is taken.
    """
    email = email.strip().lower()
    hashed = _hashed(password) if password else ""
    if work.connection.execute(queries.USER_BY_EMAIL, {"email": email}).one_or_none() is not None:
        raise Conflict(f"There is a user {email} already.")
    user_id = new_id(work.now())
    work.connection.execute(
        queries.ADD_USER,
        {
            "id": user_id,
            "email": email,
            "name": name,
            "password_hash": hashed,
            "created_at": work.now(),
        },
    )
    return user_id


def grant(work: Work, user_id: str, place_id: str, role: str) -> None:
    """Let a user hold a role at a place and below; holding it already is no error. Raises :class:`NotFound`."""
    if role not in ROLES:
        raise NotFound(f"There is no role {role}. Roles: {', '.join(ROLES)}.")
    work.connection.execute(queries.add_grant(work.connection, place_id, user_id, role))


def set_password(work: Work, user_id: str, password: str) -> None:
    """Change a password and end every session of the user: whoever knew the old one is out."""
    hashed = _hashed(password)
    work.connection.execute(queries.SET_PASSWORD, {"user_id": user_id, "password_hash": hashed})
    sessions.end_all(work, user_id)


def change_password(work: Work, session: SessionView, password: str) -> None:
    """Change the password of the session's user; every other session of theirs ends. Recorded."""
    user_id = session.actor.id or ""
    work.connection.execute(
        queries.SET_PASSWORD, {"user_id": user_id, "password_hash": _hashed(password)}
    )
    sessions.end_all(work, user_id, but=session.id)
    record_about(work, user_id, "user.password_changed")


def turn_off(work: Work, user_id: str) -> None:
    """From the next request on, this user is nobody."""
    work.connection.execute(queries.SET_ACTIVE, {"user_id": user_id, "active": False})
    sessions.end_all(work, user_id)


def turn_on(work: Work, user_id: str) -> None:
    """Let somebody log in again who was turned off."""
    work.connection.execute(queries.SET_ACTIVE, {"user_id": user_id, "active": True})


def all_users(work: Work) -> tuple[UserView, ...]:
    """Every user, by e-mail."""
    return tuple(_view(row) for row in work.peek(queries.USERS))


def one(work: Work, user_id: str) -> UserView:
    """The user with this id. Raises :class:`NotFound`."""
    for row in work.peek(queries.USER_BY_ID, {"user_id": user_id}) if storable(user_id) else ():
        return _view(row)
    raise NotFound("There is no such user.")


def by_email(work: Work, email: str) -> UserView | None:
    """The user with this e-mail, if there is one."""
    email = email.strip().lower()
    for row in work.peek(queries.USER_BY_EMAIL, {"email": email}) if storable(email) else ():
        return _view(row)
    return None


def _view(row: Row[Any]) -> UserView:
    return UserView(row.id, row.email, row.name, row.active, invited=not row.password_hash)


def _hashed(password: str) -> str:
    with TWO_AT_ONCE:
        return HASHER.hash(_bytes(password))


def _verified(hashed: str, password: str) -> bool:
    with TWO_AT_ONCE:
        try:
            return HASHER.verify(hashed, _bytes(password)) and len(password) <= LONGEST
        except (VerificationError, InvalidHashError):
            return False


def _bytes(password: str) -> bytes:
    return password[:LONGEST].encode("utf-8", "surrogatepass")
