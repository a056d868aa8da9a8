"""What a plugin brings in its *register* hooks, and the manners it must keep there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from farolito.domain.access import PERMISSIONS
from farolito.domain.regimes import POLICIES
from farolito.plugins.asking import PAPER_OF_RECORDS, paper_not_asked_for
from farolito.plugins.callers import Caller, Failure, items_of
from farolito.plugins.failures import Unwelcome, cause_of, passes
from farolito.plugins.functions import check_functions
from farolito.plugins.kinds import LIMITS, Kind
from farolito.plugins.parts import (
    CACHES,
    CSPS,
    PURPOSES,
    DemoData,
    NavItem,
    Nightly,
    Panel,
    PdfLayout,
    PlaceLink,
    PluginFunction,
    PluginPages,
    PluginRoute,
    ResponseLink,
)
from farolito.plugins.words import showable
from farolito.sandbox.in_process import limited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.plugins.asks import Asks
    from farolito.sandbox.in_process import Limit

T = TypeVar("T")

_PART = re.compile(r"<((?:string|int|path):)?([a-z][a-z0-9_]*)>", re.ASCII)
_ADDRESS = re.compile(rf"(?:[A-Za-z0-9._~/-]|{_PART.pattern})+", re.ASCII)
"""Letters and parts such as ``<name>`` or ``<int:number>``; stricter than what the web framework would take."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The results of the *register* hooks of one plugin."""

    layouts: tuple[PdfLayout, ...] = ()
    pages: tuple[PluginPages, ...] = ()
    navigation: tuple[NavItem, ...] = ()
    functions: tuple[PluginFunction, ...] = ()
    panels: tuple[Panel, ...] = ()
    place_links: tuple[PlaceLink, ...] = ()
    response_links: tuple[ResponseLink, ...] = ()
    demo: tuple[DemoData, ...] = ()
    nightly: tuple[Nightly, ...] = ()


def gather(
    plugin: str,
    asks: Asks,
    callers: Mapping[str, Caller],
    others: Mapping[str, Brought],
    limit: Limit = LIMITS[Kind.REGISTER],
) -> Brought:
    """Ask one plugin what it brings. Raises Unwelcome, and then nothing of the plugin is used."""
    brought = Brought(
        layouts=_ask(callers, "register_pdf_layouts", items_of(PdfLayout)),
        pages=_ask(callers, "register_pages", items_of(PluginPages)),  # type: ignore[type-abstract]
        navigation=_ask(callers, "register_navigation", items_of(NavItem)),
        functions=_ask(callers, "register_functions", items_of(PluginFunction)),
        panels=_ask(callers, "register_panels", items_of(Panel)),
        place_links=_ask(callers, "register_place_links", items_of(PlaceLink)),
        response_links=_ask(callers, "register_response_links", items_of(ResponseLink)),
        demo=_ask(callers, "register_demo", items_of(DemoData)),
        nightly=_ask(callers, "register_nightly", items_of(Nightly)),
    )
    try:  # reading what it brought may run its code: properties of pages, for example
        limited(lambda: _check(plugin, asks, brought, others), limit)
    except Unwelcome:
        raise
    except BaseException as error:
        if passes(error):
            raise
        reason = f"What it brings cannot be read ({cause_of(error)})."
        raise Unwelcome("register_failed", reason) from error
    return brought


def _check(plugin: str, asks: Asks, brought: Brought, others: Mapping[str, Brought]) -> None:
    for layout in brought.layouts:
        _check_layout(layout, brought, others)
        if layout.purpose in PAPER_OF_RECORDS and not asks.records:
            raise Unwelcome("not_asked", *paper_not_asked_for(layout.name, layout.purpose))
    _check_pages(plugin, brought.pages)
    for item in brought.navigation:
        _check_item(plugin, item)
    for panel in brought.panels:
        _check_panel(plugin, panel, brought)
    for link in brought.place_links:
        _check_words("a link of places", link, ("label", "url"))
        _check_own_address(plugin, link.url, "Its link of places")
    for one in brought.response_links:
        _check_words("a link of responses", one, ("label", "url", "permission"))
        _check_own_address(plugin, one.url, "Its link of responses")
        _check_permission(plugin, one.permission, f"Its link `{one.label}`")
    for part in brought.demo:
        _check_callable(part.fill, "The `fill` of its demo data")
    for night in brought.nightly:
        _check_callable(night.run, "The `run` of what it does every night")
    for function in brought.functions:
        _check_words("a function", function, ("says",))
    check_functions(brought.functions)


def _check_words(what: str, part: object, facts: tuple[str, ...]) -> None:
    """Each of the facts is a string that can be shown."""
    for fact in facts:
        text = getattr(part, fact)
        if not isinstance(text, str):
            raise Unwelcome(
                "register_failed",
                f"The `{fact}` of {what} must be text; it is of the type `{type(text).__name__}`.",
            )
        if not showable(text):
            raise Unwelcome("unshowable", f"The `{fact}` of {what} has text that cannot be shown.")


