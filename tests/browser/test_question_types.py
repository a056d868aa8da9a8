"""How each question type looks and feels on a small phone, blank and with its problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow
from farolito.testing.server import serve
from tests.browser.looked_at import LANGUAGES, WIDEST
from tests.browser.test_family_screens import LEFTMOST, SMALL, SPACED
from tests.web_support.more_types import more_types_form, screens
from tests.web_support.sites import close_site, make_empty_database, make_site
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def types_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose link ``types`` asks one question of each type."""
    folder = tmp_path_factory.mktemp("types")
    (folder / "site").mkdir()
    documents = {"types": more_types_form()}
    app = make_site(folder / "site", make_empty_database(folder), documents, pseudo_locales=True)
    with serve(app) as address:
        yield address
    close_site(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_everything_pressed_is_large_enough(
    open_page: Callable[..., Page], types_site: str, language: str
) -> None:
    walk = Walk(open_page(), types_site, "types")
    found = {
        name: [*axe(walk.page), *walk.page.evaluate(SMALL)] for name in screens(walk, language)
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", WIDEST)
def test_nothing_overflows_at_320_pixels_with_large_and_spaced_text(
    open_page: Callable[..., Page], types_site: str, language: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, bypass_csp=True, javascript=False)
    page.add_init_script(SPACED)
    for name in screens(Walk(page, types_site, "types"), language):
        assert overflow(page) == 0, name
        assert page.evaluate(LEFTMOST) >= -1, name


def test_a_scale_is_a_list_on_a_phone_and_a_row_where_there_is_room(
    open_page: Callable[..., Page], types_site: str
) -> None:
    tops = {}
    for width in (360, 1024):
        page = open_page(viewport={"width": width, "height": 640})
        for name in screens(Walk(page, types_site, "types"), "en"):
            if name == "scale":
                break
        boxes = [one.bounding_box() for one in page.locator(".scale .ch").all()]
        tops[width] = len({round(box["y"]) for box in boxes if box})
    assert tops == {360: 5, 1024: 1}
