"""A family's own phone: begun on a device of the school and taken over, then a form from the poster, kept for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.browser import PHONE
from tests.fairs.pictures import answers
from tests.fairs.pictures.day import FORMS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.fairs.pictures.day import Day

QUICK, NEEDS = FORMS


def go(page: Page, what: str) -> None:
    """Press a button of the form, and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(f'button[name=_go][value="{what}"]:not(.vh)').first.click()


def by_ticket(day: Day) -> None:
    """Staff begin on their device; the family goes on with its phone, by the code of its ticket."""
    helper, fair = day.helper, day.site.fair
    day.open(helper, f"{fair}/tickets/{day.ticket}")
    code = helper.locator(".box b").last.inner_text()
    helper.check(f'[name=form][value="{QUICK}"]')
    with helper.expect_navigation():
        helper.click('button[value="hand"]')
    day.take(helper, "helper-handed-over")

    page = day.page(PHONE)
    day.take(day.open(page, "/ticket"), "phone-ticket-by-hand")
    day.take(day.open(page, f"/ticket/{code}"), "phone-ticket")
    with page.expect_navigation():
        page.locator("main .btn").first.click()
    day.take(page, "phone-goes-on")
    go(helper, "next")
    day.take(helper, "helper-taken-over")
    again = day.page(PHONE)
    day.open(again, f"/ticket/{code}")
    with again.expect_navigation():
        again.locator("main .btn").first.click()
    day.take(again, "phone-code-was-used")
    answers.answer_all(day, page, "phone", lambda: go(page, "next"))
    go(page, "send")
    day.take(page, "phone-sent")


def by_itself(day: Day) -> None:
    """From the page of the school to a form that is kept for later."""
    page = day.page(PHONE)
    day.take(day.open(page, "/lincoln"), "phone-school")
    day.take(day.open(page, f"/lincoln/{NEEDS}"), "phone-form")
    go(page, f"use:{day.language}")
    answers.answer_all(day, page, "phone", lambda: go(page, "next"), until="member_grade")
    go(page, "later")
    day.take(page, "phone-later")
    page.fill("main input:not([type=hidden])", "8305")
    with page.expect_navigation():
        page.locator("main .btn").first.click()
    day.take(page, "phone-kept")
    other = day.page(PHONE)
    day.take(day.open(other, "/lincoln/resume"), "phone-come-back")
    other.fill("#code", "K7QM-3FXP")
    other.fill("#fact", "1234")
    with other.expect_navigation():
        other.locator("main .btn").first.click()
    day.take(other, "phone-come-back-with-a-problem")
