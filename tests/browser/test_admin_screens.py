"""The plugins page and the repairs page in a real browser, with plugins that are on, failing and broken."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.browser import COLORS, axe, overflow
from farolito.testing.plugins import load_from, write_plugin
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.plugins.broken import HEAD, method
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

PATHS = ("/admin/plugins", "/admin/repairs", "/admin/facts", "/admin/available")
LANGUAGES = ("en", "es", "ar-XB")
FAILING = method("@hookimpl\ndef next_steps(self, response): raise ValueError")


@pytest.fixture(scope="module", params=["plugins", "safe mode"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[School, str]]:
    """A site with three plugins, and the same in safe mode."""
    folder = tmp_path_factory.mktemp("plugins")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        names = ("good", "failing", "broken")
        write_plugin(folder, "broken", "import nowhere_at_all_" + "x" * 60 + "\n")
        for name, source in (("good", HEAD), ("failing", FAILING)):
            write_plugin(folder, name, source.replace('"broken"', f'"{name}"'))
        hooks = load_from(folder, names, safe_mode=request.param == "safe mode")
        school = School(tmp_path_factory.mktemp("site"), hooks, pseudo_locales=True)
        reader = school.staff("coordinator")
        response = school.send()
        for _ in range(5):
            reader.get(response)
        with serve(school.app) as address:
            yield school, address
        school.close()
        for name in [
            one
            for one in sys.modules
            if one.startswith(("farolito_good", "farolito_failing", "farolito_broken"))
        ]:
            del sys.modules[name]


def opened(
    make_context: Callable[..., BrowserContext],
    site: tuple[School, str],
    language: str,
    width: int,
    path: str = "/admin/plugins",
    **options: Any,
) -> Page:
    school, address = site
    context = make_context(locale=language, viewport={"width": width, "height": 800}, **options)
    user, _ = school.add_user("platform_admin", place="county", name="Chidi Okafor")
    context.add_cookies([{"name": NAMES["staff"], "value": school.token(user), "url": address}])
    page = context.new_page()
    page.goto(f"{address}{path}")
    assert page.locator("html").get_attribute("lang") == language
    for summary in page.locator("summary").all():
        summary.click()
    return page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_by_day_and_by_night(
    make_context: Callable[..., BrowserContext], site: tuple[School, str], language: str, path: str
) -> None:
    page = opened(make_context, site, language, 1000, path)
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, COLORS) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_python_said_scrolls_sideways_at_400_percent(
    make_context: Callable[..., BrowserContext], site: tuple[School, str], language: str, path: str
) -> None:
    page = opened(make_context, site, language, 320, path)
    assert overflow(page) == 0
    for said in page.locator("pre").all():
        assert said.get_attribute("role") == "region"
        assert said.get_attribute("aria-label")
        assert said.get_attribute("tabindex") == "0"


def test_each_state_is_a_word_and_those_that_need_somebody_come_first(
    make_context: Callable[..., BrowserContext], site: tuple[School, str]
) -> None:
    page = opened(make_context, site, "en", 1000)
    states = page.locator(".state").all_inner_texts()
    if page.get_by_text("Safe mode:").count():
        assert states == ["Off: safe mode"] * 3
    else:
        assert states == ["Not loaded", "Paused after errors", "On"]


def test_a_paused_plugin_is_called_again_with_the_keyboard_and_without_scripts(
    make_context: Callable[..., BrowserContext], site: tuple[School, str]
) -> None:
    page = opened(make_context, site, "en", 360, "/admin/repairs", javascript=False)
    if page.get_by_text("Safe mode:").count():
        assert page.get_by_role("button", name="Call it again").count() == 0
        return
    page.get_by_role("button", name="Call it again").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text().startswith("It is called again.")
    assert page.get_by_text("keeps failing").count() == 0
    assert page.locator("article").count() == 1  # the plugin that is not loaded is there still
