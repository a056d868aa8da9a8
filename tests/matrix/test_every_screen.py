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
from tests.browser.test_staff_screens import NARROW, SCROLLS
from tests.browser.windows import Windows, opened, show
from tests.matrix.test_matrix import BODIES, QUERIES, addresses, parts
from tests.matrix.world import World, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

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
def address(world: World) -> Iterator[str]:
    """Where browsers get what pages ask for besides themselves."""
    with serve(world.app) as address:
        yield address


@pytest.fixture(scope="module")
def of_staff(world: World) -> list[Screen]:
    """The screens of staff and administrators."""
    return screens(world, "staff")


@pytest.fixture(scope="module")
def of_families(world: World) -> list[Screen]:
    """What families read outside of a form."""
    return screens(world, "family")


@pytest.fixture(scope="module")
def windows(browser: Browser, address: str) -> Iterator[Windows]:
    both = Windows(browser, address)
    yield both
    both.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A window of staff that is as narrow as may be."""
    window = opened(browser, address, viewport=NARROW)
    yield window
    window.context.close()


def screens(world: World, csp: str) -> list[Screen]:
    """All of them; those that a form with nothing in it brings up come last, for some of them change something."""
    shown, refused = list[Screen](), list[Screen]()
    known = parts(world)
    rules = {rule.endpoint: rule for rule in world.app.url_map.iter_rules()}
    for route in host_of(world.app).routes:
        if route.csp != csp or "log-out" in route.rule:
            continue
        rule = rules[route.endpoint]
        whose = list(product(islice(addresses(rule, known), MANY), READERS))
        if "GET" in route.methods:
            for query in ("", *QUERIES.get(route.endpoint, ())[:1]):
                asked = (Screen(who, "GET", where + query) for where, who in whose)
                shown += islice((one for one in asked if is_page(one, world, (200,))), 1)
            if rule.arguments and rule.arguments <= {*OF_A_PLACE}:
                built = rule.build(dict.fromkeys(rule.arguments, QUIET))
                assert built is not None
                quiet = Screen(QUIET, "GET", built[1])
                shown += [quiet] * is_page(quiet, world, (200,))
        else:
            bodies = ({}, *BODIES.get(route.endpoint, ())[:1])
            asked = (
                Screen(who, "POST", where, tuple(body.items()))
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


def pages(screens: list[Screen], world: World, language: str) -> Iterator[tuple[str, str]]:
    """What each was asked with, and the page that the site answered."""
    for screen in screens:
        reply = screen.of(world, language)
        if reply.status_code != 404:  # else: what was there has gone by a form with nothing in it
            yield f"{screen.method} {screen.address}", reply.text


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_staff_passes_axe_and_needs_no_scrolling_at_400_percent(
    desk: Page, world: World, of_staff: list[Screen], language: str, part: int
) -> None:
    wrong: dict[str, list[str]] = {}
    for name, html in pages(of_staff[part::PARTS], world, language):
        show(desk, html)
        found = [*axe(desk), *desk.evaluate(SCROLLS), *["too wide"] * bool(overflow(desk))]
        if found:
            wrong[name] = found
    assert wrong == {}
    assert len(of_staff) > 100
    assert len([one for one in of_staff if one.method == "POST"]) > 20
    assert len([one for one in of_staff if one.reader == QUIET]) > 20


@pytest.mark.parametrize("language", FAMILIES)
def test_every_page_for_families_outside_of_a_form_can_be_used_by_everybody(
    windows: Windows, world: World, of_families: list[Screen], language: str
) -> None:
    wrong: dict[str, list[str]] = {}
    for name, html in pages(of_families, world, language):
        here = html.partition('<html lang="')[2].partition('"')[0]
        found = windows.faults_of(html, here)
        if found:
            wrong[f"{name} ({here})"] = found
    assert wrong == {}
    assert len(of_families) > 20
