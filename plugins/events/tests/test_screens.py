"""The pages in a real browser: a small phone, two languages, no scripts; and somebody signs up with a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow
from farolito.testing.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from farolito.testing.site import Site

PUBLIC = "/-/events/lincoln"
DESK = "/-/events/desk/lincoln"
SOON = "deadbeef00000004"
SCREENS = (
    PUBLIC,
    f"{PUBLIC}/{SOON}",
    f"{PUBLIC}/{SOON}/sign-up",
    f"{PUBLIC}/mine/sign-up",
    DESK,
    f"{DESK}/new",
    f"{DESK}/{SOON}",
    f"{DESK}/deadbeef00000007",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_nothing_is_wider_than_a_phone_and_enter_signs_up(
    make_context: Callable[..., BrowserContext], site: Site, language: str
) -> None:
    site.fill_demo()
    name, value = site.log_in("coordinator")
    with serve(site.app) as root:
        context = make_context(locale=language, javascript=False)
        context.add_cookies([{"name": name, "value": value, "url": root}])
        page = context.new_page()
        for address in SCREENS:
            page.goto(root + address)
            assert page.locator("html").get_attribute("lang") == language
            assert axe(page) == [], address
            assert overflow(page) == 0, address
        page.goto(f"{root}{PUBLIC}/deadbeef00000005/sign-up?language=en")
        page.get_by_label("How many of you come?").fill("2")
        page.keyboard.press("Enter")
        page.get_by_text("For 2 people.").wait_for()
        page.get_by_role("button", name="I can not come").press("Enter")
        page.get_by_text("You are not signed up any more for:").wait_for()
