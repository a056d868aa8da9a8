"""The whole way in a real browser, without scripts, by keyboard, forth and back, and pressed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.web.host import host_of

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from tests.web_support.walk import Walk


def submissions(app: Flask) -> int:
    with host_of(app).works.open(SYSTEM, write=False) as work:
        found = work.connection.exec_driver_sql("SELECT count(*) FROM submission")
        return int(found.scalar_one())


@pytest.mark.parametrize(
    ("language", "thanks"),
    [("en", "Thank you. We got your answers."), ("es", "Gracias. Recibimos sus respuestas.")],
)
def test_without_scripts_a_family_gets_to_the_thank_you_page(
    plain_walk: Walk, language: str, thanks: str
) -> None:
    names = []
    for name in plain_walk.screens(language):
        names.append(name)
        if name == "done":
            assert plain_walk.page.inner_text("h1") == thanks
            assert plain_walk.page.inner_text(".code")
    assert names[-1] == "landing, sent"


def test_without_scripts_a_language_switch_keeps_half_a_date_and_half_a_text(
    plain_walk: Walk,
) -> None:
    page = plain_walk.page
    plain_walk.to_help().tick("rent").press("next")
    plain_walk.fill(rent_due__month="4", rent_due__day="31", rent_due__year="2")
    plain_walk.press("language").press("use:ar-XB")
    assert page.get_attribute("html", "dir") == "rtl"
    for name, typed in (("month", "4"), ("day", "31"), ("year", "2")):
        assert page.input_value(f'[name="rent_due.{name}"]') == typed
    assert page.locator("#problems").count() == 0


def test_half_typed_text_survives_a_language_switch_letter_for_letter(plain_walk: Walk) -> None:
    typed = "\n  ¿Qué? <b>“x” & y\n\nline 3 العربية  "
    plain_walk.to_check().press("change:words_page")
    plain_walk.fill(words=typed).press("language").press("use:es")
    assert plain_walk.page.input_value("[name=words]") == typed
    assert plain_walk.page.get_attribute("html", "lang") == "es"


def test_back_and_forward_of_the_browser_lose_nothing_and_ask_nothing(walk: Walk) -> None:
    page = walk.page
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    walk.to_help().tick("food").press("next").tick("yes").press("next")
    page.go_back()
    assert page.is_checked('[name=safe][value="yes"]')
    page.go_back()
    assert page.is_checked('[name=help][value="food"]')
    page.go_forward()
    page.go_forward()
    assert page.url.endswith("/members")
    page.reload()
    assert page.url.endswith("/members")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_press_on_send_stores_one_submission(
    site_app: Flask, open_page: object, site: str, javascript: bool
) -> None:
    from tests.web_support.walk import Walk

    walk = Walk(open_page(javascript=javascript), site).to_check()  # type: ignore[operator]
    before = submissions(site_app)
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
