"""Income tables come out as they were published, each holds on its own days, no year stands in for another."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.limits import limit, monthly, tables

IN_2024, FFY_2026, NOW = date(2024, 6, 1), date(2026, 1, 15), date(2026, 11, 23)


def row(table: str, day: date, people: range = range(1, 9)) -> list[int | None]:
    return [limit(table, one, day) for one in people]


def test_the_adults_of_the_dpss_page_of_2024() -> None:
    published = [1732, 2352, 2970, 3588, 4208, 4826, 5445, 6064]
    assert row("medi-cal-adult", IN_2024) == published


def test_the_children_of_the_dpss_page_of_2024() -> None:
    published = [3339, 4533, 5725, 6916, 8111, 9303, 10494, 11689]
    assert row("medi-cal-child", IN_2024) == published


def test_calfresh_of_federal_fiscal_year_2026() -> None:
    gross = [2610, 3526, 4442, 5360, 6276, 7192, 8110, 9026]
    net = [1305, 1763, 2221, 2680, 3138, 3596, 4055, 4513]
    assert row("calfresh-gross", FFY_2026) == gross
    assert row("calfresh-net", FFY_2026) == net
    assert limit("calfresh-gross", 9, FFY_2026) == 9026 + 918
    assert limit("calfresh-net", 10, FFY_2026) == 4513 + 2 * 459


def test_school_meals_of_2025() -> None:
    assert limit("meals-free", 4, FFY_2026) == 41_795
    assert limit("meals-reduced", 4, FFY_2026) == 59_478


def test_what_follows_from_the_guideline_of_2026() -> None:
    assert row("calfresh-gross", NOW) == [2660, 3608, 4554, 5500, 6448, 7394, 8340, 9288]
    assert row("medi-cal-adult", NOW) == [1836, 2490, 3143, 3795, 4450, 5102, 5755, 6409]
    child = [3538, 4799, 6057, 7315, 8576, 9835, 11093, 12354]
    assert row("medi-cal-child", NOW) == child
    assert row("medi-cal-pregnancy", NOW)[:3] == [2833, 3843, 4851]
    assert row("wic", NOW)[:3] == [29_526, 40_034, 50_542]
    assert row("meals-free", NOW)[:3] == [20_748, 28_132, 35_516]


def test_amounts_that_are_published_grow_by_the_published_step() -> None:
    assert row("calworks-mbsac", NOW)[:3] == [963, 1581, 1960]
    assert limit("calworks-mbsac", 12, NOW) == 4202 + 2 * 37


@pytest.mark.parametrize(
    ("table", "day", "people_of_one"),
    [
        ("calfresh-gross", date(2025, 9, 30), 2510),
        ("calfresh-gross", date(2025, 10, 1), 2610),
        ("calfresh-gross", date(2026, 9, 30), 2610),
        ("calfresh-gross", date(2026, 10, 1), 2660),
        ("medi-cal-adult", date(2024, 12, 31), 1732),
        ("medi-cal-adult", date(2025, 1, 1), 1801),
    ],
)
def test_a_table_holds_from_its_first_to_its_last_day(
    table: str, day: date, people_of_one: int
) -> None:
    assert limit(table, 1, day) == people_of_one


@pytest.mark.parametrize("table", tables())
def test_a_day_without_a_table_gets_nothing_and_not_last_years(table: str) -> None:
    assert limit(table, 4, date(2023, 1, 1)) is None
    assert limit(table, 4, date(2028, 1, 1)) is None


def test_a_yearly_line_is_compared_a_month_rounded_down() -> None:
    assert monthly("wic", 1, NOW) == 29_526 // 12
    assert monthly("calfresh-gross", 1, NOW) == 2660
    assert monthly("wic", 1, date(2023, 1, 1)) is None


@pytest.mark.parametrize("people", [0, -1, 51])
def test_no_people_or_too_many_are_refused(people: int) -> None:
    with pytest.raises(ValueError, match="people"):
        limit("wic", people, NOW)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.id)
def test_every_table_says_where_it_is_from_and_its_years_do_not_overlap(table: object) -> None:
    years = sorted(table.years, key=lambda year: year.effective_from)  # type: ignore[attr-defined]
    for year in years:
        assert year.effective_from < year.effective_to
        assert year.source
    for before, after in pairwise(years):
        assert before.effective_to < after.effective_from


def test_every_table_that_a_list_names_is_there() -> None:
    for one in checklists().values():
        assert set(one.limits) <= set(tables()), one.id
