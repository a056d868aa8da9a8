"""Planning a fair: its day, its PIN, its tables, and who may."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY
from farolito.errors import NotFound
from farolito.services import audit, events, fairs, jobs
from farolito.services.fairs import PlanRefused, Table
from farolito.services.sessions import NewSession
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from tests.services.conftest import School
    from tests.services.fairs.conftest import Fair


def pin_of(school: School, fair: Fair) -> str:
    with school.works.open(fair.staff) as work:
        return fairs.make_pin(work, fair.view)


def help_with(school: School, pin: str) -> NewSession | Refusal:
    with school.works.open(NOBODY) as work:
        return events.log_in(work, "lincoln", pin, "Lupe", "192.0.2.1")


def test_the_pin_opens_from_the_morning_of_the_day_until_its_night(
    school: School, fair: Fair
) -> None:
    fair.planned(days=5)
    pin = pin_of(school, fair)
    assert (fair.view.state, fair.view.goes_on) == ("planned", True)
    assert fair.view.pin_made_at is not None
    assert isinstance(help_with(school, pin), Refusal)
    school.clock.advance(days=5, hours=-9)  # half past midnight
    assert (fair.view.state, fair.view.goes_on) == ("open", True)
    assert isinstance(help_with(school, pin), NewSession)
    school.clock.advance(hours=24)
    assert isinstance(help_with(school, pin), Refusal)
    assert (fair.view.state, fair.view.goes_on) == ("open", False)  # until somebody closes it


def test_a_fair_has_no_pin_before_somebody_makes_one(school: School, fair: Fair) -> None:
    assert fair.view.pin_made_at is None
    assert isinstance(help_with(school, "00000000"), Refusal)


def test_a_day_that_moves_takes_the_pin_along(school: School, fair: Fair) -> None:
    pin = pin_of(school, fair)
    made = help_with(school, pin)
    fair.change(day=fair.view.plan.day + timedelta(days=7), name="  Later   fair ")
    assert fair.view.plan.name == "Later fair"
    assert isinstance(help_with(school, pin), Refusal)
    code = fair.print(1)[0].code
    school.clock.advance(hours=20)
    jobs.run_all(school.works)  # the night of the day before the change
    school.clock.advance(days=6, hours=8)
    assert fair.print(1)[0].number == 2
    with school.works.open(fair.staff, write=False) as work:
        assert fairs.ticket(work, fair.view, 1).code == code
    assert isinstance(help_with(school, pin), NewSession)
    assert isinstance(made, NewSession)
    school.clock.advance(hours=20)
    jobs.run_all(school.works)  # the night of the new day
    assert school.rows("SELECT number FROM ticket WHERE code IS NOT NULL") == []


def test_what_can_not_be_planned_says_what_to_change(fair: Fair) -> None:
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("name", {"name": "  "}),
        ("name", {"name": "x" * 101}),
        ("day", {"days": -1}),
        ("links", {"links": ()}),
        ("links", {"links": ("needs", "nothing")}),
        ("tables", {"tables": (Table("x" * 81),)}),
    )
    for field, facts in wrong:
        with pytest.raises(PlanRefused) as refused:
            fair.planned(**facts)
        assert refused.value.field == field


def test_a_table_that_is_switched_off_stays_off_when_the_plan_changes(
    school: School, fair: Fair
) -> None:
    fair.change(tables=(Table("DPSS"), Table(" WIC "), Table("")))
    with school.works.open(fair.staff) as work:
        fairs.turn_table(work, fair.view, "DPSS", on=False)
    fair.change(tables=(Table("WIC"), Table("DPSS"), Table("Library")))
    assert fair.view.plan.tables == (Table("WIC"), Table("DPSS", on=False), Table("Library"))
    with school.works.open(fair.staff) as work, pytest.raises(NotFound):
        fairs.turn_table(work, fair.view, "DMH", on=False)


def test_who_may_not_plan_finds_nothing(school: School, fair: Fair) -> None:
    with school.works.open(school.staff("volunteer", "counselor", "partner_agency")) as work:
        for refused in (
            lambda: fairs.one(work, "lincoln", fair.id),
            lambda: fairs.plan(work, "lincoln", fair.view.plan),
            lambda: fairs.change(work, fair.view, fair.view.plan),
            lambda: fairs.make_pin(work, fair.view),
            lambda: fairs.end_of_day(work, fair.view),
            lambda: fairs.close(work, fair.view, rescued=True),
            lambda: fairs.count_paper(work, fair.view, 1, 1),
            lambda: fairs.print_more(work, fair.view, 1),
        ):
            with pytest.raises(NotFound):
                refused()
    with school.works.open(fair.staff, write=False) as work:
        actions = [entry.action for entry in audit.entries(work, school.place.id)]
    assert actions == ["fair.planned"]


def test_who_does_not_help_at_events_gives_no_ticket_and_begins_nothing(
    school: School, fair: Fair
) -> None:
    number = fair.give()
    with school.works.open(school.staff("counselor", "partner_agency", "district_lead")) as work:
        for refused in (
            lambda: fairs.one(work, "lincoln", fair.id, fairs.HELP),
            lambda: fairs.of_place(work, "lincoln"),
            lambda: fairs.board(work, fair.view),
            lambda: fairs.give(work, fair.view, "es"),
            lambda: fairs.move(work, fair.view, number, "left"),
            lambda: fairs.begin(work, fair.view, number, "needs"),
        ):
            with pytest.raises(NotFound):
                refused()


def test_a_helper_gives_tickets_and_begins_forms(school: School, fair: Fair) -> None:
    with school.works.open(school.staff("volunteer")) as work:
        found = fairs.one(work, "lincoln", fair.id, fairs.HELP)
        number = fairs.give(work, found, "km", interpreter=True)
        assert [one.number for one in fairs.board(work, found).waiting] == [number]
        assert fairs.begin(work, found, number, "needs").token
        assert [one.id for one in fairs.of_place(work, "lincoln")] == [fair.id]


def test_a_fair_is_not_among_the_events_without_a_plan(school: School, fair: Fair) -> None:
    with school.works.open(fair.staff) as work:
        events.start(work, "lincoln", "A quick event")
        assert [one.name for one in events.of_place(work, "lincoln")] == ["A quick event"]
