"""Showing again who one is: a second factor, or the password for those of whom none is asked.

check(work, session, proof, site) -> Refusal | None          # None: shown, and the session knows
is_fresh(session, now) -> bool                               # it was shown within the last ten minutes
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.services import factors, passkeys, sessions, users
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.passkeys import Site
    from farolito.services.sessions import SessionView
    from farolito.services.work import Work

FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown: ``code`` of an app or from paper, ``password``, or the ``passkey``'s answer; the others empty."""

    code: str = ""
    password: str = ""
    passkey: str = ""


def is_fresh(session: SessionView, now: datetime) -> bool:
    """Whether the session's user showed all that is asked of them so lately that it counts."""
    return session.proved_at is not None and now - session.proved_at < FRESH


def check(work: Work, session: SessionView, proof: Proof, site: Site) -> Refusal | None:
    """None when it is right, and then the session remembers it: rotate its token. Wrong tries are counted.

    Where there is a second factor, a password is not enough: whoever found the computer open may know it.
    """
    user_id = session.actor.id or ""
    if not session.has_factor:
        refusal = users.check_password(work, user_id, proof.password)
    elif proof.passkey:
        shown = passkeys.check(work, session, site, proof.passkey)
        refusal = None if shown == user_id else Refusal("wrong")
    else:
        refusal = factors.check(work, user_id, proof.code)
    if refusal is None:
        sessions.proved(work, session, second_factor=session.has_factor)
    return refusal
