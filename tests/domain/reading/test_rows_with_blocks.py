"""Matrices, rankings and long choices with what a form shares: lists, prefixes, random order, narrowing."""

from __future__ import annotations

from typing import Any

from farolito.domain.blocks.renaming import with_prefix
from farolito.domain.expressions import text_of
from farolito.domain.ordering import ORDERS, in_order
from tests.domain.reading.test_matrix import OFTEN, both, faults, matrix, read

MANY = [{"name": f"c{n}", "label": both(f"C{n}")} for n in range(25)]


def without_choices(**more: Any) -> dict[str, Any]:
    made = matrix(**more)
    del made["choices"]
    return made


def ranking(**more: Any) -> dict[str, Any]:
    return {"name": "first", "type": "ranking", "label": both("First?"), "choices": OFTEN, **more}


def test_every_row_takes_the_choices_of_a_shared_list() -> None:
    form = read(without_choices(choices_from="often"), choice_lists={"often": OFTEN})
    rows = form.questions.values()
    assert [[choice.name for choice in row.choices] for row in rows] == [["never", "often"]] * 2


def test_a_shared_list_is_no_longer_than_the_type_allows() -> None:
    lists = {"many": MANY}
    at = "/sections/0/pages/0/questions/0/choices_from"
    assert faults(without_choices(choices_from="many"), choice_lists=lists) == [at]
    ranked = {key: value for key, value in ranking().items() if key != "choices"}
    assert faults({**ranked, "choices_from": "many"}, choice_lists=lists) == [at]


def test_a_prefix_goes_before_rows_in_rules_and_scores() -> None:
    ruled = {"name": "why_so", "type": "text", "label": both("Why?"), "relevant": "safe_bus == 'a'"}
    page = {"name": "p", "questions": [matrix(), ruled]}
    score = {"name": "s", "label": both("S"), "questions": ["safe_bus", "safe_yard"]}
    put = with_prefix({"pages": [page], "scores": [score]}, "one_")
    whole, why = put["pages"][0]["questions"]
    assert (whole["name"], [row["name"] for row in whole["rows"]]) == ("one_safe", ["bus", "yard"])
    assert why["relevant"] == "one_safe_bus == 'a'"
    assert put["scores"][0]["questions"] == ["one_safe_bus", "one_safe_yard"]


def test_all_rows_have_one_random_order() -> None:
    first = {"name": "consent_to", "type": "text", "label": both("First?")}
    form = read(first, matrix(choices=MANY[:8], randomize=True))
    bus, yard = form.questions["safe_bus"], form.questions["safe_yard"]
    orders = set()
    for order in range(1, ORDERS + 1):
        drawn = [choice.name for choice in in_order(bus, order).choices]
        assert drawn == [choice.name for choice in in_order(yard, order).choices]
        orders.add(tuple(drawn))
    assert len(orders) > ORDERS // 2


def test_what_is_found_is_in_no_order_and_rows_have_no_default() -> None:
    first = {"name": "begin", "type": "text", "label": both("First?")}
    found = {"name": "it", "type": "long_choice", "label": both("It?"), "choices": OFTEN}
    at = "/sections/0/pages/1/questions/0"
    assert faults(first, {**found, "randomize": True}) == [f"{at}/randomize"]
    assert faults(first, matrix(default="'never'")) == [f"{at}/default"]


def test_a_row_or_a_ranking_may_narrow_choices_down() -> None:
    kinds = [
        {"name": name, "label": both(name), "within": "never"}
        for name in ("one_kind", "other_kind")
    ]
    asked = {"type": "choice", "label": both("Which?"), "choices": kinds}
    form = read(
        matrix(),
        ranking(),
        {**asked, "name": "a", "choices_within": "safe_bus"},
        {**asked, "name": "b", "choices_within": "first"},
    )
    rules = [form.questions[name].choices[0].relevant for name in ("a", "b")]
    assert [text_of(rule) for rule in rules if rule] == [
        "safe_bus in ['never']",
        "'never' in first",
    ]
