"""Screens about accounts, people, places and events: accessible in every language, by day and night, and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import administration, factors, sessions
from farolito.testing.browser import COLORS, axe, overflow, press
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.browser.test_staff_screens import LANGUAGES, NARROW, SCROLLS, tab_to
from tests.web.staff.school import School
from tests.web.staff.test_second_step import with_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page


class Site:
    """A served site, and who is logged in on which screen."""

    def __init__(self, school: School, address: str) -> None:
        self.school, self.address = school, address
        self.admin, _ = school.add_user("platform_admin", place="county", name="Chidi Okafor")
        self.rosa, self.email = school.add_user("coordinator", name="Rosa Alvarez")
        newcomer, _ = school.add_user("coordinator", name="Marisol Peña")
        counselor, _ = school.add_user("counselor", name="Dana Whitfield")
        with_app(school, self.admin)
        with school.works.open(SYSTEM) as work:
            invited = administration.invite(
                work, "ana@school.example", "Ana Ruiz", "lincoln", "volunteer"
            )
            sessions.start_staff(work, self.rosa, "password", "Safari, iPhone")
            administration.turn_off(work, counselor)
            factors.new_recovery_codes(work, self.admin)
            factors.begin_app(work, self.rosa)
            self.waits = sessions.start_staff(work, newcomer, "password").token
            self.half = sessions.start_staff(work, self.admin, "password").token
        admin, rosa = school.token(self.admin), school.token(self.rosa)
        self.screens: dict[str, tuple[str, str]] = {
            "people": ("/admin/users", admin),
            "invite": ("/admin/users/invite", admin),
            "person": (f"/admin/users/{self.rosa}", admin),
            "places": ("/admin/places", admin),
            "place": ("/admin/places/county", admin),
            "account": ("/staff/account", admin),
            "password": ("/staff/account/password", rosa),
            "second step": ("/staff/second-step", self.half),
            "choose a second step": ("/staff/account/second-step", self.waits),
            "app": ("/staff/account/app", rosa),
            "asked again": ("/staff/prove?next=/staff/account", rosa),
            "who can see what": ("/staff/who-can-see", admin),
            "join": (f"/staff/join/{invited.token}", ""),
            "old link": ("/staff/join/old", ""),
            "events": ("/staff/lincoln/events", rosa),
            "help at an event": ("/staff/event", ""),
        }

    def open(self, page: Page, screen: str) -> None:
        path, token = self.screens[screen]
        if token:
            page.context.add_cookies(
                [{"name": NAMES["staff"], "value": token, "url": self.address}]
            )
        page.goto(self.address + path)
        assert page.url == self.address + path


SCREENS = (
    "people", "invite", "person", "places", "place", "account", "password", "second step",
    "choose a second step", "app", "asked again", "who can see what", "join", "old link", "events",
    "help at an event",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    school = School(tmp_path_factory.mktemp("site"), pseudo_locales=True)
    with serve(school.app) as address:
        yield Site(school, address)
    school.close()


def opened(
    make_context: Callable[..., BrowserContext], site: Site, screen: str, language: str, **more: Any
) -> Page:
    page = make_context(locale=language, **more).new_page()
    site.open(page, screen)
    assert page.locator("html").get_attribute("lang") == language
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_by_day_and_by_night_and_nothing_scrolls_sideways(
    make_context: Callable[..., BrowserContext], site: Site, screen: str, language: str
) -> None:
    page = opened(make_context, site, screen, language, viewport={"width": 1000, "height": 800})
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, COLORS) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    assert page.evaluate(SCROLLS) == []


def test_somebody_is_invited_with_the_keyboard_alone_and_without_scripts(
    make_context: Callable[..., BrowserContext], site: Site
) -> None:
    page = opened(make_context, site, "people", "en", javascript=False)
    tab_to(page, "/admin/users/invite")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invite")
    tab_to(page, "name")
    page.keyboard.type("Omar Haddad")
    tab_to(page, "email")
    page.keyboard.type("omar@school.example")
    page.keyboard.press("Tab")
    page.keyboard.type("Couns")
    page.keyboard.press("Tab")
    page.keyboard.type("Linc")
    tab_to(page, "Make the invitation")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/staff/join/" in page.inner_text("main")
    assert page.locator(".qr svg").is_visible()


def test_a_pin_made_by_staff_lets_a_helper_in_on_another_tablet(
    make_context: Callable[..., BrowserContext], site: Site
) -> None:
    page = opened(make_context, site, "events", "en")
    page.fill("#name", "Resource fair")
    press(page.get_by_role("button", name="Start the event"))
    pin = page.inner_text("span.code")
    assert axe(page) == []
    tablet = make_context(javascript=False).new_page()
    tablet.goto(f"{site.address}/staff/event?place=lincoln")
    tablet.fill("#pin", pin)
    tablet.fill("#name", "Lupe")
    press(tablet.get_by_role("button", name="Start helping"))
    assert tablet.url == f"{site.address}/staff/lincoln/forms"
    assert tablet.get_by_role("link", name="/lincoln/needs").is_visible()
    page.goto(f"{site.address}/staff/lincoln/events")
    assert page.get_by_text("Lupe").is_visible()
    press(page.get_by_role("button", name="End the event"))
    tablet.reload()
    assert tablet.url.startswith(f"{site.address}/staff/log-in")
