"""What must be true of every expression, tried on generated ones: typed, wild and broken."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from farolito.domain.expressions import (
    ExpressionFault,
    Scope,
    Tree,
    Value,
    check,
    evaluate,
    holds,
    parse,
    text_of,
)
from farolito.domain.expressions.kinds import OPERATORS, Kind

TODAY = date(2026, 11, 23)
often = settings(deadline=None, database=None, max_examples=400)

SCOPE = Scope(
    names={"amount": "number", "housing": "code", "since": "date", "note": "text", "help": "list"},
    repeats={"members": {"income": "number", "born": "date", "role": "code"}},
    choices={
        "housing": ("rents", "shelter"),
        "help": ("food", "legal"),
        "role": ("child", "adult"),
    },
    most={"members": 4},
)

days = st.dates().map(lambda day: day.isoformat())
numbers = st.integers(-20, 20) | st.floats(-1e9, 1e9, allow_nan=False)
letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def name(text: str) -> dict[str, list[str]]:
    return {"var": [text]}


def call(operator: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(*arguments).map(lambda made: {operator: list(made)})


def typed(kind: Kind, depth: int, inside: bool = False) -> st.SearchStrategy[Any]:
    """Trees of one kind that :data:`SCOPE` allows; ``inside`` the rule of a repeat function too."""
    number = typed("number", depth - 1, inside) if depth else numbers
    day = typed("date", depth - 1, inside) if depth else st.just({"today": []})
    if kind == "number":
        leaf = numbers | st.just(name("amount"))
        if inside:
            leaf |= st.just(name("income"))
        if not depth:
            return leaf
        return st.one_of(
            leaf,
            *(call(sign, number, number) for sign in ("+", "-", "*", "/", "%", "min", "max")),
            *(call(between, day, day) for between in ("days_between", "years_between", "age_on")),
            call("-", number),
            call("round", number),
            call("length", st.just(name("note"))),
            call("count", st.just(name("members"))),
            call("count", st.just(name("members")), typed("boolean", depth - 1, inside=True)),
            call("sum", st.just(name("members")), typed("number", depth - 1, inside=True)),
        )
    if kind == "date":
        leaf = st.sampled_from([{"today": []}, name("since"), *([name("born")] if inside else [])])
        return leaf | call("date", days) if depth else leaf
    truth = typed("boolean", depth - 1, inside) if depth else st.booleans()
    if not depth:
        return st.booleans()
    return st.one_of(
        *(call(sign, truth, truth) for sign in ("and", "or", "==", "!=", "coalesce")),
        *(call(sign, number, number) for sign in ("<", "<=", ">", ">=", "==")),
        *(call(sign, day, day) for sign in ("<", ">=", "!=")),
        call("!", truth),
        call("if", truth, truth, truth),
        call("==", st.just(name("housing")), st.sampled_from(["rents", "shelter"])),
        call("in", st.just(name("housing")), st.just(["rents", "shelter"])),
        call("in", st.sampled_from(["food", "legal"]), st.just(name("help"))),
        call("answered", st.sampled_from([name(each) for each in SCOPE.names])),
        call("any", st.just(name("members")), typed("boolean", depth - 1, inside=True)),
        call("all", st.just(name("members")), typed("boolean", depth - 1, inside=True)),
    )


def wild_call(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any operator over anything, with as many arguments as it takes."""

    def made(operator: str) -> st.SearchStrategy[Any]:
        takes = OPERATORS[operator]
        most = takes.most if takes.most is not None else 4
        return st.lists(parts, min_size=takes.least, max_size=most).map(
            lambda arguments: {operator: arguments}
        )

    def loop(operator: str) -> st.SearchStrategy[Any]:
        return call(operator, st.sampled_from([name("members"), name("amount")]), parts)

    loops = ("any", "all", "sum", "count")
    others = [operator for operator in OPERATORS if operator not in {"any", "all", "sum"}]
    return st.sampled_from(loops).flatmap(loop) | st.sampled_from(others).flatmap(made)


