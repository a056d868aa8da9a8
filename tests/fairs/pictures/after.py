"""The evening: what is held, the tally, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.browser import PHONE
from tests.fairs.pictures.before import press

if TYPE_CHECKING:
    from tests.fairs.pictures.day import Day


def look_at_what_is_held(day: Day) -> None:
    """What a tablet sent and somebody must look at."""
    page = day.open(day.staff, "/staff/lincoln/held")
    day.take(page, "staff-held")
    first = page.locator('main a[href*="/held/"]').first
    with page.expect_navigation():
        first.click()
    day.take(page, "staff-held-one")
    day.take(day.open(page, "/staff/lincoln/paper"), "staff-paper")


def add_up(day: Day) -> None:
    """The tally, what is wrong with it, and closing."""
    page, fair = day.staff, day.site.fair
    day.open(page, f"{fair}/end")
    day.take(page, "staff-end")
    page.fill("#given", "many")
    press(page, "paper")
    day.take(page, "staff-end-with-a-problem")
    page.fill("#given", "12")
    page.fill("#returned", "9")
    press(page, "paper")
    day.take(page, "staff-end-with-paper")
    for at, visits in enumerate(("31", "4", "a few"), 1):
        page.fill(f"#visits-{at}", visits)
    press(page, "visits")
    day.take(page, "staff-end-with-a-problem-of-visits")
    page.fill("#visits-3", "18")
    press(page, "visits")
    day.take(page, "staff-end-with-visits")
    day.site.pair("Table 2", 3)
    day.open(page, f"{fair}/end")
    press(page, "close")
    day.take(page, "staff-end-a-tablet-waits")
    page.check("#rescued")
    press(page, "close")
    day.take(page, "staff-closed")
    day.take(day.open(page, f"{fair}/board"), "staff-board-closed")
    day.take(day.open(page, fair), "staff-ready-closed")
    late = day.page(PHONE)
    day.take(day.open(late, "/staff/event?place=lincoln"), "helper-after")
