"""What the small script adds: focus after a problem, saving while typing, a guard, a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import pytest
from babel.messages.pofile import read_po

from farolito.domain.languages import WRITTEN
from farolito.testing.browser import press
from farolito.web.i18n import HOST_CATALOGUES
from tests.browser.looked_at import LONG
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Response


def problem(language: str) -> str:
    """How a title begins when something on the page is to be mended."""
    if language == "en":
        return "Problem:"
    tag = language.replace("-", "_")
    with (HOST_CATALOGUES / tag / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return str(read_po(file)["Problem:"].string)


def test_a_problem_is_what_has_the_focus_and_its_link_leads_to_the_field(walk: Walk) -> None:
    page = walk.page
    for language in WRITTEN if LONG else ("en", "fa"):
        page.context.clear_cookies()
        walk.to_help(language)
        # a new page: its own words come next
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('a.skip[href=\"#main\"]')")
        walk.press("next")
        page.wait_for_function("document.activeElement.id === 'problems'")
        assert page.title().startswith(problem(language))
        page.click("#problems a")
        page.wait_for_function("document.activeElement.id === 'help'")


def draft_with(words: str) -> Callable[[Response], bool]:
    """Whether an answer is that to a save in which these words are."""
    return lambda reply: (
        reply.status == 204 and words in unquote_plus(reply.request.post_data or "")
    )


def begins(page: Page, shown: str) -> None:
    """The page is at its top, nothing has the focus, its own words come next, and so is what was done."""
    assert page.evaluate("[scrollY, document.activeElement === document.body]") == [0, True]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip[href=\"#main\"]')")
    for one in ("main h1", shown):
        low = page.locator(one).first.evaluate(
            "(e) => e.getBoundingClientRect().bottom - innerHeight"
        )
        assert low <= 0, one


def test_a_list_of_people_begins_at_its_head_whatever_was_done_to_it(walk: Walk) -> None:
    page = walk.page

    def go(button: str, shown: str) -> None:
        press(walk.button(button), "Enter")
        begins(page, shown)

    for language in WRITTEN if LONG else ("fa",):
        page.context.clear_cookies()
        walk.to_help(language).tick("food").press("next").tick("yes").press("next")
        walk.tick("yes")
        go("next", "[name=member_name]")
        walk.fill(member_name="Ana")
        go("next", "main h1")
        walk.unfold().fill(member_born__age="9")
        go("next", "main h1")
        walk.tick("k")
        go("next", ".sum li >> text=Ana")  # added: seen on the list
        go("change:", "[name=member_name]")
        walk.fill(member_name="Luz").press("next").press("next")
        go("next", ".sum li >> text=Luz")
        go("remove:", "[value^='removed:']")
        go("removed:", "h1 + [role=status] >> text=Luz")  # said where the page begins
        assert page.locator(".sum li").count() == 0
        go("undo:", ".sum li >> text=Luz")


def test_what_is_typed_is_saved_a_moment_later(
    almost_sent: Callable[[Page], Walk], open_page: Callable[..., Page]
) -> None:
    walk = almost_sent(open_page()).press("change:words_page")
    with walk.page.expect_response(draft_with("más")):
        walk.page.locator("[name=words]").press_sequentially(" y más")
    cookies = walk.page.context.cookies()
    other = open_page()  # the phone died; its cookie came back
    other.context.add_cookies(cookies)  # type: ignore[arg-type]
    other.goto(f"{walk.start}/words_page")
    assert " y más" in other.input_value("[name=words]")


def test_leaving_the_page_saves_what_was_just_typed(
    almost_sent: Callable[[Page], Walk], open_page: Callable[..., Page]
) -> None:
    walk = almost_sent(open_page()).press("change:words_page")
    page = walk.page
    walk.fill(words="unsaved")
    page.goto(walk.start)  # at once: the pause after typing is not over
    for _ in range(300):  # the save may still be under way
        page.goto(f"{walk.start}/words_page")
        if page.input_value("[name=words]") == "unsaved":
            break
        page.wait_for_timeout(100)
    assert page.input_value("[name=words]") == "unsaved"


def test_none_of_these_and_skip_clear_the_others(walk: Walk) -> None:
    page = walk.to_help().tick("food").tick("none").page
    assert not page.is_checked('[value="food"]')
    walk.tick("rent")
    assert not page.is_checked('[value="none"]')
    walk.tick("_skip")
    assert page.eval_on_selector_all("[name=help]:checked", "all => all.map((e) => e.value)") == [
        "_skip"
    ]


def test_a_pressed_button_says_so_and_a_second_press_sends_nothing(
    almost_sent: Callable[[Page], Walk], open_page: Callable[..., Page]
) -> None:
    said, prevented = almost_sent(open_page()).page.evaluate(
        """() => {
          const button = document.querySelector("button[value=send]:not(.vh)");
          const sent = [];
          button.form.addEventListener("submit", (event) => {
            sent.push(event.defaultPrevented);
            event.preventDefault();
          });
          button.click();
          button.click();
          return [button.getAttribute("aria-disabled"), sent];
        }"""
    )
    assert said == "true"
    assert prevented == [False, True]


@pytest.mark.parametrize("way", ["press", "shift"])
def test_leave_now_hides_the_page_and_closes_the_way_back(
    open_page: Callable[..., Page], site: str, way: str
) -> None:
    page = open_page()
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="Sunny"))
    walk = Walk(page, site, "talk").to_help()
    if way == "press":
        page.click("[data-leave]")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.weather.gov/")
    page.wait_for_load_state()
    # the page told the server while it was leaving; that may arrive a moment later
    for _ in range(300):
        page.goto(f"{walk.start}/help_page")
        if page.url == walk.start:
            break
        page.wait_for_timeout(100)
    assert page.url == walk.start  # the session is over: nothing to see
    assert "food" not in page.content()


def test_without_scripts_leave_now_is_a_link(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(javascript=False)
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="Sunny"))
    Walk(page, site, "talk").to_help()
    with page.expect_request("https://www.weather.gov/") as asked:
        page.click("[data-leave]")
    assert "referer" not in asked.value.headers
