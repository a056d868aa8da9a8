"""Hostile texts, trees and answers end quickly, and always with the same named fault."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

from farolito.domain.expressions import (
    MAX_DEPTH,
    MAX_NODES,
    MAX_STEPS,
    MAX_TEXT,
    ExpressionFault,
    Tree,
    evaluate,
    holds,
    parse,
    text_of,
)

TODAY = date(2026, 11, 23)


class Watched(dict[str, Any]):
    """An entry that counts how often somebody looks for a name in it."""

    looks = 0

    def __contains__(self, name: object) -> bool:
        Watched.looks += 1
        return super().__contains__(name)


HOSTILE = {
    "nested parentheses": "(" * 5_000 + "x" + ")" * 5_000,
    "open parentheses": "(" * 5_000,
    "closing parentheses": ")" * 5_000,
    "a megabyte of plus": "+" * 1_000_000,
    "plus": "+" * 10_000,
    "minus": "-" * 10_000,
    "not": "not " * 4_000,
    "nested calls": "count(" * 3_000,
    "nested ifs": "if(true, " * 2_000,
    "nested lists": "[" * 10_000,
    "a long chain": "x" + " - x" * 4_000,
    "a long sum": "x" + " + x" * 4_000,
    "a long comparison": "x" + " == x" * 3_000,
    "a long list": "x in [" + "1, " * 6_000 + "1]",
    "a long name": "x" * 19_999,
    "a long number": "9" * 19_999,
    "a long open text": "'" + "x" * 19_998,
    "backslashes": "'" + "\\" * 19_997,
    "quotes": "'" * 19_999,
    "spaces": " " * 19_999,
    "no characters": "\0" * 5_000,
    "half a character": "'\ud800'",
    "half a name": "\udfff == 1",
    "a hidden character": "x\u200b == 1",
    "right to left": "\u202ex == 1",
    "other digits": "x == ٣",
    "other letters": "х == 'yes'",
    "emoji": "🏮" * 5_000,
    "combining marks": "e" + "\u0301" * 15_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_with_a_fault(text: str) -> None:
    with pytest.raises(ExpressionFault) as caught:
        parse(text)
    assert 0 <= caught.value.position <= len(text)
    assert len(caught.value.message) < 250


def test_what_is_just_small_enough_is_read_and_evaluated() -> None:
    widest = parse(" + ".join(["1"] * (MAX_NODES - 1)))
    assert evaluate(widest, {}, TODAY) == MAX_NODES - 1
    deepest: Any = True
    for _ in range(MAX_DEPTH - 1):
        deepest = {"!": [deepest]}
    assert evaluate(Tree.from_json(deepest), {}, TODAY) is False
    longest = "x" + " " * (MAX_TEXT - 1)
    assert evaluate(parse(longest), {"x": 1}, TODAY) == 1


@pytest.mark.parametrize("operator", ["!", "-", "and", "+", "in", "if", "any"])
def test_the_deepest_tree_of_each_shape_can_be_written_and_read_back(operator: str) -> None:
    shapes: dict[str, Any] = {
        "!": lambda inner: {"!": [inner]},
        "-": lambda inner: {"-": [inner]},
        "and": lambda inner: {"and": [inner, {"or": [True, False]}]},
        "+": lambda inner: {"+": [1, inner]},
        "in": lambda inner: {"in": [inner, ["a"]]},
        "if": lambda inner: {"if": [True, inner, 1]},
        "any": lambda inner: {"any": [{"var": ["members"]}, inner]},
    }
    value: Any = 1
    trees = []
    for _ in range(MAX_DEPTH):
        value = shapes[operator](value)
        try:
            trees.append(Tree.from_json(value))
        except ExpressionFault:
            break
    assert len(trees) >= MAX_DEPTH - 2
    assert all(parse(text_of(tree)) == tree for tree in trees)


def test_a_json_tree_that_would_be_too_long_as_text_is_refused() -> None:
    with pytest.raises(ExpressionFault, match="letters"):
        Tree.from_json({"==": ["x" * MAX_TEXT, {"var": ["x"]}]})


def test_a_json_value_nested_a_hundred_thousand_deep_is_refused() -> None:
    value: Any = True
    for _ in range(100_000):
        value = {"!": [value]}
    with pytest.raises(ExpressionFault) as caught:
        Tree.from_json(value)
    assert caught.value.code == "too_deep"


def test_a_run_looks_at_no_more_than_its_steps_allow() -> None:
    Watched.looks = 0
    rule = parse("any(m, any(m, any(m, any(m, any(m, x == 1)))))")
    with pytest.raises(ExpressionFault) as caught:
        evaluate(rule, {"m": [Watched() for _ in range(200)]}, TODAY)
    assert caught.value.code == "too_many_steps"
    assert 500 < Watched.looks <= 6 * MAX_STEPS  # each name is looked for in the open entries


def test_an_entry_that_is_not_visited_costs_nothing() -> None:
    Watched.looks = 0
    rule = parse("any(m, any(m, x == 1))")
    assert holds(rule, {"m": [Watched(x=1) for _ in range(100_000)]}, TODAY)
    assert Watched.looks <= 3


def test_steps_are_counted_anew_in_each_run() -> None:
    rule = parse("all(m, x == 1)")
    names = {"m": [{"x": 1}] * (MAX_STEPS // 3)}
    assert [holds(rule, names, TODAY) for _ in range(3)] == [True, True, True]


@pytest.mark.parametrize(
    "value",
    [10**400, float("nan"), float("inf"), object(), b"x", {1, 2}, 1 + 2j, TODAY],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_is_not_of_the_language_is_missing(value: Any) -> None:
    assert evaluate(parse("answered(x)"), {"x": value}, TODAY) is False
    assert evaluate(parse("."), {}, TODAY, value) is None


@pytest.mark.parametrize(
    "birth",
    [
        {"year": 10**400},
        {"year": -(10**9)},
        {"year": float("inf")},
        {"year": float("nan")},
        {"age": 10**30, "on": "2026-11-23"},
        {"age": -5, "on": "2026-11-23"},
        {"date": {"date": {"date": 1}}},
        {"on": []},
        {"year": None, "age": None},
    ],
    ids=str,
)
def test_an_impossible_birth_gives_no_age(birth: Any) -> None:
    assert evaluate(parse("age_on(b, today)"), {"b": birth}, TODAY) is None


def test_a_tree_is_a_value_that_can_be_compared_kept_in_sets_and_sent_elsewhere() -> None:
    one, same, other = parse("x == 1"), parse(" ( x==1.0 ) "), parse("x == true")
    assert holds(one, {"x": 1}, TODAY)
    assert {one, same} == {one}
    assert one != other
    assert parse("x == '1'") != one
    assert holds(pickle.loads(pickle.dumps(one)), {"x": 1}, TODAY)  # noqa: S301 (made just here)


def test_changing_the_json_of_a_tree_leaves_the_tree_alone() -> None:
    tree = parse("x in ['a']")
    tree.json["in"][1].append("b")
    assert tree.json == {"in": [{"var": ["x"]}, ["a"]]}


@pytest.mark.parametrize("name", ["x" * 65, "é", "9x", "and", "today", ""])
def test_a_tree_from_outside_names_only_what_a_question_may_be_called(name: str) -> None:
    assert Tree.from_json({"var": ["x" * 64]}).json == {"var": ["x" * 64]}
    with pytest.raises(ExpressionFault) as refused:
        Tree.from_json({"var": [name]})
    assert refused.value.code == "syntax"


@pytest.mark.parametrize("operator", ["or", "in"])
def test_a_tree_from_outside_is_refused_before_its_parts_are_made(operator: str) -> None:
    class Counted(list[Any]):
        looks = 0

        def __iter__(self) -> Any:
            Counted.looks += 1
            return super().__iter__()

    many = Counted([True] * (MAX_NODES + 1))
    with pytest.raises(ExpressionFault) as refused:
        Tree.from_json({operator: many} if operator == "or" else {operator: ["a", many]})
    assert refused.value.code == "too_large"
    assert Counted.looks == 0