constants = st.booleans() | numbers | letters
wild = st.recursive(
    constants
    | st.lists(constants, max_size=3)
    | st.sampled_from([name(each) for each in (".", "members", "income", *SCOPE.names)]),
    wild_call,
    max_leaves=25,
)
"""JSON trees that follow the arity table and nothing else (some do not: a loop over no name)."""

scalars = st.none() | st.booleans() | st.integers() | st.floats() | letters | days
wild_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["income", "year", "age", "on", "date"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)
wild_names = st.dictionaries(st.sampled_from(["members", "income", *SCOPE.names]), wild_values)

births = days | st.fixed_dictionaries({"year": st.integers(1900, 2030)})
entries = st.fixed_dictionaries(
    {
        "income": st.none() | numbers,
        "born": st.none() | births,
        "role": st.sampled_from([None, "child", "adult"]),
    }
)
answers = st.fixed_dictionaries(
    {
        "amount": st.none() | numbers,
        "housing": st.sampled_from([None, "rents", "shelter"]),
        "since": st.none() | births,
        "note": st.none() | letters,
        "help": st.none() | st.lists(st.sampled_from(["food", "legal"]), unique=True),
        "members": st.lists(entries, max_size=4),
    }
)
"""Values such as the questions of :data:`SCOPE` would give."""


def tree_of(value: Any) -> Tree | None:
    try:
        return Tree.from_json(value)
    except ExpressionFault:
        return None


def is_sound(value: Value) -> bool:
    return not isinstance(value, int | float) or math.isfinite(value)


@often
@given(wild, wild_names, wild_values)
def test_any_tree_over_any_values_gives_a_value_or_runs_out_of_steps(
    value: Any, names: dict[str, Any], own: Any
) -> None:
    tree = tree_of(value)
    if tree is None:
        return
    fault = None
    try:
        assert is_sound(evaluate(tree, names, TODAY, own))
    except ExpressionFault as raised:
        fault = raised
    assert fault is None or fault.code == "too_many_steps"


@often
@given(wild)
def test_a_tree_written_as_text_or_json_reads_back_as_itself(value: Any) -> None:
    tree = tree_of(value)
    if tree is not None:
        assert parse(text_of(tree)) == tree
        assert Tree.from_json(tree.json) == tree


@often
@given(wild)
def test_checking_any_tree_gives_faults_and_raises_none(value: Any) -> None:
    tree = tree_of(value)
    if tree is not None:
        assert all(isinstance(fault, ExpressionFault) for fault in check(tree, SCOPE))


@often
@given(typed("boolean", 4), answers)
def test_a_rule_that_fits_its_form_has_no_faults_and_gives_true_false_or_nothing(
    value: Any, names: dict[str, Any]
) -> None:
    tree = Tree.from_json(value)
    assert check(tree, SCOPE) == []
    given = evaluate(tree, names, TODAY)
    assert given is None or isinstance(given, bool)
    assert holds(tree, names, TODAY) == (given is True)


@often
@given(typed("boolean", 4))
def test_without_any_answer_no_rule_fails(value: Any) -> None:
    given = evaluate(Tree.from_json(value), {}, TODAY)
    assert given is None or isinstance(given, bool)


@often
@given(st.text(max_size=60) | st.text("().<>=!-+*/%, 'ain d x09[]\"\\\\", max_size=60))
def test_any_text_is_an_expression_or_a_fault_at_a_place_in_it(text: str) -> None:
    fault = None
    try:
        assert parse(text_of(parse(text))) == parse(text)
    except ExpressionFault as raised:
        fault = raised
    if fault is not None:
        assert 0 <= fault.position <= len(text)
        assert str(fault) == f"character {fault.position + 1}: {fault.message}"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*OPERATORS, "var", "map"]) | st.text(max_size=5), inner, max_size=2
        )
    ),
    max_leaves=15,
)


@often
@given(json_values)
def test_any_json_is_a_tree_or_a_fault(value: Any) -> None:
    tree = tree_of(value)
    assert tree is None or Tree.from_json(tree.json) == tree
