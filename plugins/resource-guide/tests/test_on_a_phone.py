"""On a phone, without JavaScript: from what a family needs to a place, and the desk of those who keep the guide."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from farolito.api import SCHOOL_ZONE
from farolito.testing.browser import axe, overflow, press
from farolito_resource_guide.demo import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from farolito.testing.site import Site

PUBLIC = "/-/resource_guide/lincoln"


def filled(site: Site) -> None:
    now = datetime.now(UTC)
    with site.works.session() as session:
        work: Any = SimpleNamespace(
            session=session, now=lambda: now, today=lambda: now.astimezone(SCHOOL_ZONE).date()
        )
        fill(work, site.place)


def test_a_family_finds_food_near_its_zip_with_the_keyboard_alone(
    site: Site, phone_at: Callable[..., Page]
) -> None:
    filled(site)
    page = phone_at(site, PUBLIC, javascript=False, locale="es")
    assert axe(page) == []

    page.get_by_label("Su código postal").fill("91016")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h2").first.inner_text() == "Comidas calientes Canyon (Canyon Hot Meals)"
    assert (axe(page), overflow(page)) == ([], 0)
    press(page.get_by_role("link", name="Abierto hoy"))
    assert "zip=91016" in page.url
    page.go_back()
    press(page.get_by_role("link", name="Comidas calientes Canyon"))
    assert page.get_by_text("Revisado el").is_visible()
    assert (axe(page), overflow(page)) == ([], 0)


def test_the_desk_works_on_a_phone_and_without_javascript(
    site: Site, phone_at: Callable[..., Page]
) -> None:
    filled(site)
    page = phone_at(site, f"{PUBLIC}/desk", "coordinator", javascript=False)
    assert (axe(page), overflow(page)) == ([], 0)

    button = page.get_by_role("button", name=re.compile("Checked today ?: Light and Gas Help"))
    press(button)
    assert button.count() == 0
    press(page.get_by_role("link", name="What people say is different"))
    assert (axe(page), overflow(page)) == ([], 0)
    press(page.get_by_role("button", name=re.compile("Take over")))
    assert page.get_by_label("When it is open").input_value() == "Tue, Thu 3:00 pm - 6:00 pm"
    assert (axe(page), overflow(page)) == ([], 0)
