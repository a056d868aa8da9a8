"""An income beside the poverty guideline: the published figures, nothing without them, and the same in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.plugins import make_hooks
from farolito.testing.twins import disagreements
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


def test_a_browser_says_the_same(phone: Page) -> None:
    (function,) = make_hooks(EnrollmentChecklists).register_functions()
    years = [*guidelines(), "2023", "2027", "0001"]
    rows = [
        (income, people, f"{year}-07-04")
        for year in years
        for people in (0, 1, 2, 3.5, 8, 50, 51)
        for income in (0, 1, 15_960, 12 * 5_500, 99_999.99, -1)
    ]
    assert disagreements(phone, function, [*rows, (1, 1, "today"), (None, 1, "2026-01-01")]) == []
