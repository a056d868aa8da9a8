"""A submission creates a household, or joins the one that the same browser brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain import roles
from farolito.domain.access import SYSTEM
from farolito.domain.events import SubmissionSaved
from farolito.domain.roles import Role
from farolito.errors import Forbidden, NotFound
from farolito.services import arrivals, audit, households
from tests.services.households.conftest import PHONE, child, family

if TYPE_CHECKING:
    from farolito.services.households import HouseholdView
    from tests.services.households.conftest import Fair


def seen(fair: Fair, response_id: str, place: str = "lincoln") -> HouseholdView:
    """The household of a response, for a coordinator of both schools."""
    with fair.works.open(fair.staff("coordinator", fair.lincoln, fair.roosevelt)) as work:
        found = households.of_response(work, place, response_id)
        assert found is not None
        return households.read(work, place, found)


def names(view: HouseholdView) -> list[Any]:
    return [said.answer for one in view.people for said in one.said if said.fact.endswith(".name")]


def test_an_intake_makes_a_household_with_its_people(fair: Fair) -> None:
    told = family("Rosa García", PHONE, child("Ana García"), child("Luis García", "2015-02-02"))
    sent = fair.send({**told, "stays": {"street": "1 Elm St", "city": "Duarte", "zip": "91010"}})
    view = seen(fair, sent)
    assert names(view) == ["Rosa García", "Ana García", "Luis García"]
    assert [one.role for one in view.people] == ["respondent", "student", "student"]
    assert [said.answer["street"] for said in view.said] == ["1 Elm St"]
    assert [one.response_id for one in view.sent] == [sent]
    assert view.languages == ("en",)
    assert view.ties == ()


def test_three_children_at_three_schools_are_one_household_and_each_school_sees_its_own(
    fair: Fair,
) -> None:
    told = family(
        "Rosa García",
        PHONE,
        child("Ana García", "2010-01-01", "lincoln"),
        child("Luis García", "2015-02-02", "roosevelt"),
        child("Eva García", "2012-02-02", "faraway"),
        child("Bebé García", "2025-05-05"),
    )
    sent = fair.send(told)
    here = seen(fair, sent)
    assert names(here) == ["Rosa García", "Ana García", "Eva García", "Bebé García"]
    assert [one.since is not None for one in here.people] == [False, True, False, False]
    ((other, household),) = here.elsewhere
    assert other == fair.roosevelt
    with fair.works.open(fair.staff("coordinator", fair.roosevelt)) as work:
        there = households.read(work, "roosevelt", household)
        assert names(there) == ["Luis García"]
        assert (there.sent, there.said, there.elsewhere) == ((), (), ())
        with pytest.raises(Forbidden):
            households.read(work, "lincoln", here.id)
    with fair.works.open(fair.staff()) as work:
        assert households.read(work, "lincoln", here.id).elsewhere == ()
    assert not [row for row in fair.rows("person") if row[0] == fair.faraway.id]
    at_district = fair.staff("coordinator", fair.district)
    with fair.works.open(at_district) as work:
        assert [place.slug for place, _ in households.read(work, "lincoln", here.id).elsewhere] == [
            "roosevelt"
        ]


def test_the_same_browser_goes_on_with_its_household(fair: Fair) -> None:
    token = fair.browser()
    first = fair.send(family(), token=token)
    second = fair.send({"contact_name": "Rosa García"}, "check-in", token=token)
    view = seen(fair, second)
    assert [one.response_id for one in view.sent] == [second, first]
    assert names(view) == ["Rosa García"]  # told of twice, shown once
    assert len(view.people[0].ids) == 2
    ((tie,),) = (view.ties,)
    assert (tie.verdict, tie.how, tie.by) == ("same", "session", None)


@pytest.mark.parametrize(
    ("one", "other"), [("tablet", "tablet"), ("own_device", "tablet"), ("tablet", "own_device")]
)
def test_a_shared_tablet_and_another_browser_join_nothing(fair: Fair, one: str, other: str) -> None:
    token = fair.browser()
    first = fair.send(family(), token=token, channel=one)
    second = fair.send({"contact_name": "Rosa"}, "check-in", token=token, channel=other)
    stranger = fair.send(family())
    assert len({seen(fair, sent).id for sent in (first, second, stranger)}) == 3


@pytest.mark.parametrize("form", ["student-check-in", "private-talk"])
def test_what_a_student_alone_consented_to_is_in_no_household(fair: Fair, form: str) -> None:
    token = fair.browser()
    first = fair.send(family(), token=token)
    told = {"own_name": "Ana García"} if form == "student-check-in" else {"contact_phone": PHONE}
    sent = fair.send(told, form, token=token)
    with fair.works.open(fair.staff()) as work:
        assert households.of_response(work, "lincoln", sent) is None
    assert [one.response_id for one in seen(fair, first).sent] == [first]
    assert len(fair.rows("household")) == 1


def test_taking_in_twice_changes_nothing_and_a_correction_replaces_what_was_told(
    fair: Fair,
) -> None:
    sent = fair.send(family("Rosa García", PHONE, child("Ana García")))
    before = {table: fair.rows(table) for table in ("household", "person", "person_key")}
    hash_ = fair.rows("person")[0][5]
    arrivals.take_in(fair.works, SubmissionSaved(fair.lincoln.id, sent, 1, "intake", hash_))
    assert {table: fair.rows(table) for table in before} == before
    with fair.works.open(SYSTEM) as work:
        arrival = arrivals.arrival_of(work, fair.lincoln.id, sent, 1)
        assert arrival is not None
        corrected = family("Rosa Núñez", PHONE)
        households.take_in(work, replace(arrival, number=2, answers=corrected))
    view = seen(fair, sent)
    assert names(view) == ["Rosa Núñez"]
    assert view.id == before["household"][0][1]
    with fair.works.open(SYSTEM) as work:
        households.take_in(work, replace(arrival, number=3, consent_path="minor_self"))
    for table in (*before, "household_response", "enrollment"):
        assert fair.rows(table) == []


def test_nothing_personal_stands_open_in_the_tables(fair: Fair) -> None:
    fair.send(
        family(
            "Zebulon Quux", "+16265550177", child("Wilhelmina Quux", "2013-07-09", "roosevelt"),
            contact_email="zebu@quux.example",
            stays={"street": "77 Xylophone Way", "city": "Duarte", "zip": "91010"},
        )
    )  # fmt: skip
    for table in (
        "household", "household_response", "household_verdict", "person", "person_key", "enrollment",
    ):  # fmt: skip
        for row in fair.rows(table):
            stored = b"|".join(
                bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
                for one in row
            ).lower()
            for secret in (b"quux", b"5550177", b"2013-07-09", b"xylophone", b"zebu"):
                assert secret not in stored


def test_reading_is_recorded_and_needs_the_permission_the_place_and_the_regime(fair: Fair) -> None:
    sent = fair.send(family())
    household = seen(fair, sent).id
    audited = [row for row in fair.rows("audit") if row[4] == "household.read"]
    assert [row[5] for row in audited] == [f"household/{household}"]
    with fair.works.open(SYSTEM, write=False) as work:
        assert audit.verify(work, fair.lincoln.id) is None
    for role in ("counselor", "health_educator", "district_lead", "platform_admin", "volunteer"):
        with fair.works.open(fair.staff(role)) as work, pytest.raises(Forbidden):
            households.read(work, "lincoln", household)
    with fair.works.open(fair.staff("coordinator", fair.faraway)) as work:
        with pytest.raises(Forbidden):
            households.read(work, "lincoln", household)
        with pytest.raises(NotFound):
            households.read(work, "faraway", household)


def test_a_student_leaves_this_school_and_comes_back(fair: Fair) -> None:
    sent = fair.send(family("Rosa García", PHONE, child("Ana García", school="lincoln")))
    view = seen(fair, sent)
    parent, student = view.people
    for still in (False, False, True):
        with fair.works.open(fair.staff()) as work:
            households.set_enrolled(work, "lincoln", view.id, student.ids[0], here_still=still)
        now = seen(fair, sent).people[1]
        assert now.since == student.since
        assert (now.until is None) == still
    with fair.works.open(fair.staff()) as work, pytest.raises(NotFound):
        households.set_enrolled(work, "lincoln", view.id, parent.ids[0], here_still=False)
    looking = fair.staff("parent_engagement_coordinator")
    with fair.works.open(looking) as work, pytest.raises(Forbidden):
        households.set_enrolled(work, "lincoln", view.id, student.ids[0], here_still=False)
    assert [row[4] for row in fair.rows("audit")].count("student.left") == 2


def test_a_role_that_may_see_households_but_read_no_records_sees_none(
    fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    looker = Role("Looker", "site", frozenset({"households.view", "households.join"}))
    monkeypatch.setattr(roles, "ROLES", {**roles.ROLES, "looker": looker})
    household = seen(fair, fair.send(family())).id
    with fair.works.open(fair.staff("looker")) as work, pytest.raises(Forbidden):
        households.read(work, "lincoln", household)
