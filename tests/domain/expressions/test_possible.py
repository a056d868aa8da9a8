"""Rules that are never true are found before anybody answers, and no rule is called so that ever is."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from farolito.domain.expressions import (
    Facts,
    PossibleAnswers,
    Tree,
    always_true,
    evaluate,
    one_of,
    parse,
)

TODAY = date(2026, 11, 23)
MEMBERS = {"role": one_of(["child", "adult"]), "pay": Facts(low=0.0, high=3.0)}
ANSWERS = PossibleAnswers(
    {
        "housing": one_of(["rents", "owns", "shelter"]),
        "other": one_of(["rents", "street"]),
        "children": Facts(low=0.0, high=12.0),
        "help": Facts(items=frozenset({"food", "legal"})),
        "has_car": one_of([True, False]),
        "gone": Facts(answered=False),
        "gone_members": Facts(answered=False),
    },
    {"members": MEMBERS},
    {"members": 4},
)

NEVER = [
    "false",
    "1 == 2",
    "not true",
    "1 + 1 == 3",
    "date('2026-02-30') == today",
    "housing == 'rents' and housing == 'owns'",
    "housing == 'street'",
    "housing in ['street', 'car']",
    "housing == 'rents' and housing != 'rents'",
    "housing == 'rents' and housing not in ['rents', 'owns']",
    "housing not in ['rents', 'owns', 'shelter']",
    "housing in ['rents', 'owns'] and housing in ['shelter']",
    "not (housing != 'rents') and housing == 'owns'",
    "not (housing == 'rents' or housing != 'rents')",
    "housing == other and housing == 'owns'",
    "housing == other and housing == 'rents' and other == 'street'",
    "(housing == 'rents' or housing == 'owns') and housing == 'shelter'",
    "children > 12",
    "children < 0",
    "12 < children",
    "children > 5 and children < 5",
    "children >= 5 and children < 5",
    "children > 5 and not (children > 3)",
    "children == 13",
    "children == 3 and children in [1, 2]",
    "children > 3 and children in [1, 2]",
    "has_car and not has_car",
    "has_car == true and has_car == false",
    "'food' in help and 'food' not in help",
    "'rent' in help",
    "answered(housing) and not answered(housing)",
    "not answered(children) and children > 2",
    "gone == 'x'",
    "gone > 3 or gone < 2",
    "gone + 1 > 2",
    "not answered(gone) and answered(gone)",
    "any(gone_members, pay > 1)",
    "count(gone_members) == 0",
    "count(members) > 4",
    "count(members) < 0",
    "any(members, role == 'adult' and role == 'child')",
    "any(filter(members, role == 'adult'), role == 'child')",
    "any(members, pay > 3)",
    "not all(members, pay <= 3 or pay > 3)",
    "if(children > 20, true, false)",
    "coalesce(children > 12, false)",
    "starts_with('abc', 'b')",
    "month(today) > 12",
    "children > 3 and (housing == 'street' or children < 2)",
    "since < date('2026-01-01') and since > date('2026-01-01')",
]
SOMETIMES = [
    "true",
    "housing == 'rents' or housing == 'owns'",
    "housing != 'rents' and housing != 'owns'",
    "not answered(gone)",
    "gone == 'x' or housing == 'rents'",
    "coalesce(gone, 'none') == 'none'",
    "if(gone, false, true)",
    "children >= 12",
    "children > 5 and children < 6",
    "count(members) == 4",
    "all(members, role == 'adult') and all(members, role == 'child')",
    "any(members, role == 'adult') and any(members, role == 'child')",
    "all(members, false)",
    "count(members, role == 'street') == 0",
    "not any(members, role == 'street')",
    "'food' in help and 'legal' in help",
    "not (unknown in [])",
    "not answered(unknown) and not (unknown in [])",
    "unknown == 'a' and other == 'rents'",
    "a_plugin.says(housing)",
    "a_plugin.says(housing) and housing == 'rents'",
    "any(unknown_repeat, housing == 'street')",
    "has_car or not has_car",
    "role == 'street'",
    "housing == other",
    "unknown > 5 and any(members, unknown < 6)",
    "age_on(since, today) == 0",
]


@pytest.mark.parametrize("text", NEVER)
def test_a_rule_that_nothing_fulfils_is_found(text: str) -> None:
    assert ANSWERS.assuming(parse(text)) is None


@pytest.mark.parametrize("text", SOMETIMES)
def test_a_rule_that_something_fulfils_is_left_alone(text: str) -> None:
    assert ANSWERS.assuming(parse(text)) is not None


def test_what_holds_already_counts() -> None:
    here = ANSWERS.assuming(parse("housing == 'rents' and children > 3"))
    assert here is not None
    assert ANSWERS.assuming(parse("housing == 'owns'"), here) is None
    assert ANSWERS.assuming(parse("children <= 3"), here) is None
    assert ANSWERS.assuming(parse("children == 4"), here) is not None


def test_the_dead_alternatives_of_a_rule_are_named() -> None:
    rule = parse("housing == 'rents' or (children > 3 and (housing == 'street' or has_car))")
    assert list(ANSWERS.dead_parts(rule)) == ["housing == 'street'"]
    assert list(ANSWERS.dead_parts(parse("not (housing == 'street' or has_car)"))) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("housing != 'rents' or housing != 'owns'", "housing != 'rents' or housing != 'owns'"),
        ("not (housing == 'a') or not (housing in ['b', 'c'])", "not housing == 'a' or not housing in ['b', 'c']"),
        ("has_car and (housing not in ['a'] or housing != 'b')", "not housing in ['a'] or housing != 'b'"),
        ("children < 5 or children > 3", "children < 5 or children > 3"),
        ("children != 5 or children != 6 or has_car", "children != 5 or children != 6"),
        ("any(members, role != 'a' or role != 'b')", "role != 'a' or role != 'b'"),
        ("housing != 'rents' or housing != 'rents'", None),
        ("housing != 'rents' or other != 'owns'", None),
        ("housing == 'rents' or housing != 'rents'", None),
        ("has_car or not has_car", None),
        ("children < 3 or children > 5", None),
        ("children >= 0", None),
        ("housing != 'rents' and housing != 'owns'", None),
    ],
)  # fmt: skip
def test_an_or_that_was_meant_as_and_is_named(text: str, part: str | None) -> None:
    assert always_true(parse(text)) == part


class Small:
    """Rules and answers over so few values that many rules contradict themselves."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  the same rules each time

    def rule(self, depth: int, inside: bool = False) -> Any:
        pick = self.chance.random()
        if depth and pick < 0.55:
            operator = self.chance.choice(["and", "and", "and", "or", "!", "if", "coalesce"])
            count = {"!": 1, "if": 3, "coalesce": 2}.get(operator, self.chance.randint(2, 3))
            return {operator: [self.rule(depth - 1, inside) for _ in range(count)]}
        if depth and pick < 0.7:
            entries: Any = {"var": ["members"]}
            if self.chance.random() < 0.4:
                entries = {"filter": [entries, self.rule(depth - 1, True)]}
            loop = self.chance.choice(["any", "all", "count"])
            found = {loop: [entries, self.rule(depth - 1, True)]}
            return (
                {self.chance.choice([">", "==", "<"]): [found, self.chance.randint(0, 3)]}
                if loop == "count"
                else found
            )
        return self.atom(inside)

    def atom(self, inside: bool) -> Any:
        name = self.chance.choice(
            ["housing", "other", "children", "has_car", "help", "gone", *(["role", "pay"] * inside)]
        )
        var = {"var": [name]}
        if self.chance.random() < 0.1:
            return {"answered": [var]}
        if name == "has_car":
            return self.chance.choice([var, {"==": [var, self.chance.random() < 0.5]}])
        if name in {"children", "pay"}:
            other = self.chance.choice(
                [0, 1, 2, 3, 12, 13, {"var": ["children"]}, {"count": [{"var": ["members"]}]}]
            )
            sides = [var, other] if self.chance.random() < 0.7 else [other, var]
            return {self.chance.choice(["<", "<=", ">", ">=", "==", "!="]): sides}
        texts = ["rents", "owns", "street", "child", "adult", "food"]
        if name == "help":
            return {"in": [self.chance.choice(texts), var]}
        if self.chance.random() < 0.3:
            return {"in": [var, self.chance.sample(texts, self.chance.randint(0, 3))]}
        other = self.chance.choice([*texts, {"var": ["other"]}])
        return {self.chance.choice(["==", "!="]): [var, other]}

    def some(self, *values: Any) -> Any:
        return self.chance.choice([None, *values])

    def answers(self) -> dict[str, Any]:
        entries = [
            {"role": self.some("child", "adult"), "pay": self.some(0, 1, 2, 3)} for _ in range(4)
        ]
        return {
            "housing": self.some("rents", "owns", "shelter"),
            "other": self.some("rents", "street"),
            "children": self.some(0, 1, 2, 3, 12),
            "has_car": self.some(True, False),
            "help": self.some(["food"], ["legal"], ["food", "legal"]),
            "members": self.some(entries[: self.chance.randint(0, 4)]),
        }


