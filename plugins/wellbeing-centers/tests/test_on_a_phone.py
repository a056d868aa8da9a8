"""The desk in a real browser, without a script: a press counts, and a page is for whoever reads by ear or enlarged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, press
from farolito_wellbeing_centers.plugin import WellbeingCenters

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from farolito.testing.site import Site

DESK = "/-/wellbeing_centers/desk/lincoln"


@pytest.fixture
def site(site_with: Callable[..., Site]) -> Site:
    made = site_with(WellbeingCenters)
    for path in WellbeingCenters().form_files:
        made.open_form(path)
    return made


def test_one_press_counts_a_visit_and_another_one_takes_it_back(
    site: Site, phone_at: Callable[..., Page]
) -> None:
    page = phone_at(site, DESK, "health_educator", javascript=False)
    page.get_by_text("Grade 10").click()
    press(page.get_by_role("button", name="Peer advocacy"))
    assert page.get_by_text("One visit counted.").is_visible()

    press(page.get_by_role("button", name="Take it back"))

    assert page.get_by_text("Taken back. It is not counted.").is_visible()
    assert page.get_by_label("Not asked").first.is_checked()


def test_every_page_is_for_everybody(site: Site, phone_at: Callable[..., Page]) -> None:
    pages = {DESK: "health_educator", f"{DESK}/requests": "clinic_staff"}
    pages |= {f"{DESK}/courses": "group_leader", "/-/wellbeing_centers/lincoln/menu": ""}
    for path, role in pages.items():
        page = phone_at(site, path, *filter(None, [role]), locale="es")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