def _ask(
    callers: Mapping[str, Caller], hook: str, check: Callable[[object], tuple[T, ...]]
) -> tuple[T, ...]:
    caller = callers.get(hook)
    if caller is None:
        return ()
    answer = caller(check, {})
    if isinstance(answer, Failure):
        raise Unwelcome("register_failed", f"Its hook `{hook}` failed at start-up: {answer.cause}.")
    return answer


def _check_layout(layout: PdfLayout, brought: Brought, others: Mapping[str, Brought]) -> None:
    _check_words("a layout", layout, ("name", "purpose", "title"))
    _check_callable(layout.render, f"The `render` of its layout `{layout.name}`")
    if layout.purpose not in PURPOSES:
        known = ", ".join(PURPOSES)
        raise Unwelcome(
            "bad_layout",
            f"Its layout `{layout.name}` is for `{layout.purpose}`; known are: {known}.",
        )
    if sum(layout.name == mine.name for mine in brought.layouts) > 1:
        raise Unwelcome("duplicate", f"It brings two layouts with the name `{layout.name}`.")
    for other, theirs in others.items():
        if any(layout.name == their.name for their in theirs.layouts):
            raise Unwelcome(
                "duplicate", f"The plugin {other} already brings a layout `{layout.name}`."
            )


def _check_pages(plugin: str, pages: tuple[PluginPages, ...]) -> None:
    if len(pages) > 1:
        raise Unwelcome("duplicate", "It brings more than one set of pages; put them into one.")
    for one in pages:
        _check_words("its pages", one, ("name", "url_prefix"))
        if one.name != plugin or one.url_prefix != f"/-/{plugin}":
            raise Unwelcome(
                "foreign_pages",
                f"Its pages are `{one.name}` at `{one.url_prefix}`; they must be `{plugin}` at `/-/{plugin}`.",
            )
        seen: set[str] = set()
        for route in one.routes:
            _check_route(plugin, route)
            if route.endpoint in seen:
                raise Unwelcome("duplicate", f"Two of its pages are called `{route.endpoint}`.")
            seen.add(route.endpoint)


def _check_route(plugin: str, route: PluginRoute) -> None:
    _check_words("a page", route, ("rule", "endpoint"))
    if not route.rule.startswith(f"/-/{plugin}/"):
        raise Unwelcome("foreign_pages", f"Its page `{route.rule}` must begin with `/-/{plugin}/`.")
    for policy, known in (("cache", CACHES), ("csp", CSPS)):
        if getattr(route, policy) not in known:
            words = ", ".join(known)
            raise Unwelcome(
                "no_policy", f"Its page `{route.rule}` does not declare its {policy}: {words}."
            )
    if not route.permission:
        raise Unwelcome("no_policy", f"Its page `{route.rule}` does not declare its permission.")
    _check_words("a page", route, ("permission",))
    _check_permission(plugin, route.permission, f"Its page `{route.rule}`")
    names = [name for _, name in _PART.findall(route.rule)]
    if not _ADDRESS.fullmatch(route.rule) or len(set(names)) < len(names):
        raise Unwelcome(
            "bad_address",
            f"Its page `{route.rule}` has no readable address; write for example `/-/{plugin}/<name>`.",
        )


def _check_permission(plugin: str, permission: str, who: str) -> None:
    if permission in PERMISSIONS or permission == "public" or permission.startswith(f"{plugin}."):
        return
    raise Unwelcome("unknown_permission", f"{who} needs `{permission}`, which is no permission.")


def _check_panel(plugin: str, panel: Panel, brought: Brought) -> None:
    _check_words("a panel", panel, ("name", "title", "permission", "url"))
    _check_callable(panel.fill, f"The `fill` of its panel `{panel.name}`")
    if sum(panel.name == mine.name for mine in brought.panels) > 1:
        raise Unwelcome("duplicate", f"It brings two panels with the name `{panel.name}`.")
    if panel.url:
        _check_own_address(plugin, panel.url, f"Its panel `{panel.name}`")
    _check_permission(plugin, panel.permission, f"Its panel `{panel.name}`")


def _check_callable(part: object, what: str) -> None:
    if not callable(part):
        raise Unwelcome("register_failed", f"{what} cannot be called.")


def _check_own_address(plugin: str, url: str, what: str) -> None:
    if not url.startswith(f"/-/{plugin}/"):
        reason = f"{what} leads to `{url}`; it must begin with `/-/{plugin}/`."
        raise Unwelcome("foreign_pages", reason)


def _check_item(plugin: str, item: NavItem) -> None:
    _check_words("a menu entry", item, ("label", "url", "permission"))
    _check_own_address(plugin, item.url, "Its menu entry")
    _check_permission(plugin, item.permission, f"Its menu entry `{item.label}`")
    if item.otherwise:
        _check_permission(plugin, item.otherwise, f"Its menu entry `{item.label}`")
    for regime in item.regimes:
        if regime not in POLICIES:
            reason = (
                f"Its menu entry `{item.label}` is for readers of `{regime}`, which is no regime."
            )
            raise Unwelcome("unknown_regime", reason)
