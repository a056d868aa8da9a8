"""The plugin keeps its promises to the host: facts, tables, languages, and what the demo begins with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.paper import pages_of
from farolito.testing.plugins import make_hooks
from farolito_partners import demo
from farolito_partners.plugin import Partners

if TYPE_CHECKING:
    from farolito.testing.site import Site

PLACE = "/-/partners/lincoln"


def test_each_of_its_pages_is_for_those_whose_work_it_is() -> None:
    (pages,) = make_hooks(Partners).register_pages()

    for route in pages.routes:
        mine = "referrals.answer" if route.rule.endswith("/own") else "referrals.send"
        assert route.permission == mine, route.rule


def test_its_migrations_make_exactly_its_tables(engine_url: str) -> None:
    assert wrong_with_migrations(engine_url, Partners) == []


def test_it_speaks_spanish() -> None:
    assert Partners().languages == ("en", "es")


def test_the_demo_has_every_agency_that_the_pilot_names_each_once(site: Site) -> None:
    site.fill_demo()
    site.fill_demo()

    said = json.loads(demo.STARTING.read_text("utf-8"))
    html = site.staff("coordinator").get(PLACE).text
    named = [one["name"] for one in said["agencies"]]
    assert len(named) == 16  # ten county agencies, one of them in two parts since, and four others
    for name in named:
        assert html.count(f">{name}<") == 1, name
    assert "Not there any more under this name" in html


def test_what_nobody_confirmed_is_printed_as_to_be_confirmed(site: Site) -> None:
    site.fill_demo()
    browser = site.staff("coordinator")

    offers = " ".join(pages_of(browser.get(f"{PLACE}/offers.pdf").data))
    assert offers.count("Ask to confirm before you plan with it.") == 4
    agreements = " ".join(pages_of(browser.get(f"{PLACE}/register.pdf").data))
    assert agreements.count("Ask to confirm") == 16
