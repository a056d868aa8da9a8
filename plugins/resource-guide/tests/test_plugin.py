"""The plugin keeps its promises to the host, fills the demo, and leads families of every form to checked places."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from farolito.api import LANGUAGES
from farolito.testing.factories import make_response
from farolito.testing.hook_tester import failures
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.plugins import make_hooks, migrate
from farolito_resource_guide.categories import categories, for_need
from farolito_resource_guide.demo import fill
from farolito_resource_guide.entry import Entry, Phone, Spot
from farolito_resource_guide.giving import as_hsds
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.plugin import ResourceGuide
from farolito_resource_guide.settings import GuideSettings
from farolito_resource_guide.steps import steps_for
from farolito_resource_guide.storing import save_all
from farolito_resource_guide.taking.files import read_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site
    from farolito_resource_guide.taking.read import Read

TODAY = date(2026, 11, 26)  # as conftest's clock says
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
HOME = "/-/resource_guide/lincoln"


def filled(site: Site) -> None:
    with site.works.session() as session:
        from types import SimpleNamespace

        work = SimpleNamespace(session=session, today=lambda: TODAY, now=lambda: NOW)
        fill(work, site.place)  # type: ignore[arg-type]


def all_of(site: Site) -> dict[int, Entry]:
    with site.works.session() as session:
        return dict(entries_of(session, site.place.id))


def test_it_keeps_its_promises_to_the_host(engine_url: str) -> None:
    hooks = make_hooks(ResourceGuide)

    (pages,) = hooks.register_pages()
    assert {route.csp for route in pages.routes if route.permission == "public"} == {
        "family",
        "none",
    }
    assert [link.url for link in hooks.register_place_links()] == ["/-/resource_guide/<place>"]
    assert wrong_with_migrations(engine_url, ResourceGuide) == []
    assert len(ResourceGuide().languages) == 12


def test_what_is_stored_comes_back_the_same_on_both_engines(
    engine_url: str, pantries: list[Read]
) -> None:
    engine = create_engine(engine_url)
    migrate(engine, ResourceGuide)
    entries = [row.entry for row in pantries[:40] if row.entry]
    with Session(engine) as session, session.begin():
        save_all(session, "place", entries, NOW)
    with Session(engine) as session, session.begin():
        save_all(session, "place", [replace(entries[0], name="Another name")], NOW)
    with Session(engine) as session:
        found = {one.id: one for one in entries_of(session, "place").values()}

    assert len(found) == 40
    for number, entry in enumerate(entries):
        back = found[entry.id]
        assert back.number == number + 1
        assert back.name == ("Another name" if number == 0 else entry.name)
        assert back.all_hours == entry.all_hours
        assert back.all_phones == entry.all_phones
        assert (back.categories, back.terms) == (entry.categories, entry.terms)
        assert [spot.address for spot in back.spots] == [spot.address for spot in entry.spots]
    engine.dispose()


def test_nothing_that_families_send_makes_it_fail() -> None:
    assert failures(ResourceGuide, "next_steps", response=make_response(needs=["food"])) == []


def test_every_kind_of_help_has_words_and_the_needs_of_forms_lead_to_one() -> None:
    assert 40 <= len(categories()) <= 60
    for one in categories().values():
        assert {"en", "es", "zh-Hant", "zh-Hans", "ko", "vi", "tl"} <= set(one.title)
        assert all(one.title.values())
    for need in (
        "food", "housing", "home_repairs", "utilities", "health_coverage", "someone_to_talk_to", "transport",
        "internet", "school_help",
    ):  # fmt: skip
        assert for_need(need), need


def steps(site: Site, *needs: str, **settings: Any) -> list[Any]:
    response = replace(make_response(needs=list(needs)), place=site.place)
    with site.works.session() as session:
        return list(steps_for(response, GuideSettings(**settings), session, TODAY))


def test_a_need_leads_to_two_near_checked_places_and_to_the_list(site: Site) -> None:
    filled(site)

    first, second = steps(site, "food", zip="91010")

    assert second.title == {
        "en": "Sunrise Food Table",
        "es": "Mesa de comida Amanecer (Sunrise Food Table)",
    }
    assert first.url is None
    assert second.url == "/-/resource_guide/lincoln?category=food&zip=91010"
    assert second.phone == "(626) 555-0111"
    assert "1200 Example Street, Duarte, CA 91010." in second.detail["en"]
    assert "2nd and 4th Saturday of the month" in second.detail["en"]
    assert "Checked on" in second.detail["en"]
    assert "Revisado el" in second.detail["es"]
    assert {*second.detail} == {*ResourceGuide().languages}
    assert not [tag for tag, said in second.detail.items() if tag != "en" and "Checked on" in said]
    assert (second.bring["en"], second.bring["es"]) == ("A bag", "Una bolsa")


def test_nobody_is_sent_to_what_was_not_checked_is_closed_or_too_far(site: Site) -> None:
    filled(site)
    assert steps(site, "utilities") == []  # never checked
    far = steps(site, "food", zip="93535")
    assert far == []
    assert steps(site, "food", steps=False) == []
    assert steps(site, "something_else") == []
    with site.works.session() as session:
        closed = [
            replace(one, status="temporarily closed")
            for one in entries_of(session, site.place.id).values()
        ]
        save_all(session, site.place.id, closed, NOW)
    assert steps(site, "food", "housing") == []


def test_many_needs_get_one_place_each_and_no_place_comes_twice(site: Site) -> None:
    filled(site)

    found = steps(site, "food", "housing", "health_coverage", "someone_to_talk_to", "internet")

    assert len(found) == 4
    assert len({step.title["en"] for step in found}) == 4


CONSENT = {
    "name": "agree",
    "type": "consent",
    "label": {"en": "Is it okay to start?"},
    "required": True,
    "text": "agree-2026-11",
    "points": [{"en": "You choose what to answer."}],
    "more": {"en": "We keep your answers for 3 years."},
    "choices": [{"name": "yes", "label": {"en": "Yes"}}, {"name": "no", "label": {"en": "No"}}],
    "declines": ["no"],
}
AGREED = {
    "choice": "yes",
    "text": "agree-2026-11",
    "language": "en",
    "at": "2026-11-23T09:30:00-08:00",
}
FORM = {
    "name": "asks-about-food",
    "title": {"en": "Food"},
    "purpose": "intake",
    "regime": "education_record",
    "languages": ["en"],
    "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
    "sections": [
        {
            "name": "all",
            "title": {"en": "Questions"},
            "pages": [
                {"name": "agree", "questions": [CONSENT]},
                {
                    "name": "food",
                    "questions": [
                        {"name": "hungry", "type": "yes_no", "label": {"en": "Do you need food?"}}
                    ],
                },
            ],
        }
    ],
    "needs": [{"name": "food", "when": "hungry", "label": {"en": "Food"}}],
}


def test_a_family_that_needs_food_was_told_where_it_is(site: Site) -> None:
    filled(site)
    name = site.open_form(FORM)
    response = site.send(name, {"agree": AGREED, "hungry": "yes"})

    page = site.staff("coordinator").get(f"/staff/lincoln/responses/{response}").text

    assert "Next steps the family was given" in page
    assert "Canyon Hot Meals" in page
    assert "Checked on" in page


@pytest.mark.parametrize("origin", ["demo", "pantries", "official"])
def test_the_export_is_valid_hsds_3_1(
    site: Site,
    schema: dict[str, Any],
    pantries: list[Read],
    taken: Callable[[list[Read]], Any],
    origin: str,
) -> None:
    if origin == "demo":
        filled(site)
    elif origin == "pantries":
        taken(pantries)
    else:
        from pathlib import Path

        example = Path(__file__).parent / "data/hsds-3.1/service_full.json"
        taken(read_files({"a.json": example.read_bytes()}, "HSDS", None))

    reply = site.visitor().get(f"{HOME}/hsds.json")

    document = json.loads(reply.data)
    assert document["total_items"] == len(document["contents"]) == len(all_of(site))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for service in document["contents"]:
        assert list(validator.iter_errors(service)) == []


def test_what_was_exported_comes_back_as_the_same_guide(site: Site) -> None:
    filled(site)
    text = site.visitor().get(f"{HOME}/hsds.json").data

    rows = read_files({"hsds.json": text}, "Demo", None)

    ours = {
        entry.id: as_hsds(replace(entry, source="", source_as_of=None, review_by=None))
        for entry in all_of(site).values()
    }
    for row in rows:
        assert row.entry
        assert row.remarks == ()
        back = as_hsds(replace(row.entry, source="", source_as_of=None, demo=True))
        mine = dict(ours[row.entry.id])
        del mine["last_modified"]
        assert back == mine


def test_the_demo_is_made_once_and_everything_in_it_says_that_it_is_one(site: Site) -> None:
    filled(site)
    before = all_of(site)

    filled(site)

    assert all_of(site) == before
    assert len(before) == 12
    assert all(entry.demo for entry in before.values())
    page = site.visitor().get(f"{HOME}?all=1&language=en").text
    assert page.count("Example, not a real offer.") == 12
    numbers = [phone.number for entry in before.values() for phone in entry.all_phones]
    assert all("555-01" in number for number in numbers)


def test_the_numbers_page_says_how_much_is_to_be_checked(site: Site) -> None:
    from types import SimpleNamespace

    from farolito_resource_guide.panel import fill as rows

    filled(site)
    with (
        site.works.session() as session,
        site.app.test_request_context("/", headers={"Accept-Language": "en"}),
    ):
        work: Any = SimpleNamespace(session=session, today=lambda: TODAY)
        found = [(row.label, row.value) for row in rows(work, site.place)]

    assert found == [("Entries", "12"), ("To check", "2")]


def test_help_by_phone_alone_may_be_a_step(site: Site) -> None:
    line = Entry(
        id="00000000-0000-0000-0000-000000000001",
        name="A line",
        categories=("crisis",),
        checked_on=TODAY - timedelta(1),
        spots=(Spot(kind="virtual", phones=(Phone("988"),)),),
    )
    with site.works.session() as session:
        save_all(session, site.place.id, [line], NOW)

    (step,) = steps(site, "someone_to_talk_to", zip="91010")

    assert (step.phone, step.title["en"]) == ("988", "A line")
    assert LANGUAGES.keys() >= step.title.keys()
