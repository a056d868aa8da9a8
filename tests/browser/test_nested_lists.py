"""Lists within entries and groups, in a real browser: without scripts, and for people who cannot see well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.server import serve
from tests.browser.looked_at import FAMILIES
from tests.web_support.in_languages import in_languages
from tests.web_support.nested_form import nested_form
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.sites import close_site, make_empty_database, make_site
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Page

    from tests.browser.windows import Windows


@pytest.fixture(scope="module")
def nested_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with the form about people and their jobs."""
    folder = tmp_path_factory.mktemp("nested")
    (folder / "site").mkdir()
    forms = {"work": in_languages(nested_form())}
    app = make_site(folder / "site", make_empty_database(folder), forms, pseudo_locales=True)
    yield app
    close_site(app)


def screens(walk: Walk, language: str) -> Iterator[str]:
    """The screens that lists within lists and groups have, one after the other, up to thank you."""
    walk.begin(language).tick("with_name").press("next")
    yield "group"
    walk.fill(nickname="Rosa", mail="nowhere").tick("yes").press("next")
    yield "group with a problem"
    walk.fill(mail="r@example.org").press("next").tick("yes").press("next")
    walk.fill(member_name="Ana").press("next").fill(member_age="40").press("next")
    yield "empty list of jobs"
    walk.press("next")
    yield "list of jobs with a problem"
    walk.tick("yes").press("next").fill(job_title="Cook").press("next")
    yield "page about a job"
    walk.fill(pay="300").tick("no").press("next").tick("yes").press("next")
    walk.tick("night").press("next")
    yield "list of shifts"
    walk.press("remove:")
    yield "remove a shift"
    walk.press("removed:")
    yield "shift removed"
    walk.press("undo:").tick("no").press("next").tick("no").press("next").tick("no").press("next")
    walk.fill(rent="1200").press("next").press("next")
    yield "check"
    walk.press("send")
    yield "done"


def test_a_family_without_scripts_answers_in_spanish_about_people_their_jobs_and_shifts(
    open_page: Callable[..., Page], nested_app: Flask
) -> None:
    page = open_page(javascript=False)
    with serve(nested_app) as address:
        walk = Walk(page, address, "work")
        seen = {name: page.inner_text("main") for name in screens(walk, "es")}
    assert "Ana: Trabajos" in seen["empty list of jobs"]
    assert "Ana, Cook: Turnos" in seen["list of shifts"]
    assert "De noche" in seen["list of shifts"]
    assert "Ana, Cook: Turnos – De noche" in seen["check"]
    assert "Cómo hablarle sin riesgo" in seen["check"]
    assert page.url.endswith("/done")


@pytest.mark.parametrize("language", FAMILIES)
def test_every_screen_can_be_used_by_everybody_in_every_language(
    windows: Windows, nested_app: Flask, language: str
) -> None:
    walk = QuickWalk(nested_app, "work", language)
    found = {name: windows.faults(walk, language) for name in screens(walk, language)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 10
