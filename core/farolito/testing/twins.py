"""The rules of forms in a real browser, for tests: what the JavaScript twin says, beside what Python says.

For authors of plugins: :func:`disagreements` tries a function's Python and its JavaScript on the same arguments.
"""

from __future__ import annotations

import base64
import json
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import farolito.web
from farolito.domain.expressions import ExpressionFault, Tree, evaluate
from farolito.plugins.functions import guarded
from farolito.plugins.health import Health
from farolito.web.scripts import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from playwright.sync_api import Page

    from farolito.domain.expressions import Function
    from farolito.plugins.parts import PluginFunction

Outcome = tuple[str, Any]
"""``("result", value)`` or ``("fault", code)``."""

_START = """async ([source, functions]) => {
  const module = (text) => import(`data:text/javascript;base64,${text}`);
  globalThis.twin = await module(source);
  globalThis.foreign = {};
  for (const [name, { takes, gives, text }] of Object.entries(functions)) {
    foreign[name] = { takes, gives, call: (await module(text)).default };
  }
}"""
_RUN = """(text) => {
  const outcome = ({ tree, names, today, own, entries }) => {
    try {
      return ["result", twin.evaluate(twin.load(tree, foreign), names, today, own, entries)];
    } catch (error) {
      return error instanceof twin.Fault ? ["fault", error.code] : ["error", String(error)];
    }
  };
  // JSON knows neither -0 nor infinity: such a result must be seen
  const signed = (key, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) return String(value);
    return Object.is(value, -0) ? { negative: 0 } : value;
  };
  return JSON.stringify(JSON.parse(text).map((one) => JSON.stringify(outcome(one), signed)));
}"""


@cache
def source() -> str:
    """The JavaScript evaluator, as it was written."""
    return (Path(farolito.web.__file__).parent / "static" / "expressions.js").read_text("utf-8")


@cache
def served() -> str:
    """The same as it is served."""
    return joined("expressions.js", lambda _: source())


@dataclass(frozen=True, slots=True)
class Case:
    """One expression and what is known when it is carried out."""

    tree: Any
    names: Mapping[str, Any]
    today: str
    own: Any = None
    entries: Sequence[Mapping[str, Any]] = ()

    def in_python(self, functions: Mapping[str, Function]) -> Outcome:
        """What the Python evaluator gives."""
        try:
            tree = Tree.from_json(self.tree).bound(functions)
            today = date.fromisoformat(self.today)
            return "result", evaluate(tree, self.names, today, self.own, self.entries)
        except ExpressionFault as fault:
            return "fault", fault.code

    @property
    def json(self) -> dict[str, Any]:
        """For the browser, and for a bug report."""
        return {
            "tree": self.tree,
            "names": self.names,
            "today": self.today,
            "own": self.own,
            "entries": list(self.entries),
        }


class Twin:
    """The JavaScript evaluator in a page of a real browser. ``functions`` are name to (function, JavaScript)."""

    def __init__(
        self,
        page: Page,
        functions: Mapping[str, tuple[Function, str]] | None = None,
        text: str | None = None,
    ) -> None:
        self._page = page
        sent = {
            name: {"takes": list(one.takes), "gives": one.gives, "text": _encoded(javascript)}
            for name, (one, javascript) in (functions or {}).items()
        }
        page.evaluate(_START, [_encoded(served() if text is None else text), sent])

    def outcomes(self, cases: Iterable[Case]) -> list[Outcome]:
        """What the browser gives for each case; ``("error", …)`` where it throws anything but a Fault."""
        # as text inside text: half a character would not survive the way otherwise
        sent = json.dumps([case.json for case in cases])
        found = [
            json.loads(one, object_hook=_signed)
            for one in json.loads(self._page.evaluate(_RUN, sent))
        ]
        return [(kind, value) for kind, value in found]


def same(left: Any, right: Any) -> bool:
    """Equal as the language sees it: true is not 1, -0 is not 0, and a list is a list."""
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        one, other = float(left), float(right)
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    return bool(left == right)


def disagreements(
    page: Page, function: PluginFunction, rows: Iterable[Sequence[Any]]
) -> list[tuple[Sequence[Any], Outcome, Outcome]]:
    """The rows of arguments for which the two sides of a plugin's function differ, with what each gives."""
    made = guarded("plugin", function, Health())
    name = f"plugin.{function.name}"
    rows = [tuple(row) for row in rows]
    calls = {name: [{"var": [f"a{at}"]} for at in range(len(made.takes))]}
    cases = [
        Case(calls, {f"a{at}": value for at, value in enumerate(row)}, "2026-01-01") for row in rows
    ]
    browser = Twin(page, {name: (made, function.source)}).outcomes(cases)
    here = [case.in_python({name: made}) for case in cases]
    return [
        (row, ours, theirs)
        for row, ours, theirs in zip(rows, here, browser, strict=True)
        if not same(ours, theirs)
    ]


def _signed(value: dict[str, Any]) -> Any:
    return -0.0 if value == {"negative": 0} else value


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
