"""Forms on a tablet without internet: the pages that families know, and what they type means the same to the server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY
from farolito.domain.collected import draft_of
from farolito.domain.copying import rules_of
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types.base import ParseContext
from farolito.domain.reading import trusted_form
from farolito.domain.relevance import relevant_answers
from farolito.services import links, places, responses
from farolito.testing.browser import axe, overflow
from farolito.testing.null import MONDAY
from farolito.testing.server import serve
from farolito.web.host import host_of
from farolito.web.tablet.copied_pages import pages_of
from tests import shipped
from tests.browser.test_nested_lists import screens as nested_screens
from tests.tablet_support.families import collected
from tests.tablet_support.offline import OfflineWalk
from tests.web_support.chosen_form import chosen_form
from tests.web_support.more_types import more_types_form
from tests.web_support.nested_form import nested_form
from tests.web_support.sites import close_site, make_empty_database, make_site
from tests.web_support.trial_form import trial_form
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Page

SHOW = (Path(__file__).parents[1] / "tablet_support" / "show_all.js").read_text("utf-8")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with the forms that tests are made for, on the day that the tablets of these tests have."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "site").mkdir()
    alone = trial_form(name="alone", regime="self_service")
    forms = {"many": chosen_form(), "work": nested_form(), "alone": alone}
    made = make_site(folder / "site", make_empty_database(folder), forms, pseudo_locales=True)
    host_of(made).works.clock = lambda: MONDAY
    yield made
    close_site(made)


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where it is served."""
    with serve(app) as served:
        yield served


@pytest.fixture
def tablet(
    open_page: Callable[..., Page], address: str, app: Flask
) -> Iterator[Callable[..., OfflineWalk]]:
    """Opens a form on a tablet. No script may fail."""
    failed: list[str] = []

    def opened(link: str = "fair", **options: Any) -> OfflineWalk:
        page = open_page(**options)
        page.on("pageerror", lambda error: failed.append(str(error)))
        return OfflineWalk(page, address, app, link)

    yield opened
    assert failed == []


def sent(app: Flask, draft: dict[str, Any], language: str) -> dict[str, Any]:
    """What the server makes of a tablet's draft."""
    with host_of(app).works.open(NOBODY, write=False) as work:
        link = links.open_link(work, "lincoln", "fair")
        context = ParseContext(
            work.today(), language, places=tuple(places.offered(work, link.place))
        )
        read, wrong = draft_of(link.form, draft, work.types, context)
        assert wrong == ()
        return relevant_answers(link.form, read.answers, work.types, work.today())


def without_chance(answers: Any) -> Any:
    """Answers without the ids of entries and the moment of a consent."""
    text = re.sub(r'"id": "[^"]*"', '"id": ""', json.dumps(answers))
    return json.loads(re.sub(r'"(at|on)": "[^"]*"', '"at": ""', text))


def test_the_same_presses_give_what_the_servers_own_pages_give(
    tablet: Callable[..., OfflineWalk], open_page: Callable[..., Page], app: Flask, address: str
) -> None:
    online = Walk(open_page(), address).to_check("es")
    token = next(one["value"] for one in online.page.context.cookies() if one["name"] == "farolito")
    with host_of(app).works.open(NOBODY, write=False) as work:
        handle = responses.load(work, token, "lincoln", "fair")
        wanted = relevant_answers(handle.form, handle.draft.answers, work.types, work.today())
    walk = tablet()
    seen = {name: walk.page.inner_text("main") for name in walk.screens("es")}
    assert walk.ended == "sent"
    assert without_chance(sent(app, walk.draft, "es")) == without_chance(wanted)
    assert len(wanted["members"]["entries"]) == 1
    there = {line.strip() for line in online.page.inner_text("main").splitlines()}
    here = {line.strip() for line in seen["check"].splitlines()}
    assert there - here == {"Guardar y terminar después"}


