"""The pages in a real browser: a small phone, three languages, no scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow
from farolito.testing.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from farolito.testing.site import Site

PLACE = "/-/contact_log/lincoln"


@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    make_context: Callable[..., BrowserContext],
    site: Site,
    answers: Callable[..., str],
    language: str,
) -> None:
    site.fill_demo()
    answers(language)
    html = site.staff("coordinator").get(PLACE).text
    family = re.search(r"/family/[^\"]+", html)
    assert family is not None
    name, value = site.log_in("coordinator")
    screens = ("", "?list=roster", family[0], "/today", "/roster", "/template")
    with serve(site.app) as root:
        context = make_context(locale=language, javascript=False)
        context.add_cookies([{"name": name, "value": value, "url": root}])
        page = context.new_page()
        for address in screens:
            page.goto(f"{root}{PLACE}{address}")
            assert page.locator("html").get_attribute("lang") == language
            assert axe(page) == [], address
            assert overflow(page) == 0, address
