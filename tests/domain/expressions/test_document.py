"""The examples of docs/expressions.md do what the page says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from farolito.domain.expressions import (
    FUNCTIONS,
    ExpressionFault,
    Facts,
    PossibleAnswers,
    Scope,
    always_true,
    check,
    evaluate,
    one_of,
    parse,
)
from farolito.domain.expressions.kinds import LEVELS

PAGE = (Path(__file__).parents[3] / "docs" / "expressions.md").read_text("utf-8")
TODAY = date(2026, 11, 23)
SCOPE = Scope(
    names={
        "housing": "code",
        "children": "number",
        "help_wanted": "list",
        "has_car": "boolean",
        "moved_on": "date",
    },
    repeats={"members": {"born": "date"}},
    choices={"housing": ("rents", "shelter"), "help_wanted": ("food", "legal")},
    most={"members": 12},
)

POSSIBLE = PossibleAnswers(
    {"housing": one_of(["rents", "shelter"]), "children": Facts(low=0.0, high=20.0)},
    {"members": {}},
    {"members": 12},
)


def rows(header: str) -> list[list[str]]:
    """The cells of all tables with this header."""
    found: list[list[str]] = []
    for table in PAGE.split(f"{header}\n")[1:]:
        lines = table.split("\n\n")[0].splitlines()[1:]
        found += [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    return found


@pytest.mark.parametrize(
    ("expression", "answers", "gives"), rows("| Expression | Answers | Gives |")
)
def test_an_example_gives_what_the_page_says(expression: str, answers: str, gives: str) -> None:
    names = json.loads(answers.strip("`"))
    given = evaluate(parse(expression.strip("`")), names, TODAY, names.get("."))
    assert json.dumps(given) == json.dumps(_as_double(json.loads(gives.strip("`"))))


@pytest.mark.parametrize(("expression", "says"), rows("| Expression | Says |"))
def test_the_check_says_what_the_page_says(expression: str, says: str) -> None:
    try:
        faults = check(parse(expression.strip("`")), SCOPE)
    except ExpressionFault as fault:
        faults = [fault]
    assert [str(fault) for fault in faults] == [says]


@pytest.mark.parametrize(("rule", "why"), rows("| Rule | Never true, because |"))
def test_a_rule_that_the_page_calls_never_true_is_found(rule: str, why: str) -> None:
    tree = parse(rule.strip("`"))
    assert check(tree, SCOPE) == []
    assert POSSIBLE.assuming(tree) is None, why


@pytest.mark.parametrize(("rule", "why"), rows("| Rule | True whatever is answered |"))
def test_a_rule_that_the_page_calls_always_true_is_found(rule: str, why: str) -> None:
    tree = parse(rule.strip("`"))
    assert check(tree, SCOPE) == []
    assert always_true(tree) == rule.strip("`"), why


def test_the_page_has_its_tables() -> None:
    assert len(rows("| Expression | Answers | Gives |")) >= 50
    assert len(rows("| Expression | Says |")) >= 10
    assert len(rows("| Rule | Never true, because |")) >= 6
    assert len(rows("| Rule | True whatever is answered |")) >= 2


def test_the_page_shows_every_function_and_operator() -> None:
    shown = "".join(cell for row in rows("| Function | Gives |") for cell in row)
    assert [name for name in FUNCTIONS if f"{name}(" not in shown] == []
    shown = "".join(cell for row in rows("| What | How |") for cell in row)
    assert [sign for sign in LEVELS if f" {sign} " not in shown and sign != "!"] == []


def _as_double(value: object) -> object:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
