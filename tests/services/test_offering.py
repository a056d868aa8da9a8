"""A form is offered at a place, closed, and offered again at the same address, by whoever arranges the place."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.reading import complete_document
from farolito.errors import LinkRefused, NotFound
from farolito.services import audit, forms, links, offering, place_tree
from farolito.services.blocks import read_bank
from tests.services.conftest import NEEDS

if TYPE_CHECKING:
    from farolito.services.work import Works

FORM = str(NEEDS["name"])
BANK = read_bank(Path(__file__).parents[2] / "forms")


@pytest.fixture
def county(works: Works) -> str:
    """A county with two schools, and a published form that nobody offers; the id of the first school."""
    with works.open(SYSTEM) as work:
        place_tree.add(work, "county", "la", "LA")
        school = place_tree.add(work, "site", "grant", "Grant", "la")
        place_tree.add(work, "site", "lincoln", "Lincoln", "la")
        forms.publish(work, NEEDS)
    return school.id


def test_a_form_is_offered_at_one_place_and_no_other(works: Works, county: str) -> None:
    with works.open(SYSTEM) as work:
        assert [one.open for one in offering.offers(work, "grant")] == [False]
        assert offering.offer(work, "grant", FORM) == FORM
        assert [one.open for one in offering.offers(work, "grant")] == [True]
    with works.open(SYSTEM, write=False) as work:
        assert links.open_link(work, "grant", FORM).open
        with pytest.raises(NotFound):
            links.open_link(work, "lincoln", FORM)


def test_what_is_closed_is_offered_again_at_its_old_address(works: Works, county: str) -> None:
    with works.open(SYSTEM) as work:
        links.add(work, county, "old-address", FORM)
        offering.close(work, "grant", FORM)
        assert not links.open_link(work, "grant", "old-address").open
        assert offering.offer(work, "grant", FORM) == "old-address"
        assert links.open_link(work, "grant", "old-address").open


def test_an_address_that_another_form_has_stays_that_form_s(works: Works, county: str) -> None:
    other = {**copy.deepcopy(NEEDS), "name": "another"}
    with works.open(SYSTEM) as work:
        forms.publish(work, other)
        links.add(work, county, FORM, "another")
        assert offering.offer(work, "grant", FORM) == f"{FORM}-2"
        assert links.open_link(work, "grant", FORM).form.name == "another"


def test_only_who_arranges_the_place_offers_there(works: Works, county: str) -> None:
    elsewhere = Actor("user", "u", "Somebody", (Grant("another-place", "platform_admin"),))
    with works.open(elsewhere) as work:
        for change in (offering.offer, offering.close):
            with pytest.raises(NotFound):
                change(work, "grant", FORM)
        with pytest.raises(NotFound):
            offering.offers(work, "grant")


def test_what_is_not_published_or_was_never_offered_is_refused(works: Works, county: str) -> None:
    with works.open(SYSTEM) as work:
        with pytest.raises(NotFound, match="nothing-like-it"):
            offering.offer(work, "grant", "nothing-like-it")
        with pytest.raises(NotFound, match="not offered"):
            offering.close(work, "grant", FORM)


def test_a_form_that_demands_what_the_place_has_not_is_refused_in_words(
    works: Works, county: str
) -> None:
    document = copy.deepcopy(NEEDS)
    document["sections"].append({"use": "phq-9"})
    document["name"] = "asks-for-a-responder"
    with works.open(SYSTEM) as work:
        forms.publish(work, complete_document(document, BANK))
        with pytest.raises(LinkRefused) as refused:
            offering.offer(work, "grant", "asks-for-a-responder")
        assert refused.value.reasons
        closed = [one for one in offering.offers(work, "grant") if one.open]
        assert closed == []


def test_both_are_in_the_audit_of_the_place(works: Works, county: str) -> None:
    with works.open(SYSTEM) as work:
        offering.offer(work, "grant", FORM)
        offering.close(work, "grant", FORM)
        done = [entry.action for entry in audit.entries(work, county, None, 2)]
    assert done == ["form.closed", "form.offered"]
