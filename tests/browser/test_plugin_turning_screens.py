"""Turning plugins on and off in a real browser: three languages, a small phone, a keyboard, and no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.cli.db import upgrade_all
from farolito.domain.access import SYSTEM
from farolito.plugins.loader import load
from farolito.services.plugins import sets
from farolito.testing.browser import axe, overflow, press
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

HERE = "/admin/plugins/wellbeing_centers"
SCREENS = (
    "/admin/plugins/enrollment_checklists/turn-on",
    f"{HERE}/turn-off",
    f"{HERE}/places?everywhere=on&at:lincoln=off",
    "/admin/plugins/nobody/turn-on",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, str]]:
    """Two schools with the bundled plugins but one."""
    folder = tmp_path_factory.mktemp("site")
    school = School(folder, load(["wellbeing_centers"]), plugins=None, pseudo_locales=True)
    upgrade_all(school.works.engine, school.works.settings, school.works.hooks)
    with school.works.open(SYSTEM) as work:
        sets.append(work, sets.bundled().turn_off("enrollment_checklists"), "test", 0)
    with serve(school.app) as address:
        yield school, address
    school.close()


def opened(
    make_context: Callable[..., BrowserContext],
    site: tuple[School, str],
    address: str,
    language: str = "en",
    width: int = 360,
    *,
    javascript: bool = True,
) -> Page:
    school, root = site
    window = {"width": width, "height": 640}
    context = make_context(locale=language, viewport=window, javascript=javascript)
    user, _ = school.add_user("platform_admin", place="county", name="Chidi Okafor")
    context.add_cookies([{"name": NAMES["staff"], "value": school.token(user), "url": root}])
    page = context.new_page()
    page.goto(root + address)
    assert page.locator("html").get_attribute("lang") == language
    return page


@pytest.mark.parametrize("language", ["en", "es", "ar-XB"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    make_context: Callable[..., BrowserContext], site: tuple[School, str], language: str
) -> None:
    page = opened(make_context, site, SCREENS[0], language, 320)
    for address in SCREENS:
        page.goto(site[1] + address)
        assert axe(page) == [], address
        assert overflow(page) == 0, address


def test_with_a_keyboard_and_without_scripts_a_school_is_chosen_and_changed(
    make_context: Callable[..., BrowserContext], site: tuple[School, str]
) -> None:
    page = opened(make_context, site, f"{HERE}/places", javascript=False)
    lincoln = page.get_by_label("Lincoln High School")
    lincoln.focus()
    page.keyboard.press("o")
    page.keyboard.press("o")  # As above, On, Off
    assert lincoln.input_value() == "off"
    press(page.get_by_role("button", name="Show what changes"), "Enter")
    assert page.get_by_text("It is turned off at").is_visible()
    press(page.get_by_role("button", name="Change it"), "Enter")
    assert page.url.endswith("/admin/plugins?changed=wellbeing_centers")
    assert page.get_by_role("status").is_visible()
    with site[0].works.open(SYSTEM, write=False) as work:
        scope = sets.here(work).scope("wellbeing_centers")
    assert scope is not None
    assert scope.choices == ((site[0].places["lincoln"].id, False),)
