"""What a plugin adds to the numbers of a place, to its public page and to the demo; and what its faults cost there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import literal, select

from farolito.api import (
    DemoData,
    Panel,
    PanelRow,
    PlaceLink,
    Plugin,
    hookimpl,
)
from farolito.plugins.sets import Chosen, Scope
from farolito.services.plugins import demo_data
from farolito.testing.factories import ALL_ASKS
from farolito.testing.site import Site, make_site

from .test_the_site_survives import FORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from farolito.api import PlaceView, Work


GIVEN: dict[str, int] = {}
"""How many meals were given out, by place."""


def meals_of(work: Work, place: PlaceView) -> Iterable[PanelRow]:
    """What the panel shows."""
    if place.id in GIVEN:
        yield PanelRow("Lunches", str(GIVEN[place.id]))


def fill_demo(work: Work, place: PlaceView) -> None:
    """Made-up meals, once."""
    GIVEN[place.id] = GIVEN.get(place.id, 0) + 40


class Meals(Plugin):
    """Has a part on both pages."""

    name = "meals"
    title = "Meals"
    summary = "Counts meals."
    requires_host = ">=0.1,<1"

    @hookimpl
    def register_panels(self) -> Iterable[Panel]:
        """For whoever sees counts, and one for nobody here."""
        return [
            Panel("meals", "Meals given out", "counts.view", meals_of, "/-/meals/<place>"),
            Panel("own", "Not for coordinators", "plugins.change", meals_of),
        ]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """For families."""
        return [PlaceLink("Menu of the week", "/-/meals/<place>/menu")]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """For the demo."""
        return [DemoData(fill_demo)]


def wrong(work: Work, place: PlaceView) -> Any:
    """Leaves a transaction that is good for nothing, on PostgreSQL."""
    work.session.execute(select(literal(1) / literal(0)).where(literal("Maria") == "Maria")).all()
    raise ValueError("Maria")


def foreign(work: Work, place: PlaceView) -> Any:
    """Reads what is not its own."""
    from farolito.db.models import Place

    return [PanelRow("Places", str(len(work.session.scalars(select(Place)).all())))]


class Broken(Plugin):
    """Fails wherever it has a part."""

    name = "broken"
    title = "Broken"
    summary = "Fails."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def register_panels(self) -> Iterable[Panel]:
        """Each in its own way."""
        return [
            Panel("raises", "It raises", "counts.view", wrong),
            Panel("reads", "It reads", "counts.view", foreign),
            Panel("leaves", "It leaves", "counts.view", lambda work, place: exit()),
            Panel("gives", "It gives", "counts.view", lambda work, place: ["Lunches"]),  # type: ignore[list-item]
            Panel("endless", "It never ends", "counts.view", endless),
        ]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Half of it."""
        return [DemoData(wrong)]


def endless(work: Work, place: PlaceView) -> Iterable[PanelRow]:
    """More than a page could show."""
    while True:
        yield PanelRow("Lunches", "1")


@pytest.fixture
def site(engine_url: str, tmp_path: Path) -> Iterator[Site]:
    """A school with a broken plugin in front of a good one."""
    made = make_site(tmp_path, Broken, Meals, database_url=engine_url)
    GIVEN.clear()
    yield made
    made.close()


def numbers_page(site: Site, role: str = "coordinator") -> str:
    reply = site.staff(role).get("/staff/lincoln/numbers")
    assert reply.status_code == 200
    return reply.text


def test_a_panel_stands_below_the_numbers_for_whoever_holds_its_permission(site: Site) -> None:
    demo_data.fill(site.works, site.place)

    page = numbers_page(site)

    assert "Meals given out" in page
    assert ">Lunches<" in page
    assert 'href="/-/meals/lincoln"' in page
    assert "Not for coordinators" not in page


def test_an_empty_panel_and_failing_ones_are_left_out_and_the_failures_counted(site: Site) -> None:
    page = numbers_page(site)

    assert "Meals given out" not in page
    for title in ("It raises", "It reads", "It leaves", "It gives", "It never ends"):
        assert title not in page
    faults = {one.hook: one.cause for one in site.works.hooks.health.faults()}
    assert set(faults) == {
        f"panel {name}" for name in ("raises", "reads", "leaves", "gives", "endless")
    }
    assert "Maria" not in str(faults)
    assert faults["panel reads"].startswith("ForeignTable")


def test_a_plugin_that_can_not_fill_the_demo_costs_the_others_nothing(site: Site) -> None:
    (said,) = demo_data.fill(site.works, site.place)

    assert said.startswith("The plugin broken could not fill the demo (")
    assert "Maria" not in said
    assert {site.place.id: 40} == GIVEN


def test_the_page_of_a_place_names_its_forms_and_what_plugins_have_for_families(site: Site) -> None:
    page = site.visitor().get("/lincoln")

    assert page.status_code == 200
    assert "Lincoln High School" in page.text
    assert "No form is open here now." in page.text
    assert 'href="/-/meals/lincoln/menu"' in page.text
    assert "Menu of the week" in page.text
    assert site.visitor().get("/nowhere").status_code == 404


def test_the_page_of_a_place_lists_what_families_and_students_may_open(site: Site) -> None:
    forms: dict[str, dict[str, Any]] = {
        "for-families": {},
        "for-students": {"audience": "student", "neutral_title": {"en": "School form"}},
        "for-staff": {"audience": "staff"},
        "for-the-desk": {"purpose": "visit"},
    }
    for name, facts in forms.items():
        site.open_form({**FORM, "name": name, "title": {"en": f"The form {name}"}, **facts})

    page = site.visitor().get("/lincoln").text

    shown = re.findall(r"The form for-([a-z-]+)|<h3>([^<]+)", page)
    assert shown == [("families", ""), ("", "For students"), ("students", "")]


def test_where_a_plugin_is_off_neither_its_panel_nor_its_link_is_there(site: Site) -> None:
    demo_data.fill(site.works, site.place)
    off = Scope(choices=((site.place.id, False),))
    hooks = site.works.hooks
    hooks.roster = replace(hooks.roster, chosen=Chosen("set", 1, {"meals": off}))

    assert "Meals given out" not in numbers_page(site)
    assert "Menu of the week" not in site.visitor().get("/lincoln").text
