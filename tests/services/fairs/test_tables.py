"""The tables of a fair: what they help with, who came, and what a partner may be told of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.suppression import Bounds
from farolito.errors import NotFound
from farolito.services import fairs, numbers
from farolito.services.fairs import Table

if TYPE_CHECKING:
    from tests.services.fairs.conftest import Fair

NAMES = ("DPSS", "Clinic", "Library")


@pytest.fixture
def with_tables(fair: Fair) -> Fair:
    fair.planned(tables=tuple(Table(name) for name in NAMES))
    return fair


def count(fair: Fair, *visits: int | None) -> None:
    with fair.school.works.open(fair.staff) as work:
        fairs.count_visits(work, fair.view, dict(zip(NAMES, visits, strict=True)))


def told(fair: Fair) -> dict[str, Bounds]:
    with fair.school.works.open(fair.staff, write=False) as work:
        return fairs.visits_to_tell(work, fair.view)


def test_what_is_known_of_a_table_stays_when_the_fair_is_planned_anew(with_tables: Fair) -> None:
    fair = with_tables
    with fair.school.works.open(fair.staff) as work:
        fairs.describe_tables(
            work, fair.view, {"Clinic": (("health", "no such help"), "  Dr.  Ruiz ")}
        )
        fairs.turn_table(work, fair.view, "DPSS", on=False)
    count(fair, None, 12, None)
    fair.change(name="Another name", tables=(Table("Clinic"), Table("DPSS"), Table("WIC")))
    assert fair.view.plan.tables == (
        Table("Clinic", helps=("health",), words="Dr. Ruiz", visits=12),
        Table("DPSS", on=False),
        Table("WIC"),
    )


def test_a_small_number_of_visits_is_told_to_nobody_nor_what_would_give_it_away(
    with_tables: Fair,
) -> None:
    assert told(with_tables) == {}
    count(with_tables, 40, 3, 25)
    shown = told(with_tables)
    assert shown[""] == Bounds(68, 68)
    assert not shown["Clinic"].shown
    assert (
        sum(bounds.shown for bounds in shown.values()) == 2
    )  # the total, and one of the large ones
    count(with_tables, 40, 0, 25)
    assert [told(with_tables)[name].low for name in NAMES] == [40, 0, 25]


def test_a_place_that_hides_more_hides_more_visits(with_tables: Fair) -> None:
    count(with_tables, 40, None, 15)
    assert told(with_tables)["Library"] == Bounds(15, 15)
    with with_tables.school.works.open(with_tables.school.staff("district_lead")) as work:
        numbers.hide_up_to(work, "lincoln", 20)
    assert not told(with_tables)["Library"].shown


@pytest.mark.parametrize("visits", [-1, 10_000])
def test_what_can_not_be_is_not_counted(with_tables: Fair, visits: int) -> None:
    with pytest.raises(NotFound):
        count(with_tables, visits, None, None)


def test_helpers_count_nothing(with_tables: Fair) -> None:
    with (
        with_tables.school.works.open(with_tables.school.staff("translator")) as work,
        pytest.raises(NotFound),
    ):
        fairs.count_visits(work, with_tables.view, {"DPSS": 4})
