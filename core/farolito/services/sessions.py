"""Sessions: a 256-bit token in a cookie, its SHA-256 in the database, nothing else anywhere.

start_family(work) -> NewSession                         # .token goes into the cookie, .id to responses.start
start_staff(work, user_id: str, shown, device="") -> NewSession
start_helper(work, ends_at) -> NewSession
of_token(work, token: str) -> SessionView | None         # None: unknown, expired, idle too long, or ended
rotate(work, token: str) -> NewSession | None            # same session, new token
proved(work, session: SessionView, second_factor: bool) -> None    # it has just shown what is asked of it
of_user(work, user_id: str) -> tuple[LoggedIn, ...]      # where a user is logged in now
end(work, token: str) -> None
end_one(work, user_id: str, session_id: str) -> bool
end_all(work, user_id: str, but: str = "") -> int        # how many were ended
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from farolito.db.queries import people as queries
from farolito.db.sealing import Cell, unseal
from farolito.domain.access import Actor, Grant, needs_second_factor
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.services.work import Work

Kind = Literal["family", "staff"]

Shown = Literal["password", "second_factor"]

Lacks = Literal["", "second_step", "set_up"]
"""What must come before this session opens anything: nothing; a code or a passkey; setting one of them up."""

IDLE = {"family": timedelta(hours=24), "staff": timedelta(minutes=60)}
"""How long nobody need come back. A family may lose its light and its battery for a night."""

LIFE = {"family": timedelta(days=30), "staff": timedelta(hours=12)}
"""When it ends whatever happens: the life of a draft; a long day at school."""

ON_OUR_DEVICE = timedelta(hours=2)
"""As long as somebody may sit with a form on our device. What is forgotten on a table opens nothing the next day."""

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
    """A session that is alive. ``actor`` is the user with all grants, the helper at an event, or the family.

    ``proved_at``: when it last showed all that is asked of its user.
    """

    id: str
    kind: Kind
    actor: Actor
    expires_at: datetime
    lacks: Lacks = ""
    has_factor: bool = False
    proved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A place where somebody is logged in. ``device`` is browser and system, ``""`` where it did not say."""

    id: str
    device: str
    since: datetime
    last_seen_at: datetime


def start_family(work: Work, lasts: timedelta = LIFE["family"]) -> NewSession:
    """A session for somebody who opens a form. It knows nobody's name."""
    return _start(work, "family", None, lasts)


def start_staff(work: Work, user_id: str, shown: Shown, device: str = "") -> NewSession:
    """A session for a user who has just shown a password, or a second factor too. Old ones go on until they end."""
    now = work.now()
    facts = {
        "device": device or None,
        "second_factor_at": now if shown == "second_factor" else None,
        "proved_at": now,
    }
    return _start(work, "staff", user_id, LIFE["staff"], **facts)


def start_helper(work: Work, ends_at: datetime) -> NewSession:
    """A session for somebody who showed the PIN of an event; it ends with the event."""
    return _start(work, "staff", None, ends_at - work.now())


def of_token(work: Work, token: str) -> SessionView | None:
    """The living session behind a cookie, with its actor's grants as they are now; one SQL statement."""
    now = work.now()
    rows = work.peek(queries.SESSION_WITH_GRANTS, {"token_hash": token_hash(token), "now": now})
    if not rows:
        return None
    first = rows[0]
    helps = first.helps_at is not None
    # a tablet at a fair may lie there for hours; its session ends with the event
    if not helps and now - first.last_seen_at >= IDLE[first.kind]:
        return None
    lacks: Lacks = ""
    if first.kind == "family":
        actor = Actor("family", id=first.id)
    elif helps:
        actor = _helper(work, first)
    elif not first.active:
        return None
    else:
        grants = tuple(Grant(row.place_id, row.role) for row in rows if row.role is not None)
        actor = Actor("user", id=first.user_id, name=first.user_name, grants=grants)
        lacks = _lacks(work, first, grants)
    seen(work, first.id, first.last_seen_at)
    return SessionView(
        first.id,
        first.kind,
        actor,
        first.expires_at,
        lacks,
        bool(first.has_factor),
        None if lacks == "second_step" else first.proved_at,
    )


def name_cell(place_id: str, session_id: str) -> Cell:
    """Where the first name of a helper at an event stands."""
    return Cell("event_helper", "name", place_id, session_id)


def _helper(work: Work, row: Row[Any]) -> Actor:
    sealed = unseal(work.keyring, name_cell(row.helps_at, row.id), row.helper_name)
    name = sealed.decode("utf-8", "replace")
    return Actor("volunteer", id=row.id, name=name, grants=(Grant(row.helps_at, "volunteer"),))


def _lacks(work: Work, row: Row[Any], grants: tuple[Grant, ...]) -> Lacks:
    """The demo, which holds nobody's records, asks only those who have set a second factor up."""
    if row.second_factor_at is not None:
        return ""
    if row.has_factor:
        return "second_step"
    return "set_up" if needs_second_factor(grants) and not work.settings.demo else ""


def rotate(work: Work, token: str) -> NewSession | None:
    """A new token for the same session; the old one opens nothing any more. None if it opened nothing before."""
    fresh, now = secrets.token_urlsafe(32), work.now()
    row = work.connection.execute(
        queries.ROTATE_SESSION,
        {"old_hash": token_hash(token), "new_hash": token_hash(fresh), "now": now},
    ).one_or_none()
    return None if row is None else NewSession(row.id, fresh, row.expires_at - now)


def proved(work: Work, session: SessionView, *, second_factor: bool) -> None:
    """Remember that a session has just shown what is asked of its user. Give it a new token too."""
    now = {"session_id": session.id, "now": work.now()}
    work.connection.execute(queries.PROVE_SESSION, now)
    if second_factor:
        work.connection.execute(queries.SHOW_SECOND_FACTOR, now)


def of_user(work: Work, user_id: str) -> tuple[LoggedIn, ...]:
    """Where a user is logged in now, the latest first."""
    now = work.now()
    return tuple(
        LoggedIn(row.id, row.device or "", row.created_at, row.last_seen_at)
        for row in work.peek(queries.SESSIONS_OF_USER, {"user_id": user_id, "now": now})
        if now - row.last_seen_at < IDLE["staff"]
    )


def end(work: Work, token: str) -> None:
    """From now on the token opens nothing. An unknown one is no error."""
    work.connection.execute(queries.END_SESSION, {"of_token": token_hash(token), "now": work.now()})


def end_one(work: Work, user_id: str, session_id: str) -> bool:
    """End one session of a user; False when it is not theirs, or over."""
    one = {"of_user": user_id, "session_id": session_id, "now": work.now()}
    return work.connection.execute(queries.END_ONE_SESSION, one).rowcount == 1


def end_all(work: Work, user_id: str, but: str = "") -> int:
    """End every session of a user, on every device, but the one of this id; how many there were."""
    others = {"of_user": user_id, "but": but, "now": work.now()}
    return work.connection.execute(queries.END_OTHER_SESSIONS, others).rowcount


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


def _start(
    work: Work, kind: Kind, user_id: str | None, lasts: timedelta, **facts: Any
) -> NewSession:
    now = work.now()
    made = NewSession(new_id(now), secrets.token_urlsafe(32), lasts)
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
            **facts,
        },
    )
    return made
