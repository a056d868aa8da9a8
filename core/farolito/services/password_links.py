"""One-time links with which somebody chooses a password: after an invitation, and when a password is forgotten.

new(work, user_id) -> str                                    # the token; the only time that it is known
look(work, token) -> Waiting                                 # NotFound: used, too old, replaced, or never given
use(work, token, password, device="") -> NewSession | Weakness
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.db.queries import accounts as queries
from farolito.domain.passwords import weakness
from farolito.errors import NotFound
from farolito.services import sessions, users
from farolito.services.sessions import token_hash

if TYPE_CHECKING:
    from farolito.domain.passwords import Weakness
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whose password may be chosen. ``invited``: it is the first one."""

    user_id: str
    email: str
    name: str
    invited: bool


def new(work: Work, user_id: str) -> str:
    """The token of a link that lasts seven days, in the place of any earlier one. Recorded by whoever calls this."""
    token = secrets.token_urlsafe(32)
    expires_at = work.now() + LASTS
    work.connection.execute(
        queries.set_link(work.connection, user_id, token_hash(token), expires_at)
    )
    return token


def look(work: Work, token: str) -> Waiting:
    """Whose link this is. Looking uses nothing up: programs that check mail open links too. Raises NotFound."""
    known = {"token_hash": token_hash(token), "now": work.now()}
    for row in work.peek(queries.LINK_OF_TOKEN, known):
        return Waiting(row.user_id, row.email, row.name, invited=not row.password_hash)
    raise NotFound("This link was used already, or it is too old. Ask for a new one.")


def use(work: Work, token: str, password: str, device: str = "") -> NewSession | Weakness:
    """Set the password, end every session, open a new one; or why the password will not do, and nothing happened.

    Somebody with a second factor still shows it: whoever finds the link does not have it. Raises NotFound.
    """
    waiting = look(work, token)
    weak = weakness(password, (waiting.name, waiting.email))
    if weak is not None:
        return weak
    known = {"token_hash": token_hash(token), "now": work.now()}
    if work.connection.execute(queries.USE_LINK, known).rowcount != 1:
        raise NotFound("This link was used already.")
    users.set_password(work, waiting.user_id, password)
    return sessions.start_staff(work, waiting.user_id, "password", device)


def forget(work: Work, user_id: str) -> None:
    """The link of a user, if there is one, opens nothing any more."""
    work.connection.execute(queries.FORGET_LINK, {"user_id": user_id})
