"""How each question type looks and feels on a small phone, blank and with its problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.looked_at import FAMILIES
from tests.browser.windows import show
from tests.web_support.in_languages import in_languages
from tests.web_support.more_types import more_types_form, screens
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.sites import close_site, make_empty_database, make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Page

    from tests.browser.windows import Windows


@pytest.fixture(scope="module")
def types_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site whose link ``types`` asks one question of each type."""
    folder = tmp_path_factory.mktemp("types")
    (folder / "site").mkdir()
    documents = {"types": in_languages(more_types_form())}
    app = make_site(folder / "site", make_empty_database(folder), documents, pseudo_locales=True)
    yield app
    close_site(app)


@pytest.mark.parametrize("language", FAMILIES)
def test_every_type_can_be_used_by_everybody_in_every_language(
    windows: Windows, types_app: Flask, language: str
) -> None:
    walk = QuickWalk(types_app, "types", language)
    found = {name: windows.faults(walk, language) for name in screens(walk, language)}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_scale_is_a_list_on_a_phone_and_a_row_where_there_is_room(
    open_page: Callable[..., Page], site: str, types_app: Flask
) -> None:
    walk = QuickWalk(types_app, "types")
    assert "scale" in screens(walk, "en")  # and there it stays
    tops = {}
    for width in (360, 1024):
        page = open_page(viewport={"width": width, "height": 640}, bypass_csp=True)
        page.goto(site)
        show(page, walk.html)
        boxes = [one.bounding_box() for one in page.locator(".scale .ch").all()]
        tops[width] = len({round(box["y"]) for box in boxes if box})
    assert tops == {360: 5, 1024: 1}
