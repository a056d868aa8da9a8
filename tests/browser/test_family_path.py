"""The whole way in a real browser, without scripts, by keyboard, forth and back, and pressed twice."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from farolito.domain.access import SYSTEM
from farolito.domain.languages import LANGUAGES as EVERY
from farolito.web.host import host_of
from tests.browser.looked_at import LONG
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import BrowserContext, Page

ALL_THE_WAY = ("es", "en-XA", "ar-XB", "km") if LONG else ("es",)
"""In a browser; what no browser does is asked in all of them."""
IN_TURN = ("es", "km", "zh-Hans", "ar")


def submissions(app: Flask) -> int:
    with host_of(app).works.open(SYSTEM, write=False) as work:
        found = work.connection.exec_driver_sql("SELECT count(*) FROM submission")
        return int(found.scalar_one())


PEOPLE = ("Ana", "Luz", "Omar")


def to_the_end(walk: Walk, language: str) -> Iterator[str]:
    """The whole way with three people in the household, from the poster to check-answers; where each press led."""
    walk.begin(language).tick("with_name").press("next").tick("food").tick("rent").press("next")
    walk.fill(rent_due__month="4", rent_due__day="30", rent_due__year="2027").press("next")
    yield "safe_page"
    walk.tick("yes").press("next")
    for name in PEOPLE:
        yield "members"
        walk.tick("yes").press("next").fill(member_name=name).press("next")
        yield "member_birth_page"
        walk.unfold()
        walk.fill(member_born__age="9").press("next").tick("k").press("next")
    if walk.offers("no"):  # else: as many as there may be
        walk.tick("no")
    walk.press("next")
    yield "contact_page"
    walk.fill(full_name="Rosa Díaz", phone="2135550142", email="", people="4").press("next")
    yield "address_page"
    walk.check("stay.none", "1")
    walk.press("next").fill(words="Gracias.").press("next").press("next")
    yield "check"


@pytest.mark.parametrize("language", ALL_THE_WAY)
def test_without_scripts_a_family_of_four_gets_to_the_thank_you_page(
    plain_walk: Walk, language: str
) -> None:
    """Each page is one request, after the redirect of the one before."""
    page, asked, pages = plain_walk.page, Counter[str](), list[str]()
    page.on("request", lambda request: asked.update([f"{request.method} {request.resource_type}"]))
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    for where in to_the_end(plain_walk, language):
        assert page.url.partition("?")[0].endswith(f"/{where}")
    assert all(name in page.inner_text("main") for name in PEOPLE)
    plain_walk.press("change:words_page").fill(words="Muchas gracias.").press("next")
    assert "Muchas gracias." in page.inner_text("main")
    plain_walk.press("send")
    assert page.url.endswith("/done")
    assert page.inner_text(".code")
    assert page.get_attribute("html", "lang") == language
    assert len(set(pages)) > 14
    presses = asked.pop("POST document")
    # a redirect is a request of its own, made with GET
    assert asked.pop("GET document") == presses + 1
    assert asked.pop("GET other", 0) <= 1  # the icon of the site
    assert not asked


@pytest.mark.parametrize("language", EVERY)
def test_a_family_of_four_gets_to_the_thank_you_page_in_every_language(
    site_app: Flask, language: str
) -> None:
    """Through HTTP, with what a page without scripts sends."""
    walk = QuickWalk(site_app, language=language)
    for where in to_the_end(walk, language):
        assert walk.family.address.endswith(f"/{where}")
        assert walk.family.page.language == language
    assert all(name in walk.html for name in PEOPLE)
    walk.press("change:words_page").fill(words="Muchas gracias.").press("next")
    assert "Muchas gracias." in walk.html
    walk.press("send")
    assert walk.family.address.endswith("/done")
    assert walk.code
    assert walk.family.page.language == language


def test_without_scripts_ticks_and_half_a_date_are_kept_when_the_language_changes(
    plain_walk: Walk,
) -> None:
    page = plain_walk.page
    plain_walk.to_help().tick("food").tick("rent").press("language").press("use:ar")
    assert page.url.endswith("/help_page")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.is_checked('[value="food"]')
    assert page.is_checked('[value="rent"]')
    plain_walk.press("next")
    plain_walk.fill(rent_due__month="4", rent_due__day="31", rent_due__year="2")
    for language in IN_TURN:
        plain_walk.press("language").press(f"use:{language}")
        assert page.get_attribute("html", "lang") == language
        for name, typed in (("month", "4"), ("day", "31"), ("year", "2")):
            assert page.input_value(f'[name="rent_due.{name}"]') == typed
        assert page.locator("#problems").count() == 0


def test_half_typed_text_survives_changes_of_language_letter_for_letter(
    almost_sent: Callable[[Page], Walk], open_page: Callable[..., Page]
) -> None:
    typed = "\n  ¿Qué? <b>“x” & y\n\nline 3 العربية  "
    plain_walk = almost_sent(open_page(javascript=False)).press("change:words_page")
    plain_walk.fill(words=typed)
    for language in IN_TURN:
        plain_walk.press("language").press(f"use:{language}")
        assert plain_walk.page.input_value("[name=words]") == typed
        assert plain_walk.page.get_attribute("html", "lang") == language


FIELDS = """() => [...document.querySelectorAll("main input, main select, main textarea")]
  .filter((e) => e.type !== "hidden").map((e) => [e.name, e.type, e.value, e.checked])"""


@pytest.mark.parametrize("kept", [False, True], ids=["loaded anew", "kept by the browser"])
def test_back_and_forward_through_the_whole_form_lose_nothing_and_ask_nothing(
    walk: Walk, site: str, kept: bool, with_memory: BrowserContext
) -> None:
    walk = Walk(with_memory.new_page(), site) if kept else walk
    page = walk.page
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for _ in to_the_end(walk, "en"):
        pass
    many = (
        page.evaluate("history.length") - 4
    )  # a blank page, the poster, the language, the consent
    assert many >= 14
    filled: list[tuple[str, object]] = []
    for _ in range(many):
        page.go_back()
        filled.append((page.url, page.evaluate(FIELDS)))
    assert page.url.endswith("/help_page")
    assert page.is_checked('[name=help][value="food"]')
    for where, fields in reversed(filled):
        assert (page.url, page.evaluate(FIELDS)) == (where, fields)
        page.go_forward()
    assert page.url.endswith("/check")
    page.reload()
    assert "Rosa Díaz" in page.inner_text("main")


@pytest.mark.parametrize(
    ("javascript", "twice"),
    [(True, "click"), (False, "click"), (False, "Enter")],
    ids=["scripts", "no scripts", "no scripts, Enter"],
)
def test_send_pressed_twice_stores_one_submission(
    site_app: Flask,
    almost_sent: Callable[[Page], Walk],
    open_page: Callable[..., Page],
    javascript: bool,
    twice: str,
) -> None:
    walk = almost_sent(open_page(javascript=javascript))
    before = submissions(site_app)
    if twice == "Enter":
        walk.button("send").focus()
        for _ in range(2):
            walk.page.keyboard.down("Enter")
    else:
        walk.button("send").dblclick()
    walk.page.wait_for_url("**/done")
    assert submissions(site_app) == before + 1


def press_until(page: Page, wanted: str, key: str = "Tab") -> None:
    """Move with the keyboard until an element that matches has the focus, which must always be seen."""
    for _ in range(60):
        page.keyboard.press(key)
        seen = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return e === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) }"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"the keyboard does not reach {wanted} on {page.url}")


def test_the_keyboard_alone_is_enough(walk: Walk) -> None:
    page = walk.page
    page.goto(walk.start)
    press_until(page, 'button[value="use:en"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/consent_page*")
    press_until(page, '[value="with_name"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # Enter in any field is Continue
    page.wait_for_url("**/help_page")
    press_until(page, '[value="food"]')
    page.keyboard.press("Space")
    press_until(page, 'button[value="next"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/safe_page")
    press_until(page, '[value="yes"]')
    page.keyboard.press("ArrowDown")
    assert page.is_checked('[value="no"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/members")
    press_until(page, "#more")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contact_page")
    press_until(page, "[name=full_name]")
    page.keyboard.type("Rosa Díaz")
    page.keyboard.press("Enter")
    page.wait_for_url("**/address_page")
    page.keyboard.press("Tab")  # the first stop is the way past the header
    assert page.evaluate("document.activeElement.matches('a.skip')")
    for wanted in ("words_page", "note_page", "check"):
        press_until(page, 'button[value="next"]:not(.vh)')
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{wanted}")
    press_until(page, 'button[value="send"]:not(.vh)')
    page.keyboard.press("Enter")
    page.wait_for_url("**/done")


def test_the_keyboard_goes_in_the_order_of_the_page(walk: Walk) -> None:
    page = walk.to_help().page
    stops: list[float] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "() => document.activeElement === document.body ? null :"
            " [...document.querySelectorAll('*')].indexOf(document.activeElement)"
        )
        if place is None:
            break
        stops.append(place)
    assert stops == sorted(stops)
    assert len(stops) >= 7


def light_of(colour: tuple[int, ...]) -> float:
    """The relative luminance of WCAG."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (one / 255 for one in colour[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def told_apart(before: Image.Image, after: Image.Image) -> int:
    """How many pixels changed by a contrast of 3 to 1 or more."""
    many = 0
    one: Any
    other: Any
    for one, other in zip(before.get_flattened_data(), after.get_flattened_data(), strict=True):
        if one != other:
            darker, lighter = sorted((light_of(one), light_of(other)))
            many += (lighter + 0.05) / (darker + 0.05) >= 3
    return many


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_seen_by_its_pixels(
    open_page: Callable[..., Page], site: str, scheme: str
) -> None:
    """A choice, a button, a link, a field, a menu, a summary: around each at least 2 pixels change on all sides."""
    page = open_page(color_scheme=scheme)
    walk = Walk(page, site)
    seen: set[str] = set()
    for where in ("help_page", "consent_page", "rent_page", "contact_page"):
        if where == "help_page":
            walk.to_help().tick("rent").press("next")
        page.goto(f"{walk.start}/{where}")
        for _ in range(25):
            page.keyboard.press("Tab")
            kind = page.evaluate(
                "() => document.activeElement.type || document.activeElement.tagName"
            )
            if kind == "BODY":
                break
            if kind in seen:
                continue
            seen.add(kind)
            box = page.locator(":focus").bounding_box()
            assert box
            clip: Any = {
                "x": max(box["x"] - 6, 0),
                "y": max(box["y"] - 6, 0),
                "width": box["width"] + 12,
                "height": box["height"] + 12,
            }
            after = page.screenshot(clip=clip, animations="disabled", full_page=False)
            element = page.evaluate_handle("document.activeElement")
            element.evaluate("(e) => e.blur()")
            before = page.screenshot(clip=clip, animations="disabled", full_page=False)
            element.evaluate("(e) => e.focus({ focusVisible: true })")
            pictures = [Image.open(io.BytesIO(one)).convert("RGB") for one in (before, after)]
            assert told_apart(*pictures) >= 4 * (box["width"] + box["height"]), (where, kind)
    assert seen >= {"checkbox", "submit", "A", "text", "select-one", "SUMMARY"}, seen
