"""Facts to check: what plugins print that somebody must look at again stands in one list, the most urgent first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from farolito.api import DatedFact, Plugin, hookimpl
from farolito.testing.plugins import make_hooks
from tests.web.staff.test_repairs_page import admin, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.staff.school import School


class Limits(Plugin):
    """Prints three facts."""

    name = "limits"
    title = "Limits"
    summary = "Prints limits."
    requires_host = ">=0.1,<1"

    @hookimpl
    def dated_facts(self) -> Iterator[DatedFact]:
        """One that is fine, one not verified, one past its review day."""
        later, door = date(2099, 1, 1), "The notice at the door"
        yield DatedFact(
            {"en": "Opening hours"}, later, door, used_in={"en": "Page"}, url="/-/limits/"
        )
        yield DatedFact(
            {"en": "Fax number"},
            later,
            door,
            verified=False,
            used_in={"en": "Page"},
            url="//evil.example/",
        )
        yield DatedFact(
            {"en": "Income limit", "es": "Límite de ingresos"},
            date(2020, 1, 1),
            "An old notice",
            effective_from=date(2019, 1, 1),
            effective_to=date(2019, 12, 31),
            checked_on=date(2019, 2, 1),
        )


def test_only_what_somebody_must_look_at_is_listed_the_most_urgent_first(
    make_school: Callable[..., School],
) -> None:
    page = said(admin(make_school(make_hooks(Limits))), "/admin/facts")

    assert page.index("Income limit") < page.index("Fax number")
    assert "No longer holds" in page
    assert "Past its review day" in page
    assert "January 1, 2019 to December 31, 2019" in page
    assert "Checked on February 1, 2019" in page
    assert "Not verified, so not printed" in page
    assert "Opening hours" not in page


def test_every_fact_that_ages_can_be_seen_and_only_its_own_pages_are_linked(
    make_school: Callable[..., School],
) -> None:
    client = admin(make_school(make_hooks(Limits)))

    assert "Opening hours" in said(client, "/admin/facts?all")
    page = client.get("/admin/facts?all").text
    assert 'href="/-/limits/"' in page
    assert "evil.example" not in page


def test_a_fact_is_said_in_the_language_of_the_reader(make_school: Callable[..., School]) -> None:
    page = said(admin(make_school(make_hooks(Limits)), "es"), "/admin/facts")

    assert "Límite de ingresos" in page
    assert "Ya no vale" in page


def test_without_any_fact_it_says_so(school: School) -> None:
    assert "No plugin that is on prints facts that age." in said(admin(school), "/admin/facts")


def test_whoever_may_not_see_plugins_does_not_find_it(school: School) -> None:
    assert school.staff("coordinator").get("/admin/facts").status_code == 404
