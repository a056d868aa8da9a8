"""The rules of forms in a real browser: the same table, and generated cases, as in Python; and what it would notice."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.twins import Case, Outcome, Twin, same, source
from tests.expression_support.fuzzing import compare
from tests.expression_support.generating import FUNCTIONS, Generator

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

TABLE = json.loads(
    (Path(__file__).parents[1] / "domain" / "expressions" / "vectors.json").read_text("utf-8")
)
ROWS: list[dict[str, Any]] = [row for row in TABLE["rows"] if "tree" in row]

MUTATIONS = {
    "the sign of a remainder": ("finite(a % b)", "finite(((a % b) + b) % b)"),
    "a half is rounded up": (
        "whole + Math.sign(value) : whole",
        "whole + (value > 0 ? 1 : 0) : whole",
    ),
    "a half is rounded to even": (
        "Math.abs(value - whole) >= 0.5",
        "Math.abs(value - whole) + (whole % 2) / 1e9 > 0.5",
    ),
    "infinity is a number": ("Number.isFinite(number) ? number + 0 : null", "number + 0"),
    "zero keeps its minus": ("? number + 0 : null); // -0", "? number : null); // -0"),
    "length counts UTF-16": (
        "(isText(value) ? characters(value) : null)",
        "(isText(value) ? value.length : null)",
    ),
    "texts are ordered by UTF-16": (
        "one[at].codePointAt() < other[at]?.codePointAt()",
        "one[at].charCodeAt() < other[at]?.charCodeAt()",
    ),
    "half a character is a text": ("half.test(value) ? null : value;", "value;"),
    "missing equals missing": (
        "(isTruth(a) && isTruth(b)) ?",
        "(isTruth(a) && isTruth(b)) || a === b ?",
    ),
    "equality converts": ("? a === b : null)", "? a === b : a == b)"),
    "missing is no": ("if (!isTruth(value)) answer = null;\n  }", "}"),
    "one is true": (
        "condition(run) === true ? then",
        "condition(run) ? then",
    ),
    "what a rule stands in is not seen": ("entries: [...entries]", "entries: []"),
    "any does not stop": ("if (gathered.take(value, entry)) break;", "gathered.take(value, entry);"),
    "an entry is paid twice": ("pay(run, cost);", "pay(run, 2 * cost);"),
    "a call of a plugin is free": ("pay(run, CALL_COST);", ""),
    "a name is inherited": ("own(run.names, name) ?", "name in run.names ?"),
    "an entry does not see around it": (
        "for (let at = run.entries.length - 1; at >= 0; at--)",
        "for (let at = run.entries.length - 1; at >= run.entries.length - 1 && at >= 0; at--)",
    ),
    "the outer entry wins": (
        "for (let at = run.entries.length - 1; at >= 0; at--)",
        "for (let at = 0; at < run.entries.length; at++)",
    ),
    "a birthday is on a day that is not there": ("&& !isLeap ? 28", "&& false ? 28"),
    "there is a year 0": ("(?!0000)", ""),
    "days are those of this place": ('Date.parse(value) / DAY', 'Date.parse(`${value}T00:00`) / DAY'),
    "months overflow": ("if (first.d < day.getUTCDate()) day", "day"),
    "a birthday is a day late": ("end.d < start.d", "end.d <= start.d"),
    "a year is its first day": ("m: 12, d: 31", "m: 1, d: 1"),
    "a date needs no calendar": ("if (written(at) !== value) return null;", "if (!(at > -1e9)) return null;"),
    "lower is for every script": (
        "value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())",
        "value.toLowerCase()",
    ),
    "contains is backwards": ("a.includes(b)", "b.includes(a)"),
    "any length can be joined": ("text !== null && characters(text) <= MAX_TEXT", "text !== null"),
    "an empty list is missing": (
        "(isList(value) ? value.length : null)",
        "(isList(value) ? value.length || null : null)",
    ),
    "a filter keeps what may be": ("filter: collecting(isTrue", "filter: collecting((value) => value !== false"),
    "a plugin may give anything": ("return fits[made.gives](value) ? value : null;", "return value;"),
    "trees may be deeper": ("if (depth > MAX_DEPTH)", "if (depth > MAX_DEPTH + 1)"),
    "trees may be larger": ("size > MAX_NODES ||", "size > MAX_NODES + 1 ||"),
    "texts have no limit": ("|| letters > MAX_TEXT", ""),
    "not is a name": ("&& !reserved.includes(name)", ""),
}  # fmt: skip


def case_of(row: dict[str, Any]) -> Case:
    """A row of the table as a case."""
    today = row.get("today", TABLE["today"])
    return Case(row["tree"], row.get("names", {}), today, row.get("own"), row.get("entries", ()))


def wanted(row: dict[str, Any]) -> Outcome:
    """What every evaluator must give for it."""
    return ("fault", row["fault"]) if "fault" in row else ("result", row["result"])


@pytest.fixture
def twin(make_context: Callable[..., BrowserContext]) -> Callable[..., Twin]:
    """Makes the evaluator in a page, with a text of its own if given."""
    page = make_context().new_page()
    return lambda text=None: Twin(page, FUNCTIONS, text)


def test_the_browser_agrees_with_every_row_of_the_table(twin: Callable[..., Twin]) -> None:
    assert len(ROWS) >= 400
    given = twin().outcomes(map(case_of, ROWS))
    assert [
        (row.get("expression", row["tree"]), outcome)
        for row, outcome in zip(ROWS, given, strict=True)
        if not same(outcome, wanted(row))
    ] == []


def test_generated_expressions_give_the_same_on_both_sides(twin: Callable[..., Twin]) -> None:
    report = compare(twin(), seed=20261123, count=5_000)
    assert report.differ == []
    assert report.cases == 5_000
    assert min(report.kinds[kind] for kind in ("True", "False", "str", "float")) > 200
    assert min(report.kinds[kind] for kind in ("too_many_steps", "syntax", "too_large")) > 10


def test_every_seeded_mistake_is_found(twin: Callable[..., Twin]) -> None:
    generator = Generator(Random(7))  # noqa: S311  the same cases each time
    generated = [generator.case() for _ in range(1_500)]
    functions = {name: function for name, (function, _) in FUNCTIONS.items()}
    # most are found by the cases that somebody wrote down: the others are only tried with what those do not find
    tried = [
        ([*map(case_of, ROWS)], [*map(wanted, ROWS)]),
        (generated, [case.in_python(functions) for case in generated]),
    ]
    unnoticed = []
    for mistake, (before, after) in MUTATIONS.items():
        assert source().count(before) == 1, mistake
        wrong = twin(source().replace(before, after))
        if all(all(map(same, wrong.outcomes(cases), right)) for cases, right in tried):
            unnoticed.append(mistake)
    assert unnoticed == []
