"""A school's guide has what its district keeps for all its schools: to see, to search and to print, not to change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.services import places, responses, sessions, users
from farolito.services.outcome import outcome_of
from farolito.testing.factories import make_response
from farolito.testing.paper import pages_of
from farolito.web.cookies import NAMES
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.plugin import ResourceGuide
from farolito_resource_guide.settings import GuideSettings
from farolito_resource_guide.steps import steps_for
from farolito_resource_guide.storing import save_all

from .test_plugin import AGREED, FORM
from .test_public import HOME, NEVER, TODAY, entry, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from farolito.testing.site import Site
    from farolito_resource_guide.entry import Entry

KEPT_BY = 'Kept by <bdi dir="auto" class="pre">The County</bdi>'
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


def own(number: int, **more: Any) -> Entry:
    return entry(number, name=f"School place {number}", **more)


def kept(number: int, **more: Any) -> Entry:
    """An entry of the county, which ``lincoln`` lies in."""
    return entry(100 + number, name=f"County place {number}", **more)


@pytest.fixture
def guide(site: Site) -> Site:
    """Two entries of the school, three of the county."""
    return filled(site)


def filled(site: Site) -> Site:
    with site.works.session() as session:
        save_all(session, site.place.id, [own(1), own(2, zip="91104")], NOW)
        above = [kept(1), kept(2, hours=(NEVER,)), kept(3, categories=("clinic",))]
        save_all(session, site.place.above[0], above, NOW)
    return site


def lead(site: Site, slug: str, role: str = "district_lead") -> FlaskClient:
    """Somebody who looks after a place, logged in."""
    with site.works.open(SYSTEM) as work:
        place = places.by_slug(work, slug)
        user = users.add(work, f"{role}@{slug}.example", "Somebody", "a long test password")
        users.grant(work, user, place.id, role)
        token = sessions.start_staff(work, user, "second_factor").token
    client = site.visitor()
    client.set_cookie(NAMES["staff"], token)
    return client


def test_families_find_what_the_county_keeps_among_what_the_school_keeps(guide: Site) -> None:
    family = guide.visitor()

    page = family.get(f"{HOME}?all=1&language=en").text

    assert names(page) == [
        "County place 1", "County place 2", "County place 3", "School place 1", "School place 2",
    ]  # fmt: skip
    assert page.count(KEPT_BY) == page.count("Kept by") == 3
    assert "Everything (5)" in family.get(f"{HOME}?language=en").text
    today = family.get(f"{HOME}?category=food&open=today&language=en").text
    assert names(today) == ["County place 1", "School place 1", "School place 2"]
    near = family.get(f"{HOME}?category=food&zip=91104&language=en").text
    assert names(near)[0] == "School place 2"
    assert "County place 1" in names(near)
    # the county's own guide is its own alone, and so is that of a school elsewhere
    assert len(names(family.get("/-/resource_guide/county?all=1&language=en").text)) == 3
    with guide.works.open(SYSTEM) as work:
        places.add(work, "county", "elsewhere", "Elsewhere")
    assert names(family.get("/-/resource_guide/elsewhere?all=1&language=en").text) == []


def test_from_an_entry_of_the_county_the_way_leads_back_to_the_school(guide: Site) -> None:
    family = guide.visitor()
    page = family.get(f"{HOME}?category=clinic&language=en").text

    one = family.get("/-/resource_guide/county/3?language=en&at=lincoln").text

    assert 'href="/-/resource_guide/county/3?language=en&amp;at=lincoln"' in page
    assert f'href="{HOME}?language=en"' in one
    assert KEPT_BY in one
    change = "/-/resource_guide/county/3/change?language=en&at=lincoln"
    assert change.replace("&", "&amp;") in one
    sent = family.post(change, data={"says": "It has moved."})
    assert sent.status_code == 303
    assert "at=lincoln" in sent.location
    # a place that does not lie below the one that keeps it leads nowhere else
    for at in ("county", "never-made", "x" * 300):
        assert 'href="/-/resource_guide/county?language=en"' in family.get(
            f"/-/resource_guide/county/3?language=en&at={at}"
        ).text  # fmt: skip


def test_an_own_entry_goes_before_the_same_one_of_the_county_and_may_hide_it(guide: Site) -> None:
    with guide.works.session() as session:
        mine = replace(kept(1), name="As we know it")
        gone = replace(kept(3), status="inactive")
        save_all(session, guide.place.id, [mine, gone], NOW)

    found = names(guide.visitor().get(f"{HOME}?all=1&language=en").text)

    assert "As we know it" in found
    assert not {"County place 1", "County place 3"} & {*found}
    assert "County place 2" in found


def test_the_list_and_the_booklet_print_both_and_say_whose_they_are(guide: Site) -> None:
    family = guide.visitor()
    for paper in ("list.pdf?category=food&language=en", "booklet.pdf?language=en"):
        text = " ".join(" ".join(pages_of(family.get(f"{HOME}/{paper}").data)).split())
        assert "School place 1" in text, paper
        assert "County place 1" in text, paper
        assert "Kept by The County" in text, paper


def test_staff_of_the_school_see_what_the_county_keeps_and_change_none_of_it(guide: Site) -> None:
    client = guide.staff("coordinator")

    desk = client.get(f"{HOME}/desk?show=above").text

    assert "County place 1" in desk
    assert KEPT_BY in desk
    assert "/county/1?at=lincoln" in desk
    assert "Checked today" not in desk
    assert "County place" not in client.get(f"{HOME}/desk?show=all").text
    for path in ("desk", "desk/entry/1", "desk/said", "desk/import"):
        assert client.get(f"/-/resource_guide/county/{path}").status_code == 404, path
    for path in ("desk/entry/1/checked", "desk/entry/1/retire", "desk/entry/1", "desk/new"):
        reply = client.post(f"/-/resource_guide/county/{path}", data={"name": "x", "go": "x"})
        assert reply.status_code == 404, path
    assert len(names(guide.visitor().get(f"{HOME}?all=1&language=en").text)) == 5


def test_a_school_without_anything_above_has_no_such_list(site: Site) -> None:
    assert "From above" not in site.staff("coordinator").get(f"{HOME}/desk").text


def test_whoever_looks_after_the_county_keeps_its_guide(guide: Site) -> None:
    client = lead(guide, "county")

    assert client.get("/-/resource_guide/").location == "/-/resource_guide/county/desk"
    assert 'href="/-/resource_guide/"' in client.get("/-/resource_guide/county/desk").text
    added = client.post(
        "/-/resource_guide/county/desk/new",
        data={
            "name": "Late place",
            "category": "clinic",
            "state": "CA",
            "phone": "(626) 555-0177",
            "go": "checked",
        },
    )
    assert added.status_code == 303, added.text
    assert "Late place" in names(guide.visitor().get(f"{HOME}?all=1&language=en").text)
    assert client.get("/-/resource_guide/county/desk/import").status_code == 200
    # who may only look at numbers keeps none, and the families of a school are not the lead's
    assert lead(guide, "county", "county_coach").get("/-/resource_guide/").status_code == 404
    assert client.get(f"{HOME}/desk").status_code == 404


def test_a_checked_place_of_the_county_is_a_next_step_of_the_schools_forms(guide: Site) -> None:
    response = make_response(needs=("clinic",))
    with guide.works.session() as session:
        at_school = replace(response, place=guide.place)
        found = [one.title["en"] for one in steps_for(at_school, GuideSettings(), session, TODAY)]
        elsewhere = list(steps_for(response, GuideSettings(), session, TODAY))
    assert found == ["County place 3"]
    assert elsewhere == []


def test_the_guard_of_the_database_hides_none_of_it_from_staff_of_the_school(
    site_with: Callable[..., Site], postgres_url: str
) -> None:
    """There, staff see the rows of their own places alone; the county's guide is read for everybody below."""
    site = filled(site_with(ResourceGuide, database_url=postgres_url))
    site.works.clock = lambda: NOW
    client = site.staff("coordinator")

    assert "County place 1" in client.get(f"{HOME}/desk?show=above").text
    assert "School place 1" in client.get(f"{HOME}/desk?show=all").text
    sent = site.send(site.open_form(FORM), {"agree": AGREED, "hungry": "yes"})
    one = Actor("user", "1", "Somebody", (Grant(site.place.id, "coordinator"),))
    with site.works.open(one) as work:
        record = responses.read(work, "lincoln", sent)
        assert "County place 1" in [step.title["en"] for step in outcome_of(work, record).steps]
        assert entries_of(work.session, site.place.above[0]) == {}  # the guard is there
