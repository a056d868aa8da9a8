"""Every screen of a family: for people who cannot see it well, press small things, or read left to right."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from farolito.testing.browser import axe
from tests.browser.looked_at import FAMILIES
from tests.browser.windows import opened, show
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page

    from tests.browser.windows import Windows


@pytest.mark.parametrize("language", FAMILIES)
def test_every_screen_can_be_used_by_everybody_in_every_language(
    windows: Windows, site_app: Flask, language: str
) -> None:
    walk = QuickWalk(site_app, language=language)
    found = {name: windows.faults(walk, language) for name in walk.screens(language)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 26


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


def row(page: Page) -> Image.Image:
    """The first row to tick, as it looks."""
    picture = page.locator(".ch").first.screenshot(animations="disabled")
    return Image.open(io.BytesIO(picture)).convert("RGB")


@pytest.mark.parametrize(
    "look",
    [{"forced_colors": "active"}, {"color_scheme": "dark", "reduced_motion": "reduce"}],
    ids=["forced colors", "dark, no motion"],
)
def test_a_ticked_row_looks_different_whatever_the_colours(
    open_page: Callable[..., Page], site: str, look: dict[str, str]
) -> None:
    page = open_page(**look)
    walk = Walk(page, site).to_help()
    blank = row(page)
    walk.tick("food")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    differ = (
        ImageChops.difference(blank, row(page)).convert("L").point(lambda one: 255 * (one > 24))
    )
    assert differ.histogram()[255] > 0.01 * blank.width * blank.height
    assert axe(page) == []
    styles = page.eval_on_selector_all(
        ".ch", "rows => rows.map((row) => getComputedStyle(row).outlineStyle)"
    )
    if "forced_colors" in look:
        assert (styles[0], set(styles[1:])) == ("solid", {"none"})
    walk.press("next").press("next")
    assert page.locator("#problems").count() == 1
    assert axe(page) == []


@pytest.fixture(scope="module")
def paper(browser: Browser, site: str) -> Iterator[Page]:
    """A window that shows pages as they are printed."""
    page = opened(browser, site)
    page.emulate_media(media="print")
    yield page
    page.context.close()


def pages_of_print(page: Page) -> int:
    """On how many sheets of letter paper a page is printed."""
    return len(PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages)


@pytest.mark.parametrize("language", FAMILIES)
def test_what_is_printed_has_the_answers_or_the_code_and_no_buttons(
    paper: Page, site_app: Flask, language: str
) -> None:
    page, walk = paper, QuickWalk(site_app, language=language)
    walk.to_check(language)
    show(page, walk.html)
    for gone in (".act", ".top", ".btn"):
        assert not page.locator(gone).first.is_visible(), gone
    cut = page.eval_on_selector_all(
        "main dl > div", "rows => rows.map((row) => getComputedStyle(row).breakInside)"
    )
    assert len(cut) > 5
    assert set(cut) == {"avoid"}
    walk.press("send")
    show(page, walk.html)
    assert page.is_visible(".code")
    assert page.is_visible(".steps")
    for gone in (".act", ".top"):
        assert not page.is_visible(gone)
    assert pages_of_print(page) == 1


def test_no_screen_asks_another_host_or_a_font_or_breaks_its_own_policy(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url}"))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for _ in Walk(page, site).screens("es"):
        pass
    assert said == []
    assert [one for one in asked if site not in one] == []
    kinds = {one.partition(" ")[0] for one in asked}
    assert kinds <= {"document", "script", "other", "image", "fetch"}  # no font
