"""The screens of a fair: accessible, narrow, right to left; the board that looks by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import PHONE, axe, overflow
from farolito.testing.server import serve
from tests.browser.fair_site import FairSite
from tests.browser.looked_at import LANGUAGES
from tests.browser.test_staff_screens import NARROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FairSite]:
    site = FairSite(tmp_path_factory.mktemp("fair"))
    site.plan()
    site.pair("Table 1 – blue", 0)
    site.pair("Table 2", 3)
    site.hold()
    with serve(site.school.app) as site.address:
        yield site
    site.school.close()


def screens(site: FairSite) -> tuple[str, ...]:
    fair = site.fair
    return (
        "/staff/lincoln/fairs",
        f"{fair}/plan",
        fair,
        f"{fair}/board?given=5",
        f"{fair}/next?language=km",
        f"{fair}/point",
        f"{fair}/tickets/5",
        f"{fair}/tables",
        f"{fair}/end",
        "/ticket",
        "/ticket/K7QM3FXP",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_narrow_window(
    make_context: Callable[..., BrowserContext], site: FairSite, language: str
) -> None:
    page = make_context(locale=language, viewport=NARROW).new_page()
    site.log_in(page)
    for screen in screens(site):
        page.goto(site.address + screen)
        assert page.locator("html").get_attribute("lang") == language
        assert axe(page) == [], screen
        assert overflow(page) == 0, screen


def test_the_card_with_twelve_languages_fits_a_phone(
    make_context: Callable[..., BrowserContext], site: FairSite
) -> None:
    page = opened(make_context, site, "point")
    below = page.evaluate(
        "document.documentElement.scrollHeight - document.documentElement.clientHeight"
    )
    assert below <= 0
    boxes = [one.bounding_box() for one in page.locator(".point a").all()]
    assert len(boxes) == 12
    assert all(box and box["height"] >= 72 and box["width"] >= 140 for box in boxes)


def test_the_board_looks_by_itself_and_says_as_of_when_without_a_connection(
    make_context: Callable[..., BrowserContext], site: FairSite
) -> None:
    page = make_context(viewport=PHONE).new_page()
    page.clock.install()
    site.log_in(page)
    page.goto(f"{site.address}{site.fair}/board")
    asked = asked_for_the_board(page)
    number = site.give("fa")
    page.clock.fast_forward(14_000)
    assert asked == []
    page.clock.fast_forward(2_000)
    page.locator(f"#t{number}").wait_for()
    assert "wait." in page.locator("#said").inner_text()
    page.locator(f"#t{number}").focus()
    page.context.set_offline(True)
    page.clock.fast_forward(16_000)
    page.get_by_text("No connection. This is how it was at").wait_for()
    assert page.locator(f"#t{number}").is_visible()
    page.context.set_offline(False)
    page.clock.fast_forward(16_000)
    page.get_by_text("As of").wait_for()
    assert page.evaluate("document.activeElement.id") == f"t{number}"


def test_the_board_asks_nothing_while_nobody_looks(
    make_context: Callable[..., BrowserContext], site: FairSite
) -> None:
    page = make_context(viewport=PHONE).new_page()
    page.clock.install()
    site.log_in(page)
    page.goto(f"{site.address}{site.fair}/board")
    asked = asked_for_the_board(page)
    look_away(page, hidden=True)
    page.clock.fast_forward(60_000)
    assert asked == []
    with page.expect_response("**/board"):
        look_away(page, hidden=False)


def asked_for_the_board(page: Page) -> list[str]:
    """Where it is asked for, from here on."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.url.endswith("/board") else None)
    return asked


def look_away(page: Page, *, hidden: bool) -> None:
    """As if another tab came to the front, or this one again."""
    page.evaluate(
        """hidden => {
          Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hidden,
    )


def opened(make_context: Callable[..., BrowserContext], site: FairSite, screen: str) -> Page:
    page = make_context(viewport=PHONE).new_page()
    site.log_in(page)
    page.goto(f"{site.address}{site.fair}/{screen}")
    return page