def test_every_screen_is_whole_at_360_pixels_right_to_left_and_passes_axe(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet(viewport={"width": 360, "height": 640})
    found = {}
    for name in walk.screens("ar-XB"):
        found[name] = axe(walk.page) + ["overflow"] * bool(overflow(walk.page))
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 24


def test_a_change_of_language_keeps_what_was_typed_letter_for_letter(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet().begin("en")
    walk.tick("with_name").press("next").tick("rent").press("next")
    walk.fill(rent_due__month="2", rent_due__day="31 ", rent_due__year="two")
    for language in ("es", "ar-XB", "en"):
        walk.press("language").press(f"use:{language}")
        assert walk.page.input_value('[name="rent_due.day"]') == "31 "
        assert walk.page.input_value('[name="rent_due.year"]') == "two"
        assert walk.page.input_value('[name="rent_due.month"]') == "2"
        assert walk.page.get_attribute("html", "lang") == language
    assert walk.page.locator("#problems").count() == 0  # nothing was checked
    walk.fill(rent_due__day="32")
    walk.page.evaluate('opened.speak("es")')  # by the tablet itself
    assert walk.page.input_value('[name="rent_due.day"]') == "32"
    raw = {"month": ["2"], "day": ["32"], "year": ["two"]}
    assert walk.draft["raw"]["rent_due"] == raw


def test_nothing_of_a_visit_is_in_the_address_or_the_history(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet().begin("en")
    length = walk.page.evaluate("history.length")
    walk.press("next")
    walk.page.click("#problems a")  # to its field
    assert walk.page.evaluate("document.activeElement.name") == "consent"
    walk.tick("with_name").press("next").tick("rent").press("next").press("back")
    assert walk.page.evaluate("history.length") == length
    assert walk.page.url == walk.address


def test_a_list_gives_back_what_was_removed_and_lets_nobody_go_on_before_an_entry_is_finished(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet().begin("en")
    walk.tick("with_name").press("next").tick("food").press("next").tick("yes").press("next")
    walk.tick("yes").press("next").fill(member_name="Ana").press("next").press("back")
    walk.press("back")
    before = walk.draft
    walk.press("remove:").press("removed:")
    assert "Ana" not in json.dumps(walk.draft)
    walk.press("undo:")
    assert walk.draft == before
    walk.tick("no").press("next")
    assert "Finish this one" in walk.page.inner_text("#problems")
    walk.press("change:")
    assert walk.page.input_value('[name="member_name"]') == "Ana"


def test_a_change_from_the_check_page_leads_through_what_it_brings_up_and_back(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet()
    for name in walk.screens("en"):
        if name == "check":
            break
    walk.press("change:help_page")
    walk.page.uncheck('[value="rent"]')
    walk.press("next")
    assert walk.page.inner_text("h1") == "Check your answers"
    assert "April" not in walk.page.inner_text("main")
    walk.press("change:help_page").tick("rent").press("next")
    assert "April 30, 2027" in walk.page.inner_text("main")  # it was never lost
    walk.press("change:contact_page").fill(people="99").press("next")
    assert walk.page.locator("#problems").count() == 1
    walk.fill(people="5").press("next")
    assert walk.page.inner_text("h1") == "Check your answers"


@pytest.mark.parametrize(("press", "ended"), [("decline:no_thanks", "declined")])
def test_no_thanks_ends_the_visit(
    tablet: Callable[..., OfflineWalk], press: str, ended: str
) -> None:
    walk = tablet().begin("en")
    go = walk.page.get_attribute('button[value^="decline:"]', "value") or press
    walk.press(go)
    assert walk.ended == ended


@pytest.mark.parametrize(("press", "ended"), [("erase", "erased"), ("keep", "kept")])
def test_stop_here_asks_what_becomes_of_the_answers(
    tablet: Callable[..., OfflineWalk], press: str, ended: str
) -> None:
    walk = tablet("talk").begin("en")
    walk.tick("with_name").press("next").tick("food").press("stop").press("back")
    assert walk.page.is_checked('[value="food"]')
    walk.press("stop").press(press)
    assert walk.ended == ended
    assert walk.draft["raw"]["help"] == {"": ["food"]}


def test_what_nobody_reads_is_gone_when_the_family_is_done(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet("alone")
    for name in walk.screens("en"):
        if name == "check":
            break
    assert walk.draft["raw"]
    walk.press("send")
    assert "Nobody at the school reads your answers" in walk.page.inner_text("main")
    assert walk.draft == {"raw": {}, "entries": {}}
    assert walk.ended is None  # nothing is to be kept


def test_people_their_jobs_and_shifts_are_asked_without_internet(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet("work")
    seen = {name: walk.page.inner_text("main") for name in nested_screens(walk, "es")}
    assert "Ana: Trabajos" in seen["empty list of jobs"]
    assert "Ana, Cook: Turnos" in seen["list of shifts"]
    assert "De noche" in seen["list of shifts"]
    assert "Ana, Cook: Turnos – De noche" in seen["check"]
    assert "Cómo hablarle sin riesgo" in seen["check"]
    assert walk.ended == "sent"


def test_what_the_server_looks_for_is_offered_as_a_menu_and_skip_clears_it(
    tablet: Callable[..., OfflineWalk],
) -> None:
    walk = tablet("many").begin("es")
    walk.tick("with_name").press("next")
    walk.page.check('[value="_skip"]')
    walk.page.select_option('[name="speak"]', "mixteco")
    assert not walk.page.is_checked('[value="_skip"]')
    walk.press("next")
    for row in ("bus", "yard", "class"):
        walk.page.check(f'[name="safe_{row}"][value="often"]')
    walk.press("next")
    walk.page.select_option('[name="first.rank_rent"]', "1")
    walk.page.select_option('[name="first.rank_food"]', "2")
    walk.press("next")
    walk.page.select_option('[name="school"]', "lincoln")
    walk.press("next")
    said = walk.page.inner_text("main")
    assert "Mixteco" in said
    assert said.count("Seguido") == 3
    assert said.index("1. Ayuda con la renta") < said.index("2. Comida")
    assert "Lincoln Community School" in said


def test_every_form_is_shown_and_read_back_in_every_language_as_it_was(
    open_page: Callable[..., Page], address: str, app: Flask
) -> None:
    documents = {path.stem: shipped.document(path) for path in shipped.FILES}
    documents |= {"many": chosen_form(), "more": more_types_form(), "nested": nested_form()}
    asked = []
    with app.test_request_context("/"):
        for name, document in documents.items():
            form, random = trusted_form(document), Random(name)  # noqa: S311
            asked.append(
                {
                    "name": name,
                    "rules": rules_of(form, TYPES),
                    "languages": [
                        pages_of(form, one, TYPES, form.languages) for one in ("es", "en", "ar-XB")
                    ],
                    "drafts": [collected(random, form) for _ in range(3)],
                }
            )
    page = open_page()
    page.goto(f"{address}/lincoln/fair")
    context = {
        "today": "2026-11-23",
        "language": "en",
        "places": [{"slug": "lincoln", "name": "Lincoln", "kind": "site", "within": ""}],
    }
    found = json.loads(page.evaluate(SHOW, json.dumps({"forms": asked, "context": context})))
    assert found == []