def test_no_rule_that_is_called_never_true_is_true_for_any_generated_answers() -> None:
    small = Small(20261123)
    trees = [Tree.from_json(small.rule(3)) for _ in range(4_000)]
    data = [small.answers() for _ in range(60)]
    dead = [tree for tree in trees if ANSWERS.assuming(tree) is None]
    assert len(dead) > 300
    alarms = [
        (tree.json, names)
        for tree in dead
        for names in data
        if evaluate(tree, names, TODAY) is True
    ]
    assert alarms == []


def test_no_part_that_is_called_dead_is_true_and_no_slip_is_false_for_any_generated_answers() -> (
    None
):
    small = Small(7)
    trees = [Tree.from_json(small.rule(3)) for _ in range(2_000)]
    data = [small.answers() for _ in range(40)]
    dead = {part for tree in trees for part in ANSWERS.dead_parts(tree)}
    slips = {
        part
        for tree in trees
        if (part := always_true(tree)) and "role" not in part and "pay" not in part
    }
    assert len(dead) > 50
    assert slips
    for part, wrong in [*((part, True) for part in dead), *((part, False) for part in slips)]:
        assert [names for names in data if evaluate(parse(part), names, TODAY) is wrong] == [], part


def test_a_deep_rule_costs_one_look_at_each_part() -> None:
    rule: Any = {"==": [{"var": ["housing"]}, "rents"]}
    for level in range(30):
        rule = {"or" if level % 2 else "and": [rule, {"==": [{"var": ["housing"]}, "owns"]}]}
    assert ANSWERS.assuming(Tree.from_json(rule)) is not None
