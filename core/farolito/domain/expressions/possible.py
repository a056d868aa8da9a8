"""Whether a rule can be true at all, whatever people answer: found by following what each part would imply.

Everything here errs on one side: "can be true" may be said of a rule that never is, never the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from farolito.domain.expressions.evaluating import evaluate
from farolito.domain.expressions.facts import Facts, Scalar, one_of
from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.kinds import loops
from farolito.domain.expressions.nodes import Call, Constant, Items, Name, Node, repeat_of, walk
from farolito.domain.expressions.tree import Tree
from farolito.domain.expressions.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Known: TypeAlias = Mapping[str, Facts]
"""Facts by name, beyond those that hold anyway."""

_ANY_DAY = date(2000, 1, 1)
_SWAPPED = {">": "<", ">=": "<="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_RANGES: Mapping[str, Facts] = {
    "length": Facts(low=0.0),
    "age_on": Facts(low=0.0),
    "count": Facts(low=0.0),
    "year": Facts(low=1.0, high=9999.0),
    "month": Facts(low=1.0, high=12.0),
    "day": Facts(low=1.0, high=31.0),
}


_SELDOM_MISSING = frozenset(
    {"if", "coalesce", "answered", "and", "or", "in", "any", "all", "count", "sum", "filter"}
)
"""What may give something although one of its parts is missing. Everything else is missing then."""


@dataclass(frozen=True)
class PossibleAnswers:
    """What a form lets people answer: facts by name, by name in the entries of a repeat, and most entries."""

    known: Known
    inside: Mapping[str, Known] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)

    def assuming(self, rule: Tree, known: Known | None = None) -> Known | None:
        """What else holds when a rule is exactly true; None when it never is. ``known``: what holds already."""
        found = self._if(rule.root, True, known or {})
        # once more: what a later part says may rule out an earlier one
        return None if found is None else self._if(rule.root, True, found)

    def dead_parts(self, rule: Tree) -> Iterator[str]:
        """The alternatives of an ``or`` that are never true, as written."""
        for alternative in _alternatives(rule.root):
            if self._if(alternative, True, {}) is None:
                yield written(alternative)

    # what a part that is exactly true, or exactly false, says about names

    def _if(self, node: Node, truth: bool, known: Known) -> Known | None:
        if isinstance(node, Name):
            return self._narrowed(known, node, one_of([truth]))
        if isinstance(node, Constant):
            return known if node.value is truth else None
        if isinstance(node, Items):
            return None
        if (folded := _folded(node)) is not _OPEN:
            return known if folded is truth else None
        arguments = node.arguments
        if node.operator == "!":
            return self._if(arguments[0], not truth, known)
        if node.operator in {"and", "or"}:
            every = (node.operator == "and") is truth
            return (
                self._every(arguments, truth, known)
                if every
                else self._some(arguments, truth, known)
            )
        if node.operator == "if":
            return self._either(node, truth, known)
        if node.operator == "coalesce":
            return self._some(arguments, truth, known)
        if node.operator in _OPPOSITE:
            operator = node.operator if truth else _OPPOSITE[node.operator]
            return self._compared(operator, arguments[0], arguments[1], known)
        if node.operator == "in":
            return self._contained(arguments[0], arguments[1], truth, known)
        if node.operator == "answered":
            return self._answered(arguments[0], truth, known)
        if node.operator in {"any", "all"}:
            return self._entries(node, truth, known)
        return known if self._facts(node, known) else None

    def _every(self, nodes: Sequence[Node], truth: bool, known: Known) -> Known | None:
        found: Known | None = known
        for node in nodes:
            found = None if found is None else self._if(node, truth, found)
        return found

    def _some(self, nodes: Sequence[Node], truth: bool, known: Known) -> Known | None:
        ways = [way for node in nodes if (way := self._if(node, truth, known)) is not None]
        return ways[0] if len(ways) == 1 else (known if ways else None)

    def _either(self, node: Call, truth: bool, known: Known) -> Known | None:
        condition, then, otherwise = node.arguments
        first = self._if(condition, True, known)
        if first is not None:
            first = self._if(then, truth, first)
        second = self._if(otherwise, truth, known)
        if first is None or second is None:
            return second if first is None else first
        return known

    def _compared(self, operator: str, left: Node, right: Node, known: Known) -> Known | None:
        if operator in _SWAPPED:
            return self._compared(_SWAPPED[operator], right, left, known)
        one, other = self._facts(left, known), self._facts(right, known)
        if one is None or other is None:
            return None
        if operator == "==":
            both = one.met(other)
            return None if both is None else self._both(known, left, both, right, both)
        if operator == "!=":
            return self._unequal(known, (left, one, other.single), (right, other, one.single))
        high, low = _top(other), _bottom(one)
        strict = operator == "<"
        at_most = Facts(high=high[0], below=high[0] is not None and (strict or high[1]))
        at_least = Facts(low=low[0], above=low[0] is not None and (strict or low[1]))
        if one.met(at_most) is None or other.met(at_least) is None:
            return None
        return self._both(known, left, at_most, right, at_least)

    def _contained(self, value: Node, items: Node, truth: bool, known: Known) -> Known | None:
        facts, list_facts = self._facts(value, known), self._facts(items, known)
        if list_facts is None or (truth and facts is None):
            return None
        if not isinstance(items, Items):
            one = facts.single if facts else None
            among: frozenset[Scalar] = frozenset() if one is None else frozenset({one})
            return self._narrowed(known, items, Facts(has=among) if truth else Facts(lacks=among))
        if not items.items:  # nothing is in it, also what is missing
            return None if truth else known
        listed = frozenset(item.value for item in items.items)
        wanted = Facts(only=listed) if truth else Facts(never=listed)
        if facts is None or facts.met(wanted) is None:
            return None
        return self._narrowed(known, value, wanted)

    def _answered(self, node: Node, truth: bool, known: Known) -> Known | None:
        if not isinstance(node, Name):
            return known
        if truth:
            return self._narrowed(known, node, Facts())
        facts = self._of(node, known)
        return None if facts.answered else {**known, node.name: Facts(answered=False)}

    def _entries(self, node: Call, truth: bool, known: Known) -> Known | None:
        """``any`` is true for some entry, ``all`` false for one; otherwise there may be no entries."""
        if self._facts(node.arguments[0], known) is None:
            return None
        if truth is not (node.operator == "any"):
            return known
        inner = self._entry(node.arguments[0], known)
        found = None if inner is None else self._if(node.arguments[1], truth, inner)
        return None if found is None else known

    def _entry(self, entries: Node, known: Known) -> Known | None:
        """What is known where a rule looks at one of these entries; None when there can be none."""
        if isinstance(entries, Call) and loops(entries.operator, len(entries.arguments)):
            inner = self._entry(entries.arguments[0], known)
            return None if inner is None else self._if(entries.arguments[1], True, inner)
        repeat = repeat_of(entries)
        names = self.inside.get(repeat.name) if repeat else None
        if names is None:  # any name may be another one in an entry
            names = dict.fromkeys({*self.known, *known}, Facts())
        return {**known, **names}

    # what is known about the value of a part

    def _facts(self, node: Node, known: Known) -> Facts | None:
        """Facts about a value that is there; None when it is always missing."""
        if isinstance(node, Constant):
            return one_of([node.value])
        if isinstance(node, Name):
            facts = self._of(node, known)
            return None if facts.answered is False else facts
        if isinstance(node, Items):
            return Facts()
        if (folded := _folded(node)) is not _OPEN:
            if folded is None:
                return None
            return one_of([folded]) if isinstance(folded, str | float | bool) else Facts()
        if node.operator not in _SELDOM_MISSING or node.operator in {"count", "filter"}:
            parts = node.arguments[:1] if node.operator in {"count", "filter"} else node.arguments
            if any(self._facts(part, known) is None for part in parts):
                return None
        if node.operator == "count" and (repeat := repeat_of(node.arguments[0])):
            most = self.most.get(repeat.name)
            return Facts(low=0.0, high=None if most is None else float(most))
        return _RANGES.get(node.operator, Facts())

    def _of(self, name: Name, known: Known) -> Facts:
        return known.get(name.name) or self.known.get(name.name) or Facts()

    def _narrowed(self, known: Known, node: Node, facts: Facts) -> Known | None:
        """What is known once a name also fulfils these facts; parts that are no name add nothing."""
        if not isinstance(node, Name):
            return known
        met = self._of(node, known).met(facts)
        return None if met is None else {**known, node.name: met}

    def _both(
        self, known: Known, left: Node, one: Facts, right: Node, other: Facts
    ) -> Known | None:
        found = self._narrowed(known, left, one)
        return None if found is None else self._narrowed(found, right, other)

    def _unequal(self, known: Known, *sides: tuple[Node, Facts, Scalar | None]) -> Known | None:
        """Each side is not the one value that the other is known to be."""
        found: Known | None = known
        for node, facts, value in sides:
            without = Facts() if value is None else Facts(never=frozenset({value}))
            if found is None or facts.met(without) is None:
                return None
            found = self._narrowed(found, node, without)
        return found


_OPEN = object()


def _folded(node: Call) -> object:
    """What a part without names gives; ``_OPEN`` when that depends on answers, the day or a plugin."""
    for part in walk(node):
        if isinstance(part, Name) or (
            isinstance(part, Call) and (part.is_foreign or part.operator == "today")
        ):
            return _OPEN
    try:
        return evaluate(Tree(node), {}, _ANY_DAY)
    except ExpressionFault:
        return _OPEN


def _top(facts: Facts) -> tuple[str | float | None, bool]:
    """The most that a value can be, and whether it must be less."""
    if facts.only and not any(isinstance(value, bool) for value in facts.only):
        kinds = {isinstance(value, str) for value in facts.only}
        if len(kinds) == 1:
            return max(facts.only), False
    return facts.high, facts.below


def _bottom(facts: Facts) -> tuple[str | float | None, bool]:
    """The least that a value can be, and whether it must be more."""
    if facts.only and not any(isinstance(value, bool) for value in facts.only):
        kinds = {isinstance(value, str) for value in facts.only}
        if len(kinds) == 1:
            return min(facts.only), False
    return facts.low, facts.above


def _alternatives(node: Node) -> Iterator[Node]:
    """The parts of each ``or`` that counts towards the rule being true."""
    if not isinstance(node, Call) or node.operator not in {"and", "or"}:
        return
    for argument in node.arguments:
        if node.operator == "or":
            yield argument
        yield from _alternatives(argument)


def always_true(rule: Tree) -> str | None:
    """The part, as written, that is true whatever is answered though each of its sides excludes something.

    That is ``housing != 'a' or housing != 'b'``, which was meant with ``and``; None when there is no such part.
    """
    free = PossibleAnswers({})
    for node in walk(rule.root):
        if not isinstance(node, Call) or node.operator != "or":
            continue
        sides = [side for side in node.arguments if _excludes(side)]
        each = all(free._every([side], False, {}) is not None for side in sides)
        if len(sides) > 1 and each and free._every(sides, False, {}) is None:
            return written(replace(node, arguments=tuple(sides)))
    return None


def _excludes(node: Node) -> bool:
    """Whether a side says what an answer is not, or on which side of a number it lies."""
    if not isinstance(node, Call):
        return False
    if node.operator == "!":
        inner = node.arguments[0]
        return isinstance(inner, Call) and inner.operator in {"==", "in"}
    return node.operator in {"!=", "<", "<=", ">", ">="}
