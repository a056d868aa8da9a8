"""Rules in the browser: a form of 1,000 questions with 150 entries of a repeat, all rules anew after one change.

The browser's processor is slowed down six times, like a cheap phone beside this machine. Nothing is remembered between
two changes: every rule of the form, and every rule of each entry, is carried out again.
"""

from __future__ import annotations

import json
import statistics
import time
from datetime import date
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure
from farolito.domain.expressions import Tree, evaluate, parse
from farolito.testing.browser import chromium
from farolito.testing.twins import source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = "2026-11-23"
OUTSIDE, INSIDE, ENTRIES = 990, 10, 150
SLOWER = 6  # times
CHANGES = 30
MOST = 50.0  # milliseconds

PLAIN = (
    "q{0} == 'a' and q{1} != 'b'",
    "q{0} in ['a', 'b'] or not answered(q{1})",
    "n{0} >= 3 and n{0} <= 20 and n{1} + n{0} > 12",
    "d{0} <= today and days_between(d{0}, today) < 400",
    "'food' in l{0} or 'legal' in l{1}",
    "coalesce(n{0}, 0) * 2 > n{1} and q{0} == 'a'",
    "age_on(d{0}, today) < 18 or add_months(d{1}, 6) > today",
    "if(q{0} == 'a', n{1} > 3, n{0} > 3) and length(q{1}) == 1",
    "starts_with(q{0}, 'a') and n{1} % 2 == 0",
)
OVER_ENTRIES = "count(filter(members, m0 > 10), m1 == 'a') > 2 or any(members, m0 + m2 > n{0})"
IN_ENTRY = "m{0} > 10 and m1 == 'a' or n{1} > 5"

_MEASURE = """async ([text, form, changes]) => {
  const twin = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`);
  const { outside, inside, names, today } = JSON.parse(form);
  const begin = performance.now();
  const rules = outside.map((tree) => twin.load(tree)), inner = inside.map((tree) => twin.load(tree));
  const loading = performance.now() - begin;
  const took = [];
  let held = 0;
  for (let change = 0; change < changes; change++) {
    names.n1 = change;
    held = 0;
    const start = performance.now();
    for (const rule of rules) held += twin.holds(rule, names, today);
    for (const entry of names.members) {
      for (const rule of inner) held += twin.holds(rule, names, today, null, [entry]);
    }
    took.push(performance.now() - start);
  }
  return [loading, held, took];
}"""


def measure(folder: Path) -> Iterator[Figure]:
    """Milliseconds for one change in the browser, slowed down and not, and in Python for comparison."""
    form = _form()
    with chromium() as browser:
        page = browser.new_page()
        debugger = page.context.new_cdp_session(page)
        given: dict[int, tuple[float, int, list[float]]] = {}
        for rate in (SLOWER, 1):
            page.goto("about:blank")
            debugger.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            given[rate] = page.evaluate(_MEASURE, [source(), json.dumps(form), CHANGES])
    loading, held, took = given[SLOWER]
    remark = (
        f"median of {CHANGES} changes, {min(took):.0f} to {max(took):.0f} ms; "
        f"{OUTSIDE + INSIDE * ENTRIES:,} evaluations"
    )
    what = "one change of a form of 1,000 questions, 150 entries, browser at CPU \u00f76"
    yield Figure(what, statistics.median(took), "ms", remark, most=MOST)
    yield Figure("  the first one, before the browser has compiled", took[0], "ms")
    yield Figure("  at full speed", statistics.median(given[1][2]), "ms")
    remark = f"{OUTSIDE + INSIDE:,} trees checked and made ready"
    yield Figure("  making its rules ready, once", loading, "ms", remark)
    seconds, here = _in_python(form)
    remark = f"at full speed; {here:,} rules held, in the browser {held:,}"
    yield Figure("  the same in Python", seconds * 1000, "ms", remark)


def _form() -> dict[str, Any]:
    """Every kind of rule there is in forms; one in ten looks at all entries."""
    outside = []
    for number in range(OUTSIDE):
        text = OVER_ENTRIES if number % 10 == 9 else PLAIN[number % 10]
        outside.append(parse(text.format(number, (number * 7 + 1) % OUTSIDE)).json)
    inside = [parse(IN_ENTRY.format(2 * (number % 3), number)).json for number in range(INSIDE)]
    names: dict[str, Any] = {}
    for number in range(OUTSIDE):
        names[f"q{number}"] = "abc"[number % 3]
        names[f"n{number}"] = number % 25
        names[f"d{number}"] = f"20{number % 26:02}-0{number % 9 + 1}-11"
        names[f"l{number}"] = ["food", "legal", "rent"][: number % 4]
    names["members"] = [
        {f"m{at}": "ab"[number % 2] if at == 1 else (number * at) % 20 for at in range(INSIDE)}
        for number in range(ENTRIES)
    ]
    return {"outside": outside, "inside": inside, "names": names, "today": TODAY}


def _in_python(form: dict[str, Any]) -> tuple[float, int]:
    """Seconds for one change, and how many rules held."""
    rules = [Tree.from_json(tree) for tree in form["outside"]]
    inner = [Tree.from_json(tree) for tree in form["inside"]]
    names, today = form["names"] | {"n1": CHANGES - 1}, date.fromisoformat(TODAY)
    took = []
    held = 0
    for _ in range(5):
        begin = time.perf_counter()
        held = sum(evaluate(rule, names, today) is True for rule in rules)
        for entry in names["members"]:
            held += sum(evaluate(rule, names, today, None, [entry]) is True for rule in inner)
        took.append(time.perf_counter() - begin)
    return min(took), held
