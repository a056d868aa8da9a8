"""Before the doors open: the plan, what is ready, tablets that are paired, the PIN, the first tickets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.fairs.pictures.day import FIRST, FORMS, TABLET, Day, Held

if TYPE_CHECKING:
    from playwright.sync_api import Page

PIN = "258014"


def press(page: Page, *values: str) -> None:
    """Press the button of a form by its value, or its only one; wait for what follows."""
    chosen = f'button[value="{values[0]}"]' if values else "main form button.btn"
    with page.expect_navigation():
        page.locator(chosen).last.click()


def plan(day: Day) -> None:
    """From an empty list to a plan."""
    page = day.open(day.staff, "/staff/lincoln/fairs")
    day.take(page, "staff-no-fairs")
    day.open(page, "/staff/lincoln/fairs/new")
    day.take(page, "staff-plan")
    page.fill("#name", "")
    press(page)
    day.take(page, "staff-plan-with-a-problem")
    page.fill("#name", "Fall resource fair")
    for form in FORMS:
        page.check(f'[name=form][value="{form}"]')
    for one in FIRST:
        page.check(f'[name=language][value="{one}"]')
    page.fill("#tables", "Food pantry\nClinic\nLibrary")
    press(page)
    day.site.fair = page.url.removeprefix(day.site.address)
    day.take(page, "staff-nothing-is-ready")


def get_ready(day: Day) -> None:
    """Tickets and the PIN."""
    page, fair = day.staff, day.site.fair
    page.fill("#many", "0")
    press(page, "tickets")
    day.take(page, "staff-tickets-with-a-problem")
    day.site.staff.post(fair, data={"do": "tickets", "many": "40"})
    day.site.staff.post(fair, data={"do": "printed"})
    day.open(page, f"{fair}/tables")
    for at, help in enumerate(("food", "benefits", "health", "talk", "books"), 1):
        page.locator(f'[value="{help}"]').nth((at - 1) // 2).check()
    page.fill("#words-2", "x" * 121)
    press(page)
    day.take(page, "staff-signs-with-a-problem")
    page.fill("#words-2", "Ask for Dr. Ruiz")
    press(page)
    day.take(page, "staff-signs")
    signs = day.site.staff.get(f"{fair}/signs.pdf").data
    day.keep("paper-signs", signs)
    day.open(page, fair)
    press(page, "pin")
    day.take(page, "staff-pin")
    day.pin = page.locator(".code").first.inner_text()


def pair(day: Day) -> Held:
    """A tablet, from the page on which nothing is paired to the screen of the team."""
    page, fair = day.staff, day.site.fair
    tablets = fair.replace("/fairs/", "/events/") + "/tablets"
    day.open(page, tablets)
    page.fill("#pin", "1111")
    press(page)
    day.take(page, "staff-tablet-with-a-problem")
    page.fill("#name", "Table 1 – blue")
    page.fill("#pin", PIN)
    press(page)
    day.take(page, "staff-code-of-a-tablet")
    code = re.sub(r"\D", "", page.locator(".code").inner_text())

    context = day.page(TABLET, day.team)
    day.open(context, "/tablet/").wait_for_selector("h1")
    day.take(context, "tablet-never-paired")
    day.open(context, "/pair")
    day.take(context, "tablet-pair")
    context.fill("[name=code]", "123456")
    context.locator("main .btn").click()
    context.wait_for_selector(".em, .err, [role=alert]:not([hidden])")
    day.take(context, "tablet-pair-with-a-problem")
    day.open(context, f"/pair?code={code}")
    day.take(context, "tablet-pair-by-picture")
    context.locator("main .btn").click()
    context.wait_for_url("**/tablet/")
    context.wait_for_selector("#team-h")
    day.take(context, "tablet-fetches-the-forms")
    context.wait_for_selector("#next:not([hidden])")
    context.evaluate("navigator.serviceWorker.ready.then(() => null)")
    taken = Held(context, day.site.address)
    taken.page.click("[data-do=refresh]")
    taken.page.wait_for_timeout(1500)
    day.take(context, "tablet-ready")

    page.reload()
    day.take(page, "staff-tablet-connected")
    day.open(page, tablets)
    day.take(page, "staff-tablets")
    day.open(page, fair)
    day.take(page, "staff-ready")
    return taken


def open_doors(day: Day) -> None:
    """A helper comes in with the PIN, and gives tickets."""
    page, fair = day.helper, day.site.fair
    day.open(page, "/staff/event?place=lincoln")
    page.fill("[name=pin]", "0000")
    page.fill("[name=name]", "Lupe")
    press(page)
    day.take(page, "helper-wrong-pin")
    page.fill("[name=pin]", day.pin)
    press(page)
    day.take(page, "helper-nobody-waits")
    for language in ("es", "es", "hy"):
        day.site.give(language)
        day.site.school.clock.advance(minutes=3)
    day.open(page, f"{fair}/point")
    day.take(page, "helper-point")
    with page.expect_navigation():
        page.click(f'a[hreflang="{day.language}"]')
    page.check("[name=interpreter]")
    day.take(page, "helper-next")
    with page.expect_navigation():
        page.locator("main .btn").last.click()
    day.ticket = page.url.rpartition("=")[2]
    day.site.give("km", spoken="omq-x-mixtec", interpreter="1")
    day.site.move("1", do="left")
    day.site.move("2", do="tablet", tablet="")
    day.site.school.clock.advance(minutes=4)
    page.reload()
    day.take(page, "helper-board")
    day.take(day.open(day.staff, f"{fair}/board?given={day.ticket}"), "staff-board")
    day.open(page, f"{fair}/next?language=es")
    page.fill("#number", "1")
    with page.expect_navigation():
        page.locator("main .btn").last.click()
    day.take(page, "helper-next-with-a-problem")
    day.open(page, f"{fair}/tickets/{day.ticket}")
    day.take(page, "helper-ticket")
    day.open(day.staff, f"{fair}/tickets/{day.ticket}")
    day.take(day.staff, "staff-ticket")
