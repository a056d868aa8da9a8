"""A fact that ages says when somebody must look at it again, and what is no fact is refused where it is made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.dated_facts import DatedFact

TODAY = date(2026, 11, 23)


def fact(**more: Any) -> DatedFact:
    given: dict[str, Any] = {
        "title": {"en": "Income limit"},
        "review_by": date(2027, 2, 28),
        "source": "A notice",
    }
    return DatedFact(**(given | more))


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({}, ()),
        ({"review_by": TODAY}, ()),
        ({"review_by": date(2026, 11, 22)}, ("past_review",)),
        ({"verified": False}, ("not_verified",)),
        ({"effective_to": date(2027, 1, 22)}, ("ends_soon",)),
        ({"effective_to": date(2027, 1, 23)}, ()),
        ({"effective_to": TODAY}, ("ends_soon",)),
        ({"effective_to": date(2026, 11, 22)}, ("over",)),
        (
            {"effective_to": date(2026, 9, 30), "review_by": date(2026, 9, 1), "verified": False},
            ("over", "past_review", "not_verified"),
        ),
    ],
)
def test_why_somebody_must_look_at_it(more: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert fact(**more).to_check(TODAY) == reasons


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, True),
        ({"effective_from": TODAY, "effective_to": TODAY}, True),
        ({"effective_from": date(2026, 11, 24)}, False),
        ({"effective_to": date(2026, 11, 22)}, False),
    ],
)
def test_it_holds_on_its_first_and_its_last_day(more: dict[str, Any], holds: bool) -> None:
    assert fact(**more).holds(TODAY) is holds


@pytest.mark.parametrize(
    "wrong",
    [
        {"review_by": None},
        {"review_by": "2027-02-28"},
        {"checked_on": "yesterday"},
        {"title": "Income limit"},
        {"title": {"es": "Límite"}},
        {"title": {"en": 5}},
        {"used_in": ["en"]},
        {"source": None},
        {"url": 3},
    ],
)
def test_what_is_no_fact_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        fact(**wrong)
