"""The screen beside PolicyEngine-US, an independent model of the rules: ``tools/policyengine_oracle.py`` asked it.

Whoever it finds eligible is never only sent to a person, and what it finds for nobody is never called likely.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from farolito.testing.factories import form_in
from farolito_enrollment_checklists.asking import FORM
from farolito_enrollment_checklists.plugin import EnrollmentChecklists
from farolito_enrollment_checklists.screen import ASK_A_PERSON, LIKELY, Household, asked_for

ORACLE = json.loads(Path(__file__).with_name("policyengine.json").read_text("utf-8"))
DAY = date.fromisoformat(f"{ORACLE['month']}-23")
(FILE,) = [one for one in EnrollmentChecklists().form_files if one.stem == FORM]
STARTS = [int(one) for one in form_in(FILE).questions["ask_income"].options["ranges"]]
RANGES = [(start, end - 1) for start, end in pairwise(STARTS)]


def who(household: dict[str, Any]) -> set[str]:
    """What the family would choose in the form."""
    ages = household["ages"]
    chosen = {"child_under_5"} if any(age < 5 for age in ages) else set()
    chosen |= {"child_5_18"} if any(5 <= age <= 18 for age in ages) else set()
    return chosen | ({"pregnant"} if household["pregnant"] else set())


def digits(household: dict[str, Any], programme: str, least: int, most: int) -> set[str]:
    """What the oracle found for the incomes of the grid that lie in a range."""
    row, step = household["found"][programme], ORACLE["step"]
    return {digit for number, digit in enumerate(row) if least <= number * step <= most}


def ours(household: dict[str, Any], least: int, most: int) -> dict[str, str]:
    """What the screen says, by programme."""
    here = Household(len(household["ages"]), least, most, who=who(household))
    return {one.programme: one.level for one in asked_for(here, DAY)}


@pytest.mark.parametrize("household", ORACLE["households"], ids=lambda one: one["name"])
def test_whoever_the_oracle_finds_is_told_to_ask_for_it(household: dict[str, Any]) -> None:
    compared = 0
    for least, most in RANGES:
        said = ours(household, least, most)
        for programme in household["found"]:
            if digits(household, programme, least, most) == {"1"}:
                compared += 1
                assert said.get(programme, ASK_A_PERSON) != ASK_A_PERSON, (programme, least, most)
    assert compared > 5


@pytest.mark.parametrize("household", ORACLE["households"], ids=lambda one: one["name"])
def test_what_the_oracle_finds_for_nobody_is_not_called_likely(household: dict[str, Any]) -> None:
    for least, most in RANGES:
        said = ours(household, least, most)
        for programme in household["found"]:
            if digits(household, programme, least, most) == {"0"}:
                assert said.get(programme) != LIKELY, (programme, least, most)


def test_the_grid_is_wide_enough_and_says_what_made_it() -> None:
    assert len(ORACLE["households"]) >= 10
    assert ORACLE["by"].keys() == {"policyengine-us", "policyengine-core"}
    for household in ORACLE["households"]:
        assert {len(row) for row in household["found"].values()} == {ORACLE["count"]}
    eligible = "".join(row for one in ORACLE["households"] for row in one["found"].values())
    assert 0.1 < eligible.count("1") / len(eligible) < 0.85
