"""A plugin's page learns whose paper has a code, and plans what is to be done; both as far as its reader may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.errors import NotFound
from farolito.services import casework, users
from farolito.services.casework import follow_ups
from farolito.services.casework.for_plugins import finish_follow_up, plan_follow_up
from farolito.services.plugins.contact_of import contact_of
from farolito.services.plugins.families import families_of, find_family
from farolito.testing.site import Site, make_site
from tests.plugins.test_codes_of import ANSWERS, FORM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.services.work import Work

DAY = date(2026, 12, 1)


@pytest.fixture
def site(tmp_path: Path, engine_url: str) -> Iterator[Site]:
    """A school with a form, on each engine."""
    made = make_site(tmp_path, database_url=engine_url)
    made.open_form(FORM)
    yield made
    made.close()


@pytest.fixture
def family(site: Site) -> str:
    """A response that a family sent."""
    return site.send("passes", ANSWERS, language="en")


def somebody(site: Site, role: str) -> Actor:
    with site.works.open(SYSTEM) as work:
        user = users.add(work, f"{role}@else.example", role, "a long test password")
        users.grant(work, user, site.place.id, role)
    return Actor("user", user, role, (Grant(site.place.id, role),))


def planned(work: Work, site: Site, family: str) -> list[follow_ups.FollowUp]:
    return list(follow_ups.of(work, casework.case(work, site.place.slug, family)))


def test_a_family_is_found_by_its_code_however_it_is_typed(site: Site, family: str) -> None:
    with site.works.open(somebody(site, "coordinator"), write=False) as work:
        known = families_of(work, site.place, [family, "nobody"])
        code = known[family].code
        assert known.keys() == {family}
        assert known[family].language == "en"
        for typed in (code, code.lower(), code.replace("-", " ")):
            found = find_family(work, site.place, typed)
            assert found is not None
            assert found.response_id == family
        for typed in ("", "2222-2222", "x" * 500, "\0"):
            assert find_family(work, site.place, typed) is None


def test_whoever_may_not_list_responses_finds_nobody(site: Site, family: str) -> None:
    with site.works.open(somebody(site, "coordinator"), write=False) as work:
        code = families_of(work, site.place, [family])[family].code
    with site.works.open(somebody(site, "platform_admin"), write=False) as work:
        assert families_of(work, site.place, [family]) == {}
        assert find_family(work, site.place, code) is None


def test_the_same_thing_is_planned_once_and_moves_with_its_day(site: Site, family: str) -> None:
    coordinator = somebody(site, "coordinator")
    for due in (DAY, DAY, DAY + timedelta(days=3), DAY - timedelta(days=3)):
        with site.works.open(coordinator) as work:
            plan_follow_up(work, site.place, family, "calfresh.answer", "Wait", due)
    with site.works.open(coordinator) as work:
        plan_follow_up(work, site.place, family, "calfresh.visit", "Visit", DAY)

    with site.works.open(coordinator, write=False) as work:
        found = planned(work, site, family)
        assert [(one.what, one.due_on) for one in found] == [
            ("Wait", DAY - timedelta(days=3)),
            ("Visit", DAY),
        ]
        assert {one.assigned_to for one in found} == {coordinator.id}


def test_what_is_done_stays_done_and_is_not_planned_again(site: Site, family: str) -> None:
    coordinator = somebody(site, "coordinator")
    with site.works.open(coordinator) as work:
        plan_follow_up(work, site.place, family, "answer", "Wait", DAY)
    for _ in range(2):
        with site.works.open(coordinator) as work:
            finish_follow_up(work, site.place, family, "answer")
            finish_follow_up(work, site.place, family, "never planned")
    with site.works.open(coordinator) as work:
        plan_follow_up(work, site.place, family, "answer", "Wait", DAY + timedelta(days=1))
        [one] = planned(work, site, family)

    assert (one.done, one.due_on) == (True, DAY)


def test_whoever_may_not_work_on_a_response_plans_nothing(site: Site, family: str) -> None:
    for role in ("volunteer", "platform_admin", "health_educator"):
        with site.works.open(somebody(site, role)) as work, pytest.raises(NotFound):
            plan_follow_up(work, site.place, family, "answer", "Wait", DAY)
    with site.works.open(somebody(site, "coordinator"), write=False) as work:
        assert planned(work, site, family) == []


def test_a_plugin_that_did_not_ask_for_such_records_gets_none_and_plans_nothing(
    site: Site, family: str
) -> None:
    with site.works.open(somebody(site, "coordinator")) as work:
        work.plugin = "somebody_elses"
        assert families_of(work, site.place, [family]) == {}
        with pytest.raises(NotFound):
            plan_follow_up(work, site.place, family, "answer", "Wait", DAY)


@pytest.mark.parametrize("words", ["", "  ", "x" * 501])
def test_what_is_to_be_done_needs_words_that_are_not_too_many(
    site: Site, family: str, words: str
) -> None:
    with (
        site.works.open(somebody(site, "coordinator")) as work,
        pytest.raises(ValueError, match="characters"),
    ):
        plan_follow_up(work, site.place, family, "answer", words, DAY)


def test_a_place_without_a_contact_has_none(site: Site) -> None:
    with site.works.open(SYSTEM, write=False) as work:
        assert contact_of(work, site.place) is None
