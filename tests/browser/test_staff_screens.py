"""Staff screens in a real browser: accessible in every language and light, narrow, and with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import Actor, Grant
from farolito.services import jobs, paper_sheets
from farolito.services.numbers import nightly
from farolito.testing.browser import COLORS, axe, overflow, press
from farolito.testing.plugins import make_hooks
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.web.staff.form import ANSWERS
from tests.web.staff.school import PASSWORD, School
from tests.web.staff.test_changes_page import change
from tests.web.staff.test_paper import Jammed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

LANGUAGES = ("en", "es", "ar-XB")
SCREENS = (
    "log-in",
    "log-in refused",
    "schools",
    "empty inbox",
    "inbox",
    "older responses",
    "response",
    "anonymous response",
    "changes",
    "forms",
    "promises",
    "promises refused",
    "no paper",
    "forms to export",
    "export",
    "numbers",
    "no numbers",
    "report",
    "pile",
    "file",
    "sheet",
)
SOMEBODY = count()
NARROW: Any = {"width": 320, "height": 256}
"""A window of 1280 x 1024 at 400 %, in CSS pixels."""

SCROLLS = """() => [...document.querySelectorAll('main *')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX))
  .filter(e => !(e.tabIndex === 0 && e.getAttribute('role') === 'region'
    && (e.ariaLabel || e.getAttribute('aria-labelledby'))))
  .map(e => e.outerHTML.slice(0, 120))"""
"""What scrolls sideways without being a region that has a name and takes the keyboard."""

FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  return {what: e.id || e.getAttribute('href') || e.ariaLabel || e.textContent.trim().slice(0, 40),
          line: s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth),
          seen: box.width > 0 && box.height > 0};
}"""


