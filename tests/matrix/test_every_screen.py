"""Every screen that the registry of routes leads to, of the host and of every plugin: full, empty and refusing.

Checks 2 and 4 of docs/checks.md for staff, and 1, 3, 19 and 23 for what families read outside of a form. Each route's
first page that somebody gets, the same of a school at which nothing happened yet, and what each POST route says to a
form that came with nothing in it. Run by ``./run checks``; screens that matter most have tests of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import places, sessions, users
from farolito.testing.browser import axe, overflow
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.browser.looked_at import FAMILIES, LANGUAGES
from tests.browser.looking import faults_of
from tests.browser.test_staff_screens import NARROW, SCROLLS
from tests.matrix.test_matrix import BODIES, QUERIES, addresses, parts
from tests.matrix.world import World, make_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page, Request, Route

READERS = (
    "coordinator",
    "district_admin_there",
    "platform_admin",
    "counselor",
    "health_educator",
    "clinic_staff",
    "group_leader",
    "parent_engagement_coordinator",
    "district_lead",
    "partner_agency",
    "nobody",
)
QUIET = "quiet"
MANY = 10
"""Addresses of one route that are tried until a reader gets a page."""
PARTS = 4
"""Of the screens of staff: each is looked at in a test of its own."""
OF_A_PLACE = ("place", "place_slug", "slug")


@dataclass(frozen=True)
class Screen:
    """What was asked for by whom, so that it can be asked for again in another language."""

    csp: str
    reader: str
    method: str
    address: str
    body: tuple[tuple[str, str], ...] = ()

    def of(self, world: World, language: str) -> Any:
        """The answer of the site."""
        return world.browsers[self.reader].open(
            self.address,
            method=self.method,
            data=dict(self.body),
            headers={"Accept-Language": language},
        )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("screens"), FAROLITO_PSEUDO_LOCALES="1")
    with made.works.open(SYSTEM) as work:
        district = places.by_slug(work, "there-district")
        school = places.add(work, "site", QUIET, "A quiet school", district.id)
        user = users.add(work, "quiet@school.example", "Nobody yet", "a long test password")
        for role in ("coordinator", "platform_admin", "counselor"):
            users.grant(work, user, school.id, role)
        token = sessions.start_staff(work, user, "second_factor").token
    made.browsers[QUIET] = made.visitor()
    made.browsers[QUIET].set_cookie(NAMES["staff"], token)
    yield made
    made.works.close()


@pytest.fixture(scope="module")
def screens(world: World) -> list[Screen]:
    """All of them; those that a form with nothing in it brings up come last, for some of them change something."""
    shown, refused = list[Screen](), list[Screen]()
    known = parts(world)
    rules = {rule.endpoint: rule for rule in world.app.url_map.iter_rules()}
    for route in host_of(world.app).routes:
        if route.csp not in ("staff", "family") or "log-out" in route.rule:
            continue
        rule = rules[route.endpoint]
        whose = list(product(islice(addresses(rule, known), MANY), READERS))
        if "GET" in route.methods:
            for query in ("", *QUERIES.get(route.endpoint, ())[:1]):
                asked = (Screen(route.csp, who, "GET", where + query) for where, who in whose)
                shown += islice((one for one in asked if is_page(one, world, (200,))), 1)
            if rule.arguments and rule.arguments <= {*OF_A_PLACE}:
                built = rule.build(dict.fromkeys(rule.arguments, QUIET))
                assert built is not None
                quiet = Screen(route.csp, QUIET, "GET", built[1])
                shown += [quiet] * is_page(quiet, world, (200,))
        else:
            bodies = ({}, *BODIES.get(route.endpoint, ())[:1])
            asked = (
                Screen(route.csp, who, "POST", where, tuple(body.items()))
                for body in bodies
                for where, who in whose
                if who in READERS[:3]
            )
            refused += islice((one for one in asked if is_page(one, world, (409, 422))), 1)
    return [*shown, *refused]


def is_page(screen: Screen, world: World, status: tuple[int, ...]) -> bool:
    reply = screen.of(world, "en")
    said = bool(reply.status_code in status and reply.mimetype == "text/html")
    reply.close()
    return said


def looked_at(
    page: Page, address: str, world: World, screens: list[Screen], language: str
) -> Iterator[Screen]:
    """Each screen as a browser shows it: the page is what the site answered, its style and scripts are asked for."""
    page.add_init_script("delete navigator.serviceWorker")
    for screen in screens:
        reply = screen.of(world, language)
        if reply.status_code == 404:
            continue  # what was there has gone by a form with nothing in it

        def give(route: Route, request: Request, reply: Any = reply) -> None:
            if request.resource_type == "document":
                route.fulfill(
                    status=reply.status_code, headers=dict(reply.headers), body=reply.get_data()
                )
            else:
                route.continue_()

        page.route("**/*", give)
        page.goto(address + screen.address)
        yield screen
        page.unroute("**/*", give)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_staff_passes_axe_and_needs_no_scrolling_at_400_percent(
    make_context: Callable[..., BrowserContext],
    world: World,
    screens: list[Screen],
    language: str,
    part: int,
) -> None:
    page = make_context(locale=language, viewport=NARROW).new_page()
    wrong: dict[str, list[str]] = {}
    mine = [one for one in screens if one.csp == "staff"]
    with serve(world.app) as address:
        for screen in looked_at(page, address, world, mine[part::PARTS], language):
            found = [*axe(page), *page.evaluate(SCROLLS), *["too wide"] * bool(overflow(page))]
            if found:
                wrong[f"{screen.method} {screen.address}"] = found
    assert wrong == {}
    assert len(mine) > 100
    assert len([one for one in mine if one.method == "POST"]) > 20
    assert len([one for one in mine if one.reader == QUIET]) > 20


@pytest.mark.parametrize("language", FAMILIES)
def test_every_page_for_families_outside_of_a_form_can_be_used_by_everybody(
    make_context: Callable[..., BrowserContext], world: World, screens: list[Screen], language: str
) -> None:
    page = make_context(locale=language, bypass_csp=True).new_page()
    wrong: dict[str, list[str]] = {}
    mine = [one for one in screens if one.csp == "family"]
    with serve(world.app) as address:
        for screen in looked_at(page, address, world, mine, language):
            here = page.get_attribute("html", "lang") or ""
            found = faults_of(page, here)
            if found:
                wrong[f"{screen.method} {screen.address} ({here})"] = found
    assert wrong == {}
    assert len(mine) > 20
