"""One of very many, a matrix, a ranking and a place, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, overflow, press
from tests.browser.looked_at import FAMILIES
from tests.browser.looking import SMALL
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Page

    from tests.browser.windows import Windows

WIDE = {"width": 1000, "height": 800}
ROWS = ("bus", "yard", "class")
MIDDLES = """(choice) => [...document.querySelectorAll(`.mr:not(.mh) input[value="${choice}"]`)]
  .map((e) => e.getBoundingClientRect()).map((r) => Math.round(r.left + r.width / 2))"""
HEADS = """[...document.querySelectorAll(".mh span")].map((e) => e.getBoundingClientRect())
  .map((r) => Math.round(r.left + r.width / 2))"""


def screens(walk: Walk, language: str) -> Iterator[str]:
    """Every screen of the form, errors included; yields the name of the one that is open."""
    walk.begin(language).tick("with_name").press("next")
    yield "long choice"
    walk.press("next")
    yield "long choice, problem"
    walk.fill(speak__find="language").press("find:speak")
    yield "long choice, found"
    walk.fill(speak__find="zz").press("find:speak")
    yield "long choice, nothing found"
    walk.tick("_skip").press("next")
    yield "matrix"
    walk.check("safe_yard", "often")
    walk.press("next")
    yield "matrix, problem"
    for row in ROWS:
        walk.check(f"safe_{row}", "never")
    walk.press("next")
    yield "ranking"
    for name in ("food", "talk"):
        walk.choose(f"first.rank_{name}", "1")
    walk.press("next")
    yield "ranking, problem"
    walk.choose("first.rank_talk", "2")
    walk.press("next")
    yield "place"
    walk.tick("lincoln").press("next")
    yield "check"


@pytest.fixture
def choosing(open_page: Callable[..., Page], site: str) -> Callable[..., Walk]:
    """A family on the form ``many``; options as those of ``open_page``."""
    return lambda **options: Walk(open_page(**options), site, "many")


@pytest.mark.parametrize("language", FAMILIES)
def test_every_screen_can_be_used_by_everybody_in_every_language(
    windows: Windows, site_app: Flask, language: str
) -> None:
    walk = QuickWalk(site_app, "many", language)
    found = {name: windows.faults(walk, language) for name in screens(walk, language)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 10


def test_where_there_is_room_axe_finds_nothing_either_without_scripts(
    choosing: Callable[..., Walk],
) -> None:
    walk = choosing(javascript=False, viewport=WIDE)
    for name in screens(walk, "ar-XB"):
        assert axe(walk.page) == [], name
        assert walk.page.evaluate(SMALL) == [], name
        assert overflow(walk.page) == 0, name


@pytest.mark.parametrize("language", ["en", "ar-XB"])
def test_a_matrix_is_a_table_where_there_is_room_its_buttons_below_their_heads(
    choosing: Callable[..., Walk], language: str
) -> None:
    walk = choosing(viewport=WIDE)
    for name in screens(walk, language):
        if name == "matrix, problem":
            break
    heads = walk.page.evaluate(HEADS)
    for head, choice in zip(heads, ("never", "sometimes", "often", "always", "_skip"), strict=True):
        middles = walk.page.evaluate(MIDDLES, choice)
        assert len(middles) == len(ROWS)
        assert all(abs(middle - head) <= 6 for middle in middles), choice


def test_a_matrix_is_a_list_of_questions_on_a_phone(choosing: Callable[..., Walk]) -> None:
    walk = choosing()
    for name in screens(walk, "en"):
        if name == "matrix":
            break
    assert not walk.page.is_visible(".mh")
    assert walk.page.locator(".mr .ch span >> text=Never").first.is_visible()


def test_a_row_is_heard_with_its_question_and_a_choice_with_its_words(
    choosing: Callable[..., Walk],
) -> None:
    walk = choosing(viewport=WIDE)
    for name in screens(walk, "en"):
        if name == "matrix":
            break
    whole = walk.page.get_by_role("group", name="How often does your child feel safe here?")
    row = whole.get_by_role("group", name="In the yard")
    assert row.get_by_role("radio", name="Sometimes").count() == 1
    assert row.get_by_role("radio", name="Skip this question").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_search_and_enter_lead_to_what_was_found(
    choosing: Callable[..., Walk], javascript: bool
) -> None:
    walk = choosing(javascript=javascript).begin().tick("with_name").press("next")
    walk.fill(speak__find="armenio")
    with walk.page.expect_navigation():
        walk.page.press('[name="speak.find"]', "Enter")
    assert walk.page.url.endswith("/speak_page#speak-found")
    assert walk.page.locator("#speak-found").inner_text() == "1 answer found"
    walk.page.keyboard.press("Tab")
    focused = walk.page.locator(":focus")
    assert focused.get_attribute("value") == "armenian"
    walk.page.keyboard.press("Space")
    press(walk.button("next"))
    assert walk.page.url.endswith("/safe_page")
