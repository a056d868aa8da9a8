"""Who is asking: the staff session behind the cookie, and whether it may come in here at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from flask import g, redirect, request

from farolito.domain.regimes import POLICIES
from farolito.domain.roles import permissions_of
from farolito.errors import NotFound
from farolito.services import sessions
from farolito.web.cookies import token_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from werkzeug.wrappers import Response

    from farolito.domain.access import Actor
    from farolito.domain.definitions import Regime
    from farolito.services.sessions import SessionView
    from farolito.services.work import Work
    from farolito.web.routes import Route

LOG_IN = "/staff/log-in"

WHERE_TO = {"second_step": "/staff/second-step", "set_up": "/staff/account/second-step"}
"""What a session lacks, and the page where that is mended."""


def let_in(work: Work, route: Route) -> Response | None:
    """Make the person behind the staff cookie the work's actor; None lets them in.

    Without a session: the way to the log-in page, which brings them back here. With a session that lacks a second
    factor: the way to the page that asks for it. With one but without the permission anywhere:
    :class:`~farolito.errors.NotFound`, as for a page that does not exist. Whether it is held at the place in
    question is for the service to say.
    """
    token = token_of("staff")
    found = sessions.of_token(work, token) if token else None
    if found is None or found.kind != "staff":
        return redirect(LOG_IN + _way_back(), 303)
    work.act_as(found.actor)
    g.staff_session = found
    if found.lacks and found.lacks != route.despite:
        return redirect(WHERE_TO[found.lacks] + _way_back(), 303)
    if not _opens(found.actor, route.permission):
        raise NotFound("There is no such page.")
    return None


def session_here() -> SessionView:
    """The session of whoever asks, on a page that is not public."""
    return cast("SessionView", g.staff_session)


def may_ever(actor: Actor, permission: str, regimes: Collection[Regime] = ()) -> bool:
    """Whether one of the actor's roles holds the permission, wherever it was granted, and reads one of the regimes.

    A plugin's own permissions (``<plugin>.<verb>``) are decided in its pages and by ``decide_access``.
    """
    return any(
        permission in permissions_of(grant.role)
        and (not regimes or any(grant.role in POLICIES[one].readers for one in regimes))
        for grant in actor.grants
    )


def _opens(actor: Actor, permission: str) -> bool:
    if permission == "logged-in":
        return actor.kind == "user"  # who helps at an event has no account
    return may_ever(actor, permission)


def _way_back() -> str:
    """The page that was wanted, for the address of the page that comes first."""
    if request.method != "GET":
        return ""
    return f"?next={quote(request.full_path.rstrip('?'))}"
