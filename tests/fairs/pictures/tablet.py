"""A tablet in the hands of staff and of a family, without internet from the first question on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fairs.faults import PORTAL
from tests.fairs.pictures import answers
from tests.fairs.pictures.before import PIN
from tests.fairs.pictures.day import FORMS, LAPTOP, TABLET

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.fairs.pictures.day import Day, Held

QUICK, NEEDS = FORMS
FULL = """() => {
  globalThis.put ??= IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (value?.body) throw new DOMException("full", "QuotaExceededError");
    return globalThis.put.call(this, value, key);
  };
}"""
ROOM = "() => { IDBObjectStore.prototype.put = globalThis.put; }"


def go(held: Held, what: str) -> None:
    """Press a button of the form, and wait for another page."""
    before = held.page.inner_html("#main")
    held.go(what)
    held.page.wait_for_function(
        "(one) => document.getElementById('main').innerHTML !== one", arg=before
    )


def hand(day: Day, held: Held, form: str, button: str = ".btn:not(.alt)") -> None:
    """Give it to the family."""
    page = held.page
    page.wait_for_selector("#next:not([hidden])")
    page.select_option("#form", form)
    page.check(f"#l-{day.language} input")
    page.fill("#ticket", day.ticket)
    if button == ".btn:not(.alt)":
        day.take(page, f"tablet-chosen-{form}")
    page.click(f"#next {button}")
    page.wait_for_selector("#main h1")
    page.evaluate("document.fullscreenElement && document.exitFullscreen().catch(() => null)")


def by_families(day: Day, held: Held) -> None:
    """Both forms, from the hand of staff to that of a family and back."""
    page = held.page
    held.context.set_offline(True)
    page.click("[data-do=refresh]")
    page.wait_for_timeout(500)
    day.take(page, "tablet-no-internet")
    for form in FORMS:
        hand(day, held, form)
        answers.answer_all(day, page, "tablet", lambda: go(held, "next"))
        held.go("send")
        page.wait_for_selector("#main:not(:has(form)) h1")
        page.wait_for_timeout(300)
        day.take(page, f"tablet-saved-{form}")
        held.done()
        page.wait_for_selector(".calm")
        day.take(page, "tablet-thanks")
        held.back_to_staff(PIN)
    page.wait_for_timeout(300)
    day.take(page, "tablet-outbox")


def everything_else(day: Day, held: Held) -> None:
    """What else a tablet shows: its dialogs, a stop, a PIN, staff who ask, a portal, no room."""
    page = held.page
    hand(day, held, QUICK)
    held.go("language")
    day.take(page, "tablet-languages")
    held.go("back")
    dialogs(day, held)
    page.wait_for_selector(".calm")
    held.reopen()
    page = held.page
    day.take(page, "tablet-between-families")
    held.back_to_staff(PIN)
    for window in (TABLET, LAPTOP):
        page.set_viewport_size(window)
        hand(day, held, QUICK, ".btn.alt")
        page.wait_for_selector("#beside:not([hidden])")
        day.take(page, "tablet-staff-ask")
        held.go("next")
        answers.answer(page, "consent", day.language)
        go(held, "next")
        day.take(page, "tablet-staff-ask-the-first-question")
        held.stop()
        page.wait_for_selector("#team-h")
    page.set_viewport_size(TABLET)
    no_room(day, held)


def dialogs(day: Day, held: Held) -> None:
    """What comes over the page of a family; in the end it stops."""
    page = held.page
    answers.answer(page, "consent", day.language)
    go(held, "next")
    page.evaluate("document.getElementById('idle').showModal()")
    day.take(page, "tablet-still-there")
    page.click("#idle [data-do=close]")
    page.click("[data-do=staff]")
    day.take(page, "tablet-pin")
    held.pin("9999")
    held.said_of_pin()
    day.take(page, "tablet-wrong-pin")
    held.pin(PIN)
    page.wait_for_selector("#taken[open]")
    day.take(page, "tablet-taken-back")
    page.click("#taken [data-do=close]")
    held.done()
    page.wait_for_selector("#stop[open]")
    day.take(page, "tablet-stop")
    page.click("#stop [data-do=stop]")


def no_room(day: Day, held: Held) -> None:
    """Nothing can be kept until somebody has made room."""
    page = held.page
    hand(day, held, QUICK, ".btn:not(.alt):not(.none)")
    answers.answer(page, "consent", day.language)
    go(held, "next")
    page.evaluate(FULL)
    held.stop()
    page.wait_for_selector("[data-do=again]")
    day.take(page, "tablet-no-room")
    page.evaluate(ROOM)
    page.click("[data-do=again]")
    page.wait_for_selector(".calm #code, .calm .big")
    held.back_to_staff(PIN)


def come_back(day: Day, held: Held) -> None:
    """A wifi that is not the school's, and then the school's."""
    page = held.page
    held.context.set_offline(False)
    for method in ("**/tablet/state", "**/tablet/outbox/*"):
        page.route(method, lambda route: route.fulfill(body=PORTAL, content_type="text/html"))
    page.click("[data-do=refresh]")
    page.wait_for_timeout(700)
    day.take(page, "tablet-captive-portal")
    page.unroute_all()
    page.click("[data-do=refresh]")
    page.wait_for_function("() => document.getElementById('net').className === 'state on'")
    page.wait_for_timeout(1500)
    day.take(page, "tablet-all-sent")
    day.do_jobs()


def is_over(day: Day, held: Held) -> None:
    """After the fair was closed."""
    page: Page = held.page
    page.click("[data-do=refresh]")
    page.wait_for_timeout(700)
    day.take(page, "tablet-unpaired")
