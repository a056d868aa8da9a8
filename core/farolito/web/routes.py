"""The registry of routes. Each one says who may come in, what may be cached and what the page may load.

A route that leaves one of the three out stops the start-up: a forgotten policy is found before the first visitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from farolito.domain.access import GUARDED, PERMISSIONS
from farolito.errors import SettingsError
from farolito.web.handling import SAFE, handler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask

    from farolito.services.sessions import Lacks

    View = Callable[..., Any]

Cache = Literal["no-store", "short", "immutable"]
Csp = Literal["family", "staff", "none", "file", "tablet"]
OPEN_TO_ALL = ("public", "logged-in")
"""Instead of a permission: everybody in the world; every user who is logged in, whatever their roles."""

AnyView = TypeVar("AnyView", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class Route:
    """One address. ``writes`` None means: GET reads, every other method writes.

    ``step_up``: whoever comes must have shown a second factor (or the password, where none is asked of them) within
    the last ten minutes. ``despite``: it opens though the session lacks this, because it is where that is mended.
    """

    rule: str
    endpoint: str
    methods: tuple[str, ...]
    view: View
    permission: str
    cache: str
    csp: str
    writes: bool | None = None
    needs_work: bool = True
    step_up: bool = False
    despite: Lacks = ""

    def described(self, method: str) -> dict[str, object]:
        """The route as ``farolito routes --json`` prints it, once for each method."""
        return {
            "method": method,
            "path": self.rule,
            "endpoint": self.endpoint,
            "permission": self.permission,
            "public": self.permission == "public",
            "step_up": self.step_up,
            "cache": self.cache,
            "csp": self.csp,
        }


class Pages:
    """Pages that belong together. ``name`` prefixes their endpoints, ``url_prefix`` their addresses."""

    def __init__(self, name: str, url_prefix: str = "") -> None:
        self.name = name
        self.url_prefix = url_prefix
        self.routes: list[Route] = []

    def route(
        self,
        rule: str,
        methods: Iterable[str] = ("GET",),
        *,
        permission: str = "",
        cache: Cache | Literal[""] = "",
        csp: Csp | Literal[""] = "",
        writes: bool | None = None,
        needs_work: bool = True,
        endpoint: str | None = None,
        step_up: bool | None = None,
        despite: Lacks = "",
    ) -> Callable[[AnyView], AnyView]:
        """Serve ``view(work, **parts of the address)`` at ``rule``.

        ``permission`` is "public", "logged-in" or a permission name: the actor must hold it somewhere, the service
        decides about the place. Whatever is sent with a permission of
        :data:`~farolito.domain.access.GUARDED` wants a fresh second factor, unless ``step_up`` says otherwise; see
        :mod:`farolito.web.step_up`, which keeps what was typed. The work is committed when the view returns and
        undone when it raises.
        ``needs_work=False`` is for what touches no data (static files): the view is called without one.
        """

        if step_up is None:
            step_up = permission in GUARDED and not set(methods) <= SAFE

        def register(view: AnyView) -> AnyView:
            self.routes.append(
                Route(
                    rule=self.url_prefix + rule,
                    endpoint=f"{self.name}.{endpoint or view.__name__}",
                    methods=tuple(methods),
                    view=view,
                    permission=permission,
                    cache=cache,
                    csp=csp,
                    writes=writes,
                    needs_work=needs_work,
                    step_up=step_up,
                    despite=despite,
                )
            )
            return view

        return register


def faults(routes: Iterable[Route]) -> list[str]:
    """What the routes fail to declare, one sentence each."""
    found: list[str] = []
    seen: set[str] = set()
    for route in routes:
        where = f"{route.rule} ({route.endpoint})"
        if not route.permission:
            found.append(f"{where} does not declare its permission.")
        elif (
            route.permission not in OPEN_TO_ALL
            and route.permission not in PERMISSIONS
            and "." not in route.permission
        ):
            found.append(f"{where} asks for the unknown permission {route.permission!r}.")
        if route.cache not in get_args(Cache):
            found.append(f"{where} does not declare its cache: {', '.join(get_args(Cache))}.")
        if route.csp not in get_args(Csp):
            found.append(f"{where} does not declare its csp: {', '.join(get_args(Csp))}.")
        if route.step_up and (route.permission == "public" or not route.needs_work):
            found.append(f"{where} asks for a second factor of whoever comes: nobody is logged in.")
        if route.endpoint in seen:
            found.append(f"{where} uses an endpoint that another route already has.")
        seen.add(route.endpoint)
    return found


def mount(app: Flask, groups: Iterable[Pages], registry: list[Route]) -> None:
    """Add every route of ``groups`` to the app and to the registry.

    Raises :class:`~farolito.errors.SettingsError` naming every route that leaves a policy out.
    """
    routes = [route for pages in groups for route in pages.routes]
    wrong = faults([*registry, *routes])
    if wrong:
        raise SettingsError("\n".join(wrong))
    for route in routes:
        methods = set(route.methods) | {"HEAD"} if "GET" in route.methods else set(route.methods)
        app.add_url_rule(
            route.rule,
            endpoint=route.endpoint,
            view_func=handler(route),
            methods=methods,
            provide_automatic_options=False,
        )
        registry.append(route)