@dataclass
class Served:
    """The site at ``address``, with somebody of two schools, and a response of each kind."""

    school: School
    address: str
    user: str
    email: str
    response: str
    anonymous: str
    changed: str  # another one, corrected twice within a minute
    file: str  # that is being made

    def open(self, page: Page, screen: str) -> None:
        """Show a screen of :data:`SCREENS`."""
        path = {
            "schools": "/staff/",
            "empty inbox": "/staff/grant",
            "inbox": "/staff/lincoln",
            "older responses": "/staff/lincoln?after=2026-11-23T18:32:00~",
            "response": self.response,
            "anonymous response": self.anonymous,
            "changes": f"{self.changed}/changes",
            "forms": "/staff/lincoln/forms",
            "promises": "/staff/lincoln/promises",
            "promises refused": "/staff/lincoln/promises",
            "no paper": f"{self.response}/family-copy.pdf",
            "forms to export": "/staff/lincoln/export",
            "export": "/staff/lincoln/export?form=needs",
            "numbers": "/staff/lincoln/numbers",
            "no numbers": "/staff/grant/numbers",
            "report": "/staff/lincoln/numbers/report?form=needs&year=2026-27",
            "pile": "/staff/lincoln/print?since=2026-11-23",
            "file": f"/staff/lincoln/files/{self.file}",
            "sheet": "/staff/lincoln/paper/P-1001",
        }.get(screen, "/staff/log-in")
        page.goto(self.address + path)
        if screen == "log-in refused":
            # somebody else each time: who tries too often is told to wait, without a way to the field
            page.fill("#email", f"somebody-{next(SOMEBODY)}@school.example")
            page.fill("#password", f"wrong in {page.url}")
            press(page.locator("main button.btn:not(.alt)"))
        if screen == "promises refused":
            page.fill("#on_duty", "Rosa")
            press(page.locator("main button.btn:not(.alt)"))

    def visit(self, page: Page, user: str) -> None:
        """Let ``user`` be logged in in the browser of this page."""
        token = self.school.token(user)
        page.context.add_cookies([{"name": NAMES["staff"], "value": token, "url": self.address}])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that is served while the tests of this file run."""
    school = School(tmp_path_factory.mktemp("site"), make_hooks(Jammed), pseudo_locales=True)
    user, email = school.add_user("coordinator", name="Rosa Alvarez")
    school.grant(user, "coordinator", "grant")
    response, anonymous = school.send(), school.send("survey")
    changed = school.send(words="Short")
    other = ANSWERS["needs"]["members"]["entries"][1]
    change(school, changed, words=f"{'Long words ' * 90}{'W' * 200}", food="never")
    change(school, changed, "x" * 300, members={"entries": [other], "done": True})
    for _ in range(55):
        school.clock.advance(minutes=1)
        school.send(language="en")
    jobs.run_all(school.works)
    for days in (1, 30):  # what became of the responses is told later
        school.clock.advance(days=days)
        nightly.run(school.works, {})
    school.clock.advance(days=-31)
    coordinator = Actor("user", user, "Rosa", (Grant(school.places["lincoln"].id, "coordinator"),))
    with school.works.open(coordinator) as work:
        file = paper_sheets.number_sheets(work, "lincoln", "needs", "es", 1).file_id
    with serve(school.app) as address:
        yield Served(school, address, user, email, response, anonymous, changed, file)
    school.close()


def opened(
    make_context: Callable[..., BrowserContext],
    site: Served,
    language: str,
    screen: str,
    **more: Any,
) -> Page:
    page = make_context(locale=language, **more).new_page()
    if not screen.startswith("log-in"):
        site.visit(page, site.user)
    site.open(page, screen)
    assert page.locator("html").get_attribute("lang") == language
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_by_day_and_by_night_and_nothing_needs_scrolling_at_400_percent(
    make_context: Callable[..., BrowserContext], site: Served, screen: str, language: str
) -> None:
    page = opened(make_context, site, language, screen, viewport={"width": 1000, "height": 800})
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, COLORS) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    assert page.evaluate(SCROLLS) == []


def tab_to(page: Page, wanted: str) -> list[str]:
    """Press Tab until the element with this id, address or text has the focus; what was passed on the way."""
    passed: list[str] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["seen"], focus
        assert focus["line"] >= 2, focus
        if focus["what"] == wanted:
            return passed
        passed.append(focus["what"])
    raise AssertionError(f"{wanted} is not reached: {passed}")


def test_with_the_keyboard_alone_from_log_in_to_a_response_and_out_again(
    make_context: Callable[..., BrowserContext], site: Served
) -> None:
    page = make_context(viewport={"width": 1000, "height": 800}, javascript=False).new_page()
    _, email = site.school.add_user("parent_engagement_coordinator", name="Marisol Peña")
    response = site.school.send()

    page.goto(f"{site.address}/staff/log-in")
    assert tab_to(page, "email") == ["#main", "/"]
    page.keyboard.type(email)
    assert tab_to(page, "password") == []
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/lincoln")

    tab_to(page, "#main")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    passed = tab_to(page, response)
    # what was sent in the same instant may stand above it
    assert [where for where in passed if where and "/responses/" not in where] == [
        "/staff/lincoln/to-do",
        "/staff/lincoln/forms",
        "/staff/lincoln/partners",
        "/staff/lincoln/paper",
        "/staff/lincoln/print",
        "/staff/lincoln",
        "/staff/lincoln?state=new",
        "/staff/lincoln?assigned=me",
        "/staff/lincoln?assigned=nobody",
        "/staff/lincoln?overdue=yes",
        "Narrow the list",
        "Responses",
    ]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{response}")
    assert "Muchas veces" in page.inner_text("main")

    tab_to(page, "Log out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/log-in")
    page.goto(site.address + response)
    assert page.url.startswith(f"{site.address}/staff/log-in")


def test_a_file_is_taken_away_with_the_keyboard_alone_and_without_scripts(
    make_context: Callable[..., BrowserContext], site: Served
) -> None:
    page = make_context(javascript=False, accept_downloads=True).new_page()
    site.visit(page, site.user)
    page.goto(f"{site.address}/staff/lincoln/export")
    tab_to(page, "/staff/lincoln/export?form=needs")
    page.keyboard.press("Enter")
    page.wait_for_url("**form=needs")
    tab_to(page, "Download the file")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    download = waiting.value
    assert download.suggested_filename == "lincoln-responses-2026-11-23.xlsx"
    assert download.path().stat().st_size > 5_000
    assert download.failure() is None


def test_a_sheet_is_typed_in_with_number_keys_and_enter_never_sends_it(
    make_context: Callable[..., BrowserContext], site: Served
) -> None:
    page = make_context().new_page()
    site.visit(page, site.user)
    site.open(page, "sheet")
    page.wait_for_selector("[data-n]", state="attached")
    asked = page.locator(".typed")
    page.keyboard.press("Enter")
    here = "(one) => document.activeElement.closest('.typed') === one"
    for number in range(asked.count()):
        question = asked.nth(number)
        assert question.evaluate(here)
        if question.locator("[data-n='2']").count():
            page.keyboard.press("2")
            assert question.locator("[data-n='2'] input").is_checked()
        elif question.locator("input").count():
            page.keyboard.type("2")
            assert question.locator("input").first.input_value() == "2"
        if question.locator("textarea").count():  # there Enter begins a line
            break
        page.keyboard.press("Enter")
    page.focus("[name$='.day']:visible")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.name").endswith(".month")
    assert page.url.endswith("/paper/P-1001")
    page.get_by_label("Keys 1 to 9 choose").uncheck()
    assert page.locator("[data-n]").count() == 0


def test_a_refused_log_in_begins_with_the_problem_and_leads_to_the_field(
    make_context: Callable[..., BrowserContext], site: Served
) -> None:
    page = make_context().new_page()
    site.open(page, "log-in refused")
    assert page.title().startswith("Problem: ")
    page.wait_for_function("document.activeElement.getAttribute('role') === 'alert'")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#email")
    assert page.evaluate("document.activeElement.id") == "email"
    assert page.input_value("#email").endswith("@school.example")
    assert page.input_value("#password") == ""


def test_the_pages_are_the_same_without_scripts_and_log_out_is_real(
    make_context: Callable[..., BrowserContext], site: Served
) -> None:
    page = make_context(javascript=False).new_page()
    site.visit(page, site.user)
    page.goto(f"{site.address}/staff/lincoln")
    press(page.get_by_role("link", name="Older responses"))
    assert page.locator("tbody tr").count() >= 7
    press(page.get_by_role("button", name="Log out"))
    page.go_back()
    page.reload()
    assert page.get_by_role("button", name="Log in").is_visible()
