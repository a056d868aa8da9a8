"""How each question type looks and feels on a small phone, blank and with its problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.server import serve
from tests.browser.looked_at import FAMILIES
from tests.browser.looking import faults_of
from tests.web_support.in_languages import in_languages
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
    documents = {"types": in_languages(more_types_form())}
    app = make_site(folder / "site", make_empty_database(folder), documents, pseudo_locales=True)
    with serve(app) as address:
        yield address
    close_site(app)


@pytest.mark.parametrize("language", FAMILIES)
def test_every_type_can_be_used_by_everybody_in_every_language(
    open_page: Callable[..., Page], types_site: str, language: str
) -> None:
    page = open_page(bypass_csp=True, locale=language)
    walk = Walk(page, types_site, "types")
    found = {name: faults_of(page, language) for name in screens(walk, language)}
    assert {name: faults for name, faults in found.items() if faults} == {}


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
