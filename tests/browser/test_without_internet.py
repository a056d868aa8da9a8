"""What a form may ask for on a tablet without internet: a rule of a plugin, choices in random order, a drawn name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import Plugin, PluginFunction, hookimpl
from farolito.domain.ordering import in_order, order_of
from farolito.services import forms, jobs, responses
from farolito.services.tablets import pins
from farolito.testing.plugins import make_hooks
from farolito.testing.server import serve
from tests.browser.test_signature import draw
from tests.tablet_support.fair import Fair, short_form
from tests.web_support.sites import close_site, make_empty_database, make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import BrowserContext

NAMES = ("food", "rent", "work", "school", "health", "other")


def said(words: str) -> dict[str, str]:
    return dict.fromkeys(("en", "es", "ar"), words)


def form() -> dict[str, Any]:
    """As many people as the family says; from four on, what they need, in random order, and a drawn signature."""
    made = short_form()
    [section] = made["sections"]
    choices = [{"name": one, "label": said(one)} for one in NAMES]
    none = {"name": "none", "label": said("None of these"), "exclusive": True}
    many = {"name": "many", "type": "integer", "label": said("How many?")}
    need = {
        "name": "need",
        "type": "choices",
        "label": said("Which?"),
        "randomize": True,
        "choices": [none, *choices],
    }
    sign = {
        "name": "sign",
        "type": "signature",
        "label": said("Sign"),
        "drawing": True,
    }
    pages = [{"name": f"p_{one['name']}", "questions": [one]} for one in (many, need, sign)]
    pages[1]["relevant"] = "maths.twice(many) >= 8"
    section["pages"][1:] = pages
    return made | {"name": "counting", "uses": ["maths"]}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    script = tmp_path / "twice.js"
    script.write_text("export default (one) => one * 2;")

    class Maths(Plugin):
        """One function."""

        name = "maths"
        title = "Maths"
        summary = "Doubles."
        requires_host = ">=0.1,<1"

        @hookimpl
        def register_functions(self) -> Iterable[PluginFunction]:
            """It."""
            twice = PluginFunction("twice", ("number",), "number", lambda one: one * 2, script)
            return [twice]

    (tmp_path / "site").mkdir()
    hooks = make_hooks(Maths)
    forms = {"counting": form()}
    made = make_site(tmp_path / "site", make_empty_database(tmp_path), forms, hooks=hooks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins, "ROUNDS", 1000)
        yield made
    close_site(made)


def test_all_of_it_works_and_is_what_the_server_would_have_done(
    app: Flask, make_context: Callable[..., BrowserContext]
) -> None:
    with serve(app) as address:
        fair = Fair(app, address)
        tablet = fair.pair(make_context(viewport={"width": 800, "height": 1100}).new_page())
        tablet.lose_internet()
        tablet.reopen()
        page = tablet.page
        shown = {}
        for many in ("4", "3"):
            tablet.give("en", form="counting")
            tablet.go("next")
            page.fill("[name=many]", many)
            tablet.go("next")
            if many == "4":
                page.wait_for_selector("[name=need]")
                values = "(all) => all.map((one) => one.value)"
                shown[many] = page.locator("[name=need]").evaluate_all(values)
                page.check("[name=need][value=food]")
                tablet.go("next")
            page.fill("[name=sign]", "Rosa")
            draw(page)
            tablet.go("next")
            page.wait_for_selector(".sum path")
            tablet.go("send")
            page.wait_for_selector("#main:not(:has(form))")
            page.click("footer [data-do=done]")
            tablet.pin()
        sids = [one["sid"] for one in tablet.outbox()]
        tablet.find_internet()
        page.click("[data-do=refresh]")
        tablet.says("All sent.")
    jobs.run_all(fair.works)
    with fair.works.open(fair.staff) as work:
        found = [responses.read(work, "lincoln", sid) for sid in sids]
        known = forms.current(work, "counting")
    by_many = {record.answers["many"]: record for record in found}
    assert by_many[4].answers["need"] == ["food"]
    assert "need" not in by_many[3].answers
    assert all(one.answers["sign"]["drawing"].startswith("M") for one in found)
    page_of = known.sections[0].pages[2]
    order = order_of(page_of, by_many[4].response_id)
    wanted = [one.name for one in in_order(known.questions["need"], order).choices]
    assert shown["4"][: len(wanted)] == wanted
