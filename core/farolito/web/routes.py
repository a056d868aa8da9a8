"""The registry of routes. Each one says who may come in, what may be cached and what the page may load.

A route that leaves one of the three out stops the start-up: a forgotten policy is found before the first visitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from farolito.domain.access import PERMISSIONS
from farolito.errors import SettingsError
from farolito.web.handling import handler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask

    View = Callable[..., Any]

Cache = Literal["no-store", "short", "immutable"]
Csp = Literal["family", "staff", "none"]
AnyView = TypeVar("AnyView", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class Route:
    """One address. ``writes`` None means: GET reads, every other method writes."""

    rule: str
    endpoint: str
    methods: tuple[str, ...]
    view: View
    permission: str
    cache: str
    csp: str
    writes: bool | None = None
    needs_work: bool = True

    def described(self) -> dict[str, object]:
        """The route as ``farolito routes --json`` prints it."""
        return {
            "rule": self.rule,
            "endpoint": self.endpoint,
            "methods": list(self.methods),
            "permission": self.permission,
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
    ) -> Callable[[AnyView], AnyView]:
        """Serve ``view(work, **parts of the address)`` at ``rule``.

        ``permission`` is "public" or a permission name: the actor must hold it somewhere, the service decides
        about the place. The work is committed when the view returns and undone when it raises.
        ``needs_work=False`` is for what touches no data (static files): the view is called without one.
        """

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
            route.permission != "public"
            and route.permission not in PERMISSIONS
            and "." not in route.permission
        ):
            found.append(f"{where} asks for the unknown permission {route.permission!r}.")
        if route.cache not in get_args(Cache):
            found.append(f"{where} does not declare its cache: {', '.join(get_args(Cache))}.")
        if route.csp not in get_args(Csp):
            found.append(f"{where} does not declare its csp: {', '.join(get_args(Csp))}.")
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
