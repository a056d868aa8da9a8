"""The desk, a family's list and its own page in a real browser: a cheap phone, no JavaScript, right to left."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow, press
from farolito.testing.server import serve
from farolito.testing.site import make_site
from farolito_enrollment_checklists.plugin import EnrollmentChecklists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

WRITTEN = json.loads(Path(__file__).with_name("needs.json").read_text("utf-8"))
DESK = "/-/enrollment_checklists/desk/lincoln"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """A school with a family that has a list: the site's address, the list's, and the cookie of staff."""
    site = make_site(tmp_path_factory.mktemp("site"), EnrollmentChecklists)
    site.open_form(WRITTEN["form"])
    family = site.send("needs", {"agree": WRITTEN["agreed"], "hungry": "yes"})
    reply = site.staff("coordinator").post(f"{DESK}/{family}", data={"list": "calfresh"})
    with serve(site.app) as address:
        yield address, str(reply.location), site.log_in("coordinator")
    site.close()


def opened(
    make_context: Callable[..., BrowserContext],
    desk: tuple[str, str, tuple[str, str]],
    path: str,
    language: str = "en",
) -> Page:
    address, _, (name, value) = desk
    context = make_context(
        locale=language, viewport={"width": 360, "height": 740}, javascript=False
    )
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    page.goto(address + path)
    return page


@pytest.mark.parametrize("language", ["en", "es"])
def test_staff_pages_are_fine_on_a_phone(
    make_context: Callable[..., BrowserContext],
    desk: tuple[str, str, tuple[str, str]],
    language: str,
) -> None:
    one = desk[1]
    for path in (DESK, one.rpartition("/")[0], one):
        page = opened(make_context, desk, path, language)
        assert overflow(page) == 0, path
        assert axe(page) == [], path


def test_ticks_and_a_day_are_kept_without_javascript_and_the_family_sees_them(
    make_context: Callable[..., BrowserContext], desk: tuple[str, str, tuple[str, str]]
) -> None:
    page = opened(make_context, desk, desk[1])
    page.get_by_label("Apply today").first.check()
    press(page.get_by_role("button", name="Save"))
    assert page.get_by_text("Saved.").is_visible()

    assert page.get_by_label("Day it was done: Apply today").input_value()
    assert page.get_by_text(re.compile("^By ")).count() == 1
