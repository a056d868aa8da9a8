"""An income beside the poverty guideline: the published figures, nothing without them, and the same in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.factories import form_in
from farolito.testing.plugins import make_hooks
from farolito.testing.twins import Case, Twin, disagreements
from farolito_enrollment_checklists.plugin import EnrollmentChecklists
from farolito_enrollment_checklists.poverty import guidelines, poverty_percent

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("income", "people", "day", "percent"),
    [
        (15_960, 1, "2026-11-23", 100),
        (2 * 33_000, 4, "2026-01-01", 200),
        (26_650, 3, "2025-12-31", 100),
        (0, 2, "2024-02-29", 0),
    ],
)
def test_the_share_of_a_published_guideline(
    income: float, people: float, day: str, percent: float
) -> None:
    assert poverty_percent(income, people, day) == percent


@pytest.mark.parametrize(
    ("income", "people", "day"),
    [
        (1, 1, "2023-12-31"),
        (1, 1, "2027-01-01"),
        (-1, 1, "2026-01-01"),
        (1, 0, "2026-01-01"),
        (1, 1.5, "2026-01-01"),
        (1, 51, "2026-01-01"),
    ],
)
def test_without_a_guideline_or_a_household_nothing_is_said(
    income: float, people: float, day: str
) -> None:
    assert poverty_percent(income, people, day) is None


HOOKS = make_hooks(EnrollmentChecklists)
(FILE,) = [one for one in EnrollmentChecklists().form_files if one.stem == "calfresh-income"]
FORM = form_in(FILE, HOOKS.functions)
STARTS = [int(start) for start in FORM.questions["calfresh_income"].options["ranges"]]
TODAY = "2026-11-23"


def case(need: Any, people: int | None, start: int | None, day: str = TODAY) -> Case:
    """A rule of the form, for a household whose income lies in the range that begins at ``start``."""
    return Case(need.when.json, {"calfresh_people": people, "calfresh_income": start}, day)


def found(people: int | None, start: int | None, day: str = TODAY) -> set[str]:
    """The names of the needs that the form finds."""
    cases = {need.name: case(need, people, start, day) for need in FORM.needs}
    return {name for name, one in cases.items() if one.in_python(HOOKS.functions)[1] is True}


@pytest.mark.parametrize("people", range(1, 21))
def test_a_range_of_income_sends_nobody_away_who_may_qualify_and_says_where_a_person_must_look(
    people: int,
) -> None:
    for dollars in range(0, 25_000, 25):
        percent = poverty_percent(dollars * 12, people, TODAY)
        assert percent is not None
        start = max(one for one in STARTS if one <= dollars)
        needs = found(people, start)
        if percent <= 200:
            assert "food" in needs, dollars
        elif "food" in needs:
            assert "ask_about_food" in needs, dollars


@pytest.mark.parametrize(
    ("people", "start", "needs"),
    [
        (4, 4000, {"food"}),
        (4, 5000, {"food", "ask_about_food"}),
        (4, 6000, set()),
        (1, 0, {"food"}),
        (20, 10_000, {"food", "ask_about_food"}),  # the last range has no end
        (4, None, {"ask_about_food"}),
        (None, 0, {"ask_about_food"}),
    ],
)
def test_under_the_line_near_it_over_it_and_not_said(
    people: int | None, start: int | None, needs: set[str]
) -> None:
    assert found(people, start) == needs


def test_the_rule_knows_how_wide_the_ranges_are() -> None:
    ends = [end - 1 for end in STARTS[1:]]
    assert {end - start for start, end in zip(STARTS, ends, strict=False)} == {999}
    assert STARTS[-1] == 10_000


def test_a_browser_finds_the_same_needs(phone: Page) -> None:
    (function,) = HOOKS.register_functions()
    name = "enrollment_checklists.poverty_percent"
    cases = [
        case(need, people, start, day)
        for need in FORM.needs
        for people in (None, 0, 1, 2, 4, 8, 9, 15, 50, 51)
        for start in (None, *STARTS)
        for day in (TODAY, "2025-01-01", "2027-01-01")
    ]
    twin = Twin(phone, {name: (HOOKS.functions[name], function.source)})
    assert twin.outcomes(cases) == [one.in_python(HOOKS.functions) for one in cases]


def test_a_browser_says_the_same(phone: Page) -> None:
    (function,) = HOOKS.register_functions()
    years = [*guidelines(), "2023", "2027", "0001"]
    rows = [
        (income, people, f"{year}-07-04")
        for year in years
        for people in (0, 1, 2, 3.5, 8, 50, 51)
        for income in (0, 1, 15_960, 12 * 4_999, 12 * 5_500, 12 * 5_999, 99_999.99, -1)
    ]
    assert disagreements(phone, function, [*rows, (1, 1, "today"), (None, 1, "2026-01-01")]) == []
