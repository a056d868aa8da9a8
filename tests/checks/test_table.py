"""The table of checks says what is so: each row names tests that are there."""

from __future__ import annotations

import pytest

from tests.checks.__main__ import chosen
from tests.checks.table import ROOT, Check, checks

EVERY_COMMIT = [1, 3, 5, 6, 17, 18]
STATES = ("shown", "shown in part", "not shown")


def test_each_of_the_twenty_five_checks_has_a_row() -> None:
    assert [one.number for one in checks()] == list(range(1, 26))
    assert [one.number for one in checks() if one.every_commit] == EVERY_COMMIT


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ([], list(range(1, 26))),
        (["--every-commit"], EVERY_COMMIT),
        (["7", "25"], [7, 25]),
        (["--every-commit", "5", "7"], [5]),
    ],
)
def test_what_is_asked_for_is_run_and_everything_where_nothing_is_named(
    given: list[str], numbers: list[int]
) -> None:
    assert [one.number for one in chosen(given)] == numbers


def test_a_number_that_is_not_in_the_table_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        chosen(["26"])
    assert "there is no check 26" in capsys.readouterr().err


@pytest.mark.parametrize("check", checks(), ids=lambda one: str(one.number))
def test_a_row_names_tests_that_are_there_and_says_how_far_they_go(check: Check) -> None:
    for test in check.tests:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test
    assert check.cells[-1].partition(":")[0] in STATES
    assert check.tests or check.cells[-1].startswith("not shown")
