"""Sessions: a 256-bit token in a cookie, its SHA-256 in the database, nothing else anywhere.

start_family(work) -> NewSession                         # .token goes into the cookie, .id to responses.start
start_staff(work, user_id: str) -> NewSession
of_token(work, token: str) -> SessionView | None         # None: unknown, expired, idle too long, or ended
rotate(work, token: str) -> NewSession | None            # same session, new token
end(work, token: str) -> None
end_all(work, user_id: str) -> int                       # how many were ended
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from farolito.db.queries import people as queries
from farolito.domain.access import Actor, Grant
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.work import Work

Kind = Literal["family", "staff"]

IDLE = {"family": timedelta(hours=24), "staff": timedelta(minutes=60)}
"""How long nobody need come back. A family may lose its light and its battery for a night."""

LIFE = {"family": timedelta(days=30), "staff": timedelta(hours=12)}
"""When it ends whatever happens: the life of a draft; a long day at school."""

TOUCH_AFTER = timedelta(minutes=5)
"""Being seen is written down this rarely: a page view should not cost a disk write."""

LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just made; the only time that its token is known."""

    id: str
    token: str = field(repr=False)
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session that is alive. ``actor`` is the user with all grants, or the family."""

    id: str
    kind: Kind
    actor: Actor
    expires_at: datetime


def start_family(work: Work) -> NewSession:
    """A session for somebody who opens a form. It knows nobody's name."""
    return _start(work, "family", None)


def start_staff(work: Work, user_id: str) -> NewSession:
    """A session for a user who has just shown a password. Old ones go on until they end."""
    return _start(work, "staff", user_id)


def of_token(work: Work, token: str) -> SessionView | None:
    """The living session behind a cookie, with its actor's grants as they are now; one SQL statement."""
    now = work.now()
    rows = work.peek(queries.SESSION_WITH_GRANTS, {"token_hash": token_hash(token), "now": now})
    if not rows:
        return None
    first = rows[0]
    if now - first.last_seen_at >= IDLE[first.kind]:
        return None
    if first.kind == "family":
        actor = Actor("family", id=first.id)
    elif not first.active:
        return None
    else:
        grants = tuple(Grant(row.place_id, row.role) for row in rows if row.role is not None)
        actor = Actor("user", id=first.user_id, name=first.user_name, grants=grants)
    seen(work, first.id, first.last_seen_at)
    return SessionView(first.id, first.kind, actor, first.expires_at)


def rotate(work: Work, token: str) -> NewSession | None:
    """A new token for the same session; the old one opens nothing any more. None if it opened nothing before."""
    fresh, now = secrets.token_urlsafe(32), work.now()
    row = work.connection.execute(
        queries.ROTATE_SESSION,
        {"old_hash": token_hash(token), "new_hash": token_hash(fresh), "now": now},
    ).one_or_none()
    return None if row is None else NewSession(row.id, fresh, row.expires_at - now)


def end(work: Work, token: str) -> None:
    """From now on the token opens nothing. An unknown one is no error."""
    work.connection.execute(queries.END_SESSION, {"of_token": token_hash(token), "now": work.now()})


def end_all(work: Work, user_id: str) -> int:
    """End every session of a user, on every device; how many there were."""
    done = work.connection.execute(
        queries.END_SESSIONS_OF_USER, {"of_user": user_id, "now": work.now()}
    )
    return done.rowcount


def seen(work: Work, session_id: str, last_seen_at: datetime) -> None:
    """Remember that a session is in use, if that was not written down lately."""
    now = work.now()
    if now - last_seen_at < TOUCH_AFTER:
        return

    def touch(later: Work) -> None:
        later.connection.execute(queries.TOUCH_SESSION, {"session_id": session_id, "now": now})

    work.afterwards(touch)


def token_hash(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so nothing slower or keyed is needed."""
    return sha256(token[:LONGEST_TOKEN].encode("utf-8", "surrogatepass")).hexdigest()


def _start(work: Work, kind: Kind, user_id: str | None) -> NewSession:
    now = work.now()
    made = NewSession(new_id(now), secrets.token_urlsafe(32), LIFE[kind])
    work.connection.execute(
        queries.ADD_SESSION,
        {
            "id": made.id,
            "kind": kind,
            "token_hash": token_hash(made.token),
            "user_id": user_id,
            "created_at": now,
            "last_seen_at": now,
            "expires_at": now + made.lasts,
        },
    )
    return made
