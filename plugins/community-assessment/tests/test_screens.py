"""The pages in a real browser: a small phone, two languages, no scripts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow
from farolito.testing.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from farolito.testing.site import Site

NOVEMBER = datetime(2026, 11, 3, 18, tzinfo=UTC)
HERE = "/-/community_assessment/lincoln"
SCREENS = (
    HERE,
    f"{HERE}/2026-27",
    f"{HERE}/outcomes",
    f"{HERE}/2026-27/report",
    "/-/community_assessment/results/lincoln",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    make_context: Callable[..., BrowserContext],
    site: Site,
    answered: Callable[..., None],
    language: str,
) -> None:
    site.fill_demo()
    answered({"food": 14, "home": 12})
    site.works.clock = lambda: NOVEMBER
    site.night()
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
