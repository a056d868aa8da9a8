"""A plugin's page learns the codes of the families that it lists, as far as its reader may list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.services import places
from farolito.services.plugins.codes_of import codes_of
from farolito.testing.site import Site, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = {
    "name": "passes",
    "title": {"en": "Passes"},
    "purpose": "request",
    "regime": "education_record",
    "languages": ["en"],
    "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
    "sections": [
        {
            "name": "start",
            "title": {"en": "Start"},
            "pages": [
                {
                    "name": "consent_page",
                    "questions": [
                        {
                            "name": "consent",
                            "type": "consent",
                            "label": {"en": "May we keep it?"},
                            "points": [{"en": "You choose what to answer."}],
                            "text": "passes-2026",
                            "choices": [
                                {"name": "yes", "label": {"en": "Yes"}},
                                {"name": "no_thanks", "label": {"en": "No thanks"}},
                            ],
                            "declines": ["no_thanks"],
                            "required": True,
                        }
                    ],
                }
            ],
        }
    ],
}
AT = "2026-11-23T09:30:00-08:00"
ANSWERS = {"consent": {"choice": "yes", "text": "passes-2026", "language": "en", "at": AT}}


@pytest.fixture
def site(tmp_path: Path, engine_url: str) -> Iterator[Site]:
    """A school, on each engine."""
    made = make_site(tmp_path, database_url=engine_url)
    yield made
    made.close()


def found(site: Site, role: str, *ids: str) -> dict[str, str]:
    actor = Actor("user", "1", "Somebody", (Grant(site.place.id, role),))
    with site.works.open(actor, write=False) as work:
        return dict(codes_of(work, site.place, ids))


def test_the_codes_are_those_that_families_were_given(site: Site) -> None:
    name = site.open_form(FORM)
    one, other = site.send(name, ANSWERS), site.send(name, ANSWERS)

    codes = found(site, "coordinator", one, other, "nobody")

    assert codes.keys() == {one, other}
    page = site.staff("coordinator").get(f"/staff/lincoln/responses/{one}").text
    assert codes[one] in page
    assert codes[other] not in page


def test_who_may_not_list_them_learns_nothing(site: Site) -> None:
    response = site.send(site.open_form(FORM), ANSWERS)

    assert found(site, "counselor", response) == {}  # lists, but not records of this regime
    assert found(site, "county_coach", response) == {}


def test_another_place_has_other_responses(site: Site) -> None:
    response = site.send(site.open_form(FORM), ANSWERS)
    with site.works.open(SYSTEM) as work:
        other = places.add(work, "site", "jefferson", "Jefferson High School", None)
    actor = Actor("user", "1", "Somebody", (Grant(other.id, "coordinator"),))

    with site.works.open(actor, write=False) as work:
        assert codes_of(work, other, [response]) == {}
        assert codes_of(work, site.place, [response]) == {}
