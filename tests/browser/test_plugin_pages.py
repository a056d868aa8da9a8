"""The page of a plugin and its settings page in a real browser: with a keyboard, at 400 percent, right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import COLORS, axe, overflow, press
from farolito.testing.plugins import make_hooks
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.web.staff.school import School
from tests.web.staff.test_plugin_settings_page import Settable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

LANGUAGES = ("en", "es", "ar-XB")
DETAIL = "/admin/plugins/settable"
SETTINGS = f"{DETAIL}/settings?place=lincoln"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, str]]:
    """A site with a plugin that can be set."""
    school = School(tmp_path_factory.mktemp("site"), make_hooks(Settable), pseudo_locales=True)
    with serve(school.app) as address:
        yield school, address
    school.close()


def opened(
    make_context: Callable[..., BrowserContext],
    site: tuple[School, str],
    path: str,
    language: str,
    width: int,
    *,
    javascript: bool = True,
) -> Page:
    school, address = site
    context = make_context(
        locale=language, viewport={"width": width, "height": 800}, javascript=javascript
    )
    user, _ = school.add_user("platform_admin", place="county", name="Chidi Okafor")
    context.add_cookies([{"name": NAMES["staff"], "value": school.token(user), "url": address}])
    page = context.new_page()
    page.goto(address + path)
    assert page.locator("html").get_attribute("lang") == language
    return page


@pytest.mark.parametrize("path", [DETAIL, SETTINGS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    make_context: Callable[..., BrowserContext], site: tuple[School, str], path: str, language: str
) -> None:
    page = opened(make_context, site, path, language, 320)
    assert overflow(page) == 0
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, COLORS) == []


def test_enter_saves_and_never_takes_a_value_out_without_javascript(
    make_context: Callable[..., BrowserContext], site: tuple[School, str]
) -> None:
    page = opened(make_context, site, SETTINGS, "en", 360, javascript=False)
    where = page.get_by_label("Where is it?")
    where.fill("Room 12")
    press(where, "Enter")
    assert page.get_by_text("Saved.").is_visible()
    assert page.get_by_role("button", name="Use the plugin’s own value").count() == 1

    where.fill("Room 13")
    press(where, "Enter")
    assert page.get_by_text("Saved.").is_visible()

    assert where.input_value() == "Room 13"
