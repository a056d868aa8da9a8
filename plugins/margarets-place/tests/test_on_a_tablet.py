"""A tablet that is handed over, in a real browser: the student's own form, and nothing left of it behind Back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, press
from farolito_margarets_place.plugin import MargaretsPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from farolito.testing.site import Site

ROOM = "/-/margarets_place/lincoln"


@pytest.fixture
def site(site_with: Callable[..., Site]) -> Site:
    made = site_with(MargaretsPlace)
    for path in MargaretsPlace().form_files:
        made.open_form(path)
    return made


def test_what_a_student_sent_is_not_behind_back(site: Site, phone_at: Callable[..., Page]) -> None:
    tablet = phone_at(site, ROOM, "counselor", viewport={"width": 800, "height": 1100})
    press(tablet.get_by_role("link", name="Hand this tablet to a student"))
    press(tablet.get_by_role("button", name="English"))
    for _ in range(6):
        if tablet.url.endswith("/check"):
            break
        press(tablet.locator("main button[value=next]").first)
        skip = tablet.get_by_label("Skip this question")
        if skip.count():
            skip.first.check()
    press(tablet.get_by_role("button", name="Send my answers"))
    assert tablet.get_by_text("Please give the tablet back.").is_visible()
    assert tablet.title() == "School form"

    for _ in range(3):
        tablet.go_back()
        assert not tablet.get_by_text("Check your answers").is_visible()
        assert not tablet.get_by_text("Who is in it").is_visible()
    tablet.goto(tablet.url.partition("/lincoln")[0] + ROOM)
    assert "/staff/log-in" in tablet.url


def test_the_room_is_for_everybody_who_reads_by_ear_or_enlarged(
    site: Site, phone_at: Callable[..., Page]
) -> None:
    for path in ("", "/groups", "/log", "/year", "/hand-over"):
        page = phone_at(site, f"{ROOM}{path}", "counselor", locale="es")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
