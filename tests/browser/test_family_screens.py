"""Every screen of a family: for people who cannot see it well, press small things, or read left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow
from tests.browser.looked_at import LOOKS, WIDEST
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

# WCAG 1.4.12, on top of letters twice as large
SPACED = """
addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "200%";
  const sheet = document.createElement("style");
  sheet.textContent = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`;
  document.head.append(sheet);
});
"""
LEFTMOST = """Math.min(...[...document.querySelectorAll("main *")].filter((e) => !e.closest(".vh"))
  .map((e) => e.getBoundingClientRect()).filter((r) => r.width > 1).map((r) => r.left))"""
SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((e) => e.checkVisibility() && !e.closest(".vh") && !e.closest(".skip"))
  .map((e) => [e, (e.closest("label.ch") || e).getBoundingClientRect()])
  .filter(([e, r]) => e.type !== "hidden" && r.width > 1 &&
    (e.closest("p, li li, .steps") && e.tagName === "A" ? r.height < 24 : r.height < 44 || r.width < 44))
  .map(([e, r]) => `${e.outerHTML.slice(0, 120)} ${r.width}x${r.height}`)"""


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_axe_finds_nothing_on_any_screen(
    open_page: Callable[..., Page], site: str, language: str, scheme: str
) -> None:
    walk = Walk(open_page(color_scheme=scheme), site)
    found = {name: axe(walk.page) for name in walk.screens(language)}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", WIDEST)
def test_nothing_overflows_at_320_pixels_with_large_and_spaced_text(
    open_page: Callable[..., Page], site: str, language: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.add_init_script(SPACED)
    for name in Walk(page, site).screens(language):
        assert overflow(page) == 0, name
        assert page.evaluate(LEFTMOST) >= -1, name


@pytest.mark.parametrize("language", ["en", "ar-XB"])
def test_everything_that_is_pressed_is_large_enough(walk: Walk, language: str) -> None:
    small = {name: walk.page.evaluate(SMALL) for name in walk.screens(language)}
    assert {name: found for name, found in small.items() if found} == {}


def test_the_sensitive_form_passes_axe_too(open_page: Callable[..., Page], site: str) -> None:
    walk = Walk(open_page(), site, "talk")
    walk.to_help()
    assert axe(walk.page) == []
    walk.press("stop")
    assert axe(walk.page) == []
    walk.press("erase")
    assert axe(walk.page) == []


@pytest.mark.parametrize("address", ["/", "/lincoln/no-such-form", "/healthz/nothing"])
def test_pages_of_nobody_in_particular_pass_axe(
    open_page: Callable[..., Page], site: str, address: str
) -> None:
    page = open_page()
    page.goto(site + address)
    assert axe(page) == []


def test_a_ticked_row_is_told_apart_without_colours(
    open_page: Callable[..., Page], site: str
) -> None:
    walk = Walk(open_page(forced_colors="active"), site).to_help().tick("food")
    styles = walk.page.eval_on_selector_all(
        ".ch", "rows => rows.map((row) => getComputedStyle(row).outlineStyle)"
    )
    assert styles[0] == "solid"
    assert set(styles[1:]) == {"none"}
    assert axe(walk.page) == []


def test_the_printed_thank_you_page_has_the_code_and_no_buttons(walk: Walk) -> None:
    walk.to_check().press("send")
    page = walk.page
    page.emulate_media(media="print")
    assert page.is_visible(".code")
    assert page.is_visible(".steps")
    assert not page.is_visible(".act")
    assert not page.is_visible(".top")


def test_no_screen_asks_another_host_or_a_font(open_page: Callable[..., Page], site: str) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url}"))
    for _ in Walk(page, site).screens("en"):
        pass
    assert [one for one in asked if site not in one] == []
    assert {one.partition(" ")[0] for one in asked} <= {
        "document",
        "script",
        "other",
        "image",
        "fetch",
    }
    assert not [one for one in asked if one.startswith("font")]


def test_no_screen_breaks_its_own_policy(open_page: Callable[..., Page], site: str) -> None:
    page = open_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for _ in Walk(page, site).screens("es"):
        pass
    assert said == []
