"""Generated expressions over generated answers: the same seed always gives the same cases.

Most trees are of fitting kinds, so that values travel far up; some parts are of any kind, and some trees are
broken on purpose. Values come from places where two languages are likely to differ.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from farolito.domain.expressions import Function
from farolito.testing.twins import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

NUMBERS = [
    0, 1, -1, 2, 3, 7, -7, 12, 100, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 0.2, 0.3, 1e-7, 1e21, 1e300, 1.7e308,
    9007199254740991, 9007199254740993, 0.49999999999999994, 4503599627370495.5, -0.0, 365, 29, 31, 3652058,
]  # fmt: skip
TEXTS = [
    "", "a", "b", "A", "Z", "ab", "abc", "often", "yes", "no", "5", "0", "true", "niño", "NIÑO", "İ", "ﬀ", "e\u0301",
    "é", "🏮", "🏮🏮", "\ue000", "\uffee", "日本", "\u202e", "2026-11-23", "2026-02-30", "__proto__", "constructor",
]  # fmt: skip
DAYS = [
    "2026-11-23", "2026-11-24", "2024-02-29", "2023-02-28", "2000-02-29", "1900-03-01", "0001-01-01", "9999-12-31",
    "2026-01-31", "2026-12-31", "1999-12-31", "2017-11-23", "2017-11-24", "0099-05-05",
]  # fmt: skip
ODD_TEXTS = [
    "\ud83c",
    "a\udfee",
    "2026-13-01",
    "2026-2-1",
    "٢٠٢٦-١١-٢٣",
    "2026-11-23T00",
    " 026-11-23",
]
NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("age", "income"),
    "text": ("note", "housing"),
    "boolean": ("has_car", "has_dog"),
    "date": ("born", "since"),
    "list": ("help", "sizes"),
}
INNER: Mapping[str, tuple[str, ...]] = {
    "number": ("pay", "age"),  # age hides the one outside
    "text": ("role",),
    "boolean": ("works",),
    "date": ("born_on",),
    "list": ("wants",),
}
REPEATS = ("members", "jobs")
KINDS = tuple(NAMES)


def _share(part: Any, whole: Any) -> Any:
    return part * 100 / whole if whole else None


def _fails(text: Any) -> Any:
    return None if text == "" else text + "!"


FUNCTIONS: Mapping[str, tuple[Function, str]] = {
    "probe.share": (
        Function(("number", "number"), "number", _share),
        "export default (part, whole) => (whole ? (part * 100) / whole : null);",
    ),
    "probe.loud": (
        Function(("text",), "text", _fails),
        "export default (text) => { if (text === '') throw new Error(text); return text + '!'; };",
    ),
    "probe.lies": (
        Function(("date",), "boolean", lambda day: day),
        "export default (day) => day;",
    ),
}
"""Functions of a plugin: a right one, one that fails, one that gives another kind than it says."""


class Generator:
    """Cases from a seeded source of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._makers: Mapping[str, Callable[[int, bool], Any]] = {
            "number": self._number,
            "text": self._text,
            "boolean": self._boolean,
            "date": self._date,
            "list": self._list,
        }

    def case(self) -> Case:
        """One expression with answers: usual, wild, broken or costly."""
        chance = self.random.random()
        kind = "boolean" if chance < 0.5 else self.random.choice(KINDS)
        tree = self.tree(kind, self.random.randint(1, 5))
        many = chance > 0.985
        if many:
            inner = self.tree("boolean", 3, inside=True)
            loop = self.random.choice(["any", "all", "count", "filter"])
            tree = {"any": [_var("members"), {"==": [{loop: [_var("jobs"), inner]}, tree]}]}
        elif chance > 0.95:
            tree = self.broken(tree)
        entries = [self.entry() for _ in range(self.random.choice([0, 0, 0, 1, 2]))]
        return Case(
            tree,
            self.names(many),
            self.random.choice(DAYS),
            self.value(self.kind()),
            [entry for entry in entries if isinstance(entry, dict)],
        )

    def kind(self) -> str:
        """Any kind."""
        return self.random.choice(KINDS)

    # data

    def names(self, many: bool = False) -> dict[str, Any]:
        """Answers: some missing, some of a wrong kind."""
        names: dict[str, Any] = {}
        for kind, known in NAMES.items():
            for name in known:
                if self.random.random() < 0.92:
                    names[name] = self.value(kind)
        for repeat in REPEATS:
            if self.random.random() < 0.9:
                most = self.random.choice([90, 140]) if many else 3
                names[repeat] = [self.entry() for _ in range(self.random.randint(most // 2, most))]
        return names

    def entry(self) -> Any:
        """One entry of a repeat; now and then something that is none."""
        if self.random.random() < 0.03:
            return self.value(self.kind())
        return {name: self.value(kind) for kind, known in INNER.items() for name in known}

    def value(self, kind: str) -> Any:
        """A value of a kind, or missing, or now and then of another kind."""
        chance = self.random.random()
        if chance < 0.07:
            return None
        if chance < 0.11:
            kind = self.kind()
        if kind == "number":
            return self.number()
        if kind == "text":
            return self.random.choice(TEXTS if chance < 0.95 else ODD_TEXTS)
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "date":
            return self.birth() if chance < 0.4 else self.random.choice(DAYS)
        return [
            self.value(self.random.choice(["text", "number"]))
            for _ in range(self.random.randint(0, 4))
        ]

    def number(self) -> float:
        """A number that is likely to matter."""
        chance = self.random.random()
        if chance < 0.4:
            return self.random.choice(NUMBERS)
        return self.random.randint(-40, 40) if chance < 0.8 else self.random.uniform(-1e6, 1e6)

    def birth(self) -> Any:
        """What people know of a birth."""
        age: Any = self.random.choice([0, 1, 9, 18, 40, 2.5, -1, 9999, None, True, "9"])
        year: Any = self.random.choice([2017, 2026, 2025, 1, 10_000, 2016.5, None])
        return self.random.choice(
            [{"year": year}, {"age": age, "on": self.random.choice([*DAYS, None, "x"])},
             {"date": self.random.choice(DAYS)}, {"year": year, "age": age, "on": "2026-12-01"}, {}]
        )  # fmt: skip

    # trees

    def tree(self, kind: str, depth: int, inside: bool = False) -> Any:
        """A tree that should give a kind; one part in 25 gives another."""
        if self.random.random() < 0.04:
            kind = self.kind()
        return self._makers[kind](depth, inside)

    def _leaf(self, kind: str, inside: bool) -> Any:
        chance = self.random.random()
        if chance < 0.05:
            return _var(".")
        if chance < 0.55:
            return _var(self.random.choice(NAMES[kind] + (INNER[kind] * 2 if inside else ())))
        if kind == "date":
            return self.random.choice([{"today": []}, {"date": [self.random.choice(DAYS)]}])
        if kind == "list":
            return [
                self.random.choice([*TEXTS, *NUMBERS, True])
                for _ in range(self.random.randint(0, 4))
            ]
        if kind == "boolean":
            return self.random.random() < 0.5
        return self.random.choice(TEXTS) if kind == "text" else self.number()

    def _any_of(self, kind: str, depth: int, inside: bool, *made: Callable[[], Any]) -> Any:
        if depth <= 0 or self.random.random() < 0.12:
            return self._leaf(kind, inside)
        general: list[Callable[[], Any]] = [
            lambda: {"if": [self.tree("boolean", depth - 1, inside), self.tree(kind, depth - 1, inside),
                            self.tree(kind, depth - 1, inside)]},
            lambda: {"coalesce": self._several(kind, depth, inside)},
        ]  # fmt: skip
        return self.random.choice([*made, *made, *general])()

    def _several(self, kind: str, depth: int, inside: bool) -> list[Any]:
        return [self.tree(kind, depth - 1, inside) for _ in range(self.random.randint(2, 3))]

    def _call(self, depth: int, inside: bool, operator: str, kinds: str) -> Callable[[], Any]:
        return lambda: {operator: [self.tree(kind, depth - 1, inside) for kind in kinds.split()]}

    def _loop(self, operator: str, kind: str, depth: int) -> Callable[[], Any]:
        return lambda: {operator: [self.entries(depth), self.tree(kind, depth - 1, True)]}

    def entries(self, depth: int) -> Any:
        """A repeat, or those entries of it that a rule holds for; now and then any other name."""
        chance = self.random.random()
        if depth > 1 and chance < 0.25:
            return {"filter": [self.entries(depth - 1), self.tree("boolean", depth - 2, True)]}
        return _var(
            self.random.choice(REPEATS) if chance < 0.97 else self.random.choice(NAMES["list"])
        )

    def _number(self, depth: int, inside: bool) -> Any:
        call = partial(self._call, depth, inside)
        return self._any_of(
            "number", depth, inside,
            *(call(sign, "number number") for sign in ("+", "-", "*", "/", "%")),
            call("+", "number number number"), call("-", "number"), call("round", "number"),
            call("min", "number number number"), call("max", "number number"),
            call("length", "text"), call("sum", "list"), call("count", "list"),
            call("days_between", "date date"), call("years_between", "date date"), call("age_on", "date date"),
            call("year", "date"), call("month", "date"), call("day", "date"),
            call("probe.share", "number number"),
            lambda: {"count": [self.entries(depth)]},
            self._loop("count", "boolean", depth), self._loop("sum", "number", depth),
        )  # fmt: skip

    def _text(self, depth: int, inside: bool) -> Any:
        call = partial(self._call, depth, inside)
        return self._any_of(
            "text", depth, inside, call("concat", "text text"), call("concat", "text text text"),
            call("lower", "text"), call("probe.loud", "text"), call("probe.gone", "text"),
        )  # fmt: skip

    def _date(self, depth: int, inside: bool) -> Any:
        call = partial(self._call, depth, inside)
        return self._any_of(
            "date", depth, inside, call("add_days", "date number"), call("add_months", "date number"),
            call("min", "date date"), call("max", "date date"), call("date", "text"), call("date", "date"),
        )  # fmt: skip

    def _list(self, depth: int, inside: bool) -> Any:
        return self._any_of("list", depth, inside, lambda: self._leaf("list", inside))

    def _boolean(self, depth: int, inside: bool) -> Any:
        call = partial(self._call, depth, inside)
        compared = self.random.choice(["number number", "text text", "date date"])
        return self._any_of(
            "boolean", depth, inside,
            *(call(sign, "boolean boolean") for sign in ("and", "or", "==", "!=")),
            call("and", "boolean boolean boolean"), call("!", "boolean"),
            *(call(sign, compared) for sign in ("==", "!=", "<", "<=", ">", ">=")),
            call("in", "text list"), call("in", "number list"),
            call("starts_with", "text text"), call("contains", "text text"),
            call("answered", self.kind()), call("probe.lies", "date"),
            self._loop("any", "boolean", depth), self._loop("all", "boolean", depth),
        )  # fmt: skip

    def broken(self, tree: Any) -> Any:
        """Something that is no tree, or only just one."""
        deep = tree
        for _ in range(self.random.randint(25, 34)):
            deep = {"!": [deep]}
        return self.random.choice([
            None, {}, {"+": [1]}, {"nope": [1]}, {"and": tree}, {"var": ["not"]}, {"var": ["x" * 65]}, {"var": []},
            {"any": [tree, True]}, {"any": [_var("members")]}, [tree], [[1]], {"a": [1], "b": [2]},
            {"filter": [_var("members")]},
            deep, {"==": ["x" * self.random.choice([19_990, 20_001]), tree]}, "a\0", "\ud800", ["\udfff"],
            {"+": [1] * self.random.choice([480, 499, 500, 501])}, [1] * self.random.choice([499, 500, 501]),
            {"Probe.x": [1]}, {"probe.gone": [1] * 9}, {"probe.share": [tree]}, {"probe.": []}, {"__proto__": [1]},
            {"toString": []}, {"in": [tree, ["a"] * self.random.choice([400, 499])]},
            {"concat": [{"var": ["note"]}, "y" * 19_000, "🏮" * self.random.choice([3, 500])]},
        ])  # fmt: skip


def _var(name: str) -> dict[str, list[str]]:
    return {"var": [name]}
