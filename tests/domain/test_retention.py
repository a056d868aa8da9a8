"""When things must go: drafts soonest, then names, then the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from farolito.domain.definitions import Retention
from farolito.domain.retention import due, months_after, shortened

KEPT = Retention(draft_days=30, identity_months=14, answers_months=36)
SENT = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)


def test_a_draft_goes_as_a_whole_after_its_days() -> None:
    [only] = due(KEPT, SENT, None)
    assert (only.part, only.at) == ("all", SENT + timedelta(days=30))


def test_names_go_before_the_answers() -> None:
    assert [(one.part, one.at.date().isoformat()) for one in due(KEPT, SENT, SENT)] == [
        ("names", "2028-01-23"),
        ("all", "2029-11-23"),
    ]


def test_names_that_are_kept_as_long_as_answers_go_with_them() -> None:
    assert [one.part for one in due(Retention(30, 36, 36), SENT, SENT)] == ["all"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-11-23", 12, "2027-11-23"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_months_are_months_of_the_calendar(day: str, months: int, later: str) -> None:
    assert months_after(datetime.fromisoformat(day), months) == datetime.fromisoformat(later)


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        (Retention(30, 14, 36), True),
        (Retention(7, 1, 12), True),
        (Retention(31, 14, 36), False),
        (Retention(30, 15, 36), False),
        (Retention(30, 14, 37), False),
        (Retention(30, 14, 12), False),
    ],
)
def test_a_place_may_keep_less_than_families_were_told_never_more(
    wanted: Retention, allowed: bool
) -> None:
    assert shortened(KEPT, wanted) is allowed
