"""Pages of plugins: mounted one plugin after the other, and each call of one is contained."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from flask import current_app
from werkzeug.exceptions import HTTPException

from farolito.errors import FarolitoError
from farolito.plugins.failures import Unwelcome, cause_of
from farolito.web.routes import Pages, mount

if TYPE_CHECKING:
    from flask import Flask, Response

    from farolito.plugins.hooks import Hooks
    from farolito.web.routes import Route

FINE = (FarolitoError, HTTPException)
"""What a page raises on purpose: there is no such thing, somebody was faster, go elsewhere."""


def mount_plugins(app: Flask, hooks: Hooks, registry: list[Route]) -> None:
    """Add the pages of every plugin; one whose pages can not be mounted is turned away, with the reason."""
    for loaded in hooks.roster.loaded:
        for brought in hooks.brought(loaded.name).pages:
            pages = cast("Pages", brought)
            guarded = Pages(pages.name)
            try:
                guarded.routes += [_guarded(hooks, loaded.name, route) for route in pages.routes]
                mount(app, [guarded], registry)
            except Exception as error:
                said = str(error) if isinstance(error, FarolitoError) else cause_of(error)
                reason = f"Its pages can not be used ({said})."
                hooks.turn_away(loaded.name, Unwelcome("bad_pages", reason))


def _guarded(hooks: Hooks, plugin: str, route: Route) -> Route:
    """The same address; whatever its view does costs this page and nothing else."""
    view = route.view
    name = route.endpoint.rpartition(".")[2]

    @wraps(view)
    def contained(*given: Any, **parts: Any) -> Response:
        return hooks.page(
            plugin, name, lambda: current_app.make_response(view(*given, **parts)), FINE
        )

    return replace(route, view=contained)
