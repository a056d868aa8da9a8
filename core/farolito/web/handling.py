"""What happens around every view: who is asking, one transaction, the same checks in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g, request

from farolito.domain.access import NOBODY
from farolito.web.host import host
from farolito.web.identity import let_in
from farolito.web.plugin_places import keep_to_places, remember_off
from farolito.web.security import require_same_origin
from farolito.web.step_up import asked_again, renewed

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from farolito.web.routes import Route

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def handler(route: Route) -> Callable[..., Response]:
    """The function that Flask calls for ``route``.

    Returning commits, raising undoes. An unsafe request that may come from another site is refused before
    anything is opened; a person without the permission is sent to the log-in page or told that there is no
    such page; one who must show again who they are is asked, and what they typed is kept.
    """

    plugin = plugin_of(route)

    def without_work(**parts: str) -> Response:
        g.route = route
        if request.method not in SAFE:
            require_same_origin()
        return current_app.make_response(route.view(**parts))

    def with_work(**parts: str) -> Response:
        g.route = route
        writes = route.writes
        if request.method not in SAFE:
            require_same_origin()
            writes = True if writes is None else writes
        public = route.permission == "public"
        with host().works.open(NOBODY, write=bool(writes), blind=not public) as work:
            elsewhere = None if public else let_in(work, route)
            g.actor = work.actor
            work.plugin = plugin
            if elsewhere is None and route.csp == "staff":
                remember_off(work)
            if plugin and elsewhere is None:
                keep_to_places(work, plugin, parts)
            if elsewhere is None and route.step_up:
                elsewhere = asked_again(work)
            reply = route.view(work, **parts) if elsewhere is None else elsewhere
            return renewed(current_app.make_response(reply))

    return with_work if route.needs_work else without_work


def plugin_of(route: Route) -> str:
    """The plugin that brings a page; "" for the host's own. Every page of a plugin lies at ``/-/<plugin>/``."""
    first, name = (*route.rule.split("/"), "", "")[1:3]
    return name if first == "-" else ""
