"""Who is asking: the staff session behind the cookie, and whether it may come in here at all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import redirect, request

from farolito.domain.roles import permissions_of
from farolito.errors import NotFound
from farolito.services import sessions
from farolito.web.cookies import token_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.access import Actor
    from farolito.services.work import Work

LOG_IN = "/staff/log-in"


def let_in(work: Work, permission: str) -> Response | None:
    """Make the person behind the staff cookie the work's actor; None lets them in.

    Without a session: the way to the log-in page, which brings them back here. With a session but without
    the permission anywhere: :class:`~farolito.errors.NotFound`, as for a page that does not exist. Whether
    it is held at the place in question is for the service to say.
    """
    token = token_of("staff")
    found = sessions.of_token(work, token) if token else None
    if found is None or found.kind != "staff":
        way_back = (
            f"?next={quote(request.full_path.rstrip('?'))}" if request.method == "GET" else ""
        )
        return redirect(LOG_IN + way_back, 303)
    work.act_as(found.actor)
    if not may_ever(found.actor, permission):
        raise NotFound("There is no such page.")
    return None


def may_ever(actor: Actor, permission: str) -> bool:
    """Whether one of the actor's roles holds the permission, wherever it was granted.

    A plugin's own permissions (``<plugin>.<verb>``) are decided in its pages and by ``decide_access``.
    """
    return any(permission in permissions_of(grant.role) for grant in actor.grants)
