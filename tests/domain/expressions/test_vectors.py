"""The table that every evaluator of the language must agree with, row by row."""

from __future__ import annotations

import json
import math
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from farolito.domain.expressions import ExpressionFault, Tree, evaluate, parse, text_of
from farolito.domain.expressions.kinds import OPERATORS

TABLE = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
ROWS: list[dict[str, Any]] = TABLE["rows"]


def named(row: dict[str, Any]) -> str:
    return ascii(row.get("expression", row.get("tree")))[:60]


def outcome(row: dict[str, Any], tree: Tree) -> tuple[str, Any]:
    today = date.fromisoformat(row.get("today", TABLE["today"]))
    try:
        names, entries = row.get("names", {}), row.get("entries", ())
        return "result", evaluate(tree, names, today, row.get("own"), entries)
    except ExpressionFault as fault:
        return "fault", fault.code


def same(left: Any, right: Any) -> bool:
    """Equal as the language sees it: true is not 1, and a list is a list."""
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) and math.copysign(1, left) != math.copysign(1, right):
        return False  # no result is -0
    return isinstance(left, bool) == isinstance(right, bool) and left == right


@pytest.mark.parametrize("row", [row for row in ROWS if "expression" in row], ids=named)
def test_the_text_of_a_row_reads_as_its_tree(row: dict[str, Any]) -> None:
    if "tree" in row:
        assert parse(row["expression"]).json == row["tree"]
        return
    with pytest.raises(ExpressionFault) as caught:
        parse(row["expression"])
    assert caught.value.code == row["fault"]
    assert 0 <= caught.value.position <= len(row["expression"])


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "tree" in row and "expression" in row], ids=named
)
def test_the_tree_of_a_row_gives_what_the_row_says(row: dict[str, Any]) -> None:
    tree = Tree.from_json(row["tree"])
    kind = "fault" if "fault" in row else "result"
    found, value = outcome(row, tree)
    assert found == kind
    assert same(value, row[kind])
    assert outcome(row, parse(text_of(tree))) == (found, value)


@pytest.mark.parametrize("row", [row for row in ROWS if "expression" not in row], ids=named)
def test_a_value_that_is_no_tree_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ExpressionFault) as caught:
        Tree.from_json(row["tree"])
    assert caught.value.code == row["fault"]


def test_every_operator_is_in_the_table() -> None:
    used: Counter[str] = Counter()

    def count(node: Any) -> None:
        if isinstance(node, dict):
            for operator, arguments in node.items():
                used[operator] += 1
                for argument in arguments:
                    count(argument)

    for row in ROWS:
        if "result" in row:
            count(row["tree"])
    assert not [name for name in OPERATORS if used[name] < 3]
    assert len(ROWS) >= 150
