"""Checking an expression against a form before anyone answers it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from farolito.domain.expressions.dates import day_of
from farolito.domain.expressions.evaluating import MAX_STEPS
from farolito.domain.expressions.faults import ExpressionFault, FaultCode
from farolito.domain.expressions.kinds import OPERATORS, WORDS, Kind, Operator, Takes, loops
from farolito.domain.expressions.nodes import (
    OWN,
    Call,
    Constant,
    Items,
    Name,
    Node,
    repeat_of,
    walk,
)
from farolito.domain.expressions.steps import most_steps
from farolito.domain.expressions.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from farolito.domain.expressions.scope import Scope
    from farolito.domain.expressions.tree import Tree

_FITS: dict[Takes, frozenset[Kind]] = {
    "boolean": frozenset({"boolean"}),
    "number": frozenset({"number"}),
    "date": frozenset({"date"}),
    "text": frozenset({"text", "code"}),
    "list": frozenset({"list"}),
    "entries": frozenset({"entries"}),
    "many": frozenset({"list", "entries"}),
    "scalar": frozenset({"text", "code", "number", "boolean", "date"}),
    "alike": frozenset({"text", "code", "number", "boolean", "date"}),
    "ordered": frozenset({"number", "date"}),
    "any": frozenset({"text", "code", "number", "boolean", "date", "list"}),
    "anything": frozenset(WORDS),
}
_WANTED: dict[Takes, str] = {
    "boolean": "something true or false",
    "number": "a number",
    "date": "a date",
    "text": "text",
    "list": "a list",
    "entries": "the name of a repeat",
    "many": "a repeat or a list",
    "scalar": "one value",
    "alike": "one value",
    "ordered": "a number or a date",
    "any": "a question",
    "anything": "anything",
}


def check(tree: Tree, scope: Scope) -> list[ExpressionFault]:
    """Everything that is wrong with an expression in its place, in its order; empty when nothing.

    An expression without faults can still give None because something is missing, but never for
    want of a name or of a fitting kind. Nor does it run out of steps with at most ``scope.most``
    entries.
    """
    checker = _Checker()
    given = checker.kind(tree.root, scope)
    if scope.result and given and given != scope.result:
        hint = f" Compare it, as in {_shown(tree.root)} == 'yes'." if given == "code" else ""
        message = f"This must give {WORDS[scope.result]}, but it gives {WORDS[given]}.{hint}"
        checker.fault(tree.root, message)
    if most_steps(tree.root, scope.most) > MAX_STEPS:
        message = f"With as many entries as allowed this takes more than {MAX_STEPS} steps."
        checker.fault(tree.root, message, "too_many_steps")
    return sorted(checker.faults, key=lambda fault: fault.position)


def kind_of(tree: Tree, scope: Scope) -> Kind | None:
    """What an expression gives in its place; None when it has a fault."""
    checker = _Checker()
    given = checker.kind(tree.root, scope)
    return None if checker.faults else given


def names_in(tree: Tree) -> frozenset[str]:
    """Every question, repeat and score that the expression names, in repeat functions too."""
    return frozenset(
        node.name for node in walk(tree.root) if isinstance(node, Name) and node.name != OWN
    )


class _Checker:
    """Collects faults. A part that has one is of no kind, so that nothing is said about it twice."""

    def __init__(self) -> None:
        self.faults: list[ExpressionFault] = []

    def fault(self, node: Node, message: str, code: FaultCode = "kind") -> None:
        self.faults.append(ExpressionFault(node.position, message, code))

    def kind(self, node: Node, scope: Scope) -> Kind | None:
        """What the part gives; None when that is unknown because of a fault."""
        if isinstance(node, Name):
            try:
                return scope.kind_of(node)
            except ExpressionFault as fault:
                self.faults.append(fault)
                return None
        if isinstance(node, Items):
            return "list"
        if isinstance(node, Constant):
            return _constant_kind(node)
        return self._call(node, scope)

    def _call(self, node: Call, scope: Scope) -> Kind | None:
        operator = self._operator(node, scope)
        kinds: list[Kind | None] = []
        for index, argument in enumerate(node.arguments):
            takes = _takes(node, operator, index)
            within = self._within(node, index, scope)
            given = self.kind(argument, within) if within else None
            if given and given not in _FITS[takes]:
                self.fault(argument, _misfit(node, argument, takes, given))
                given = None
            kinds.append(given)
        if node.operator in {"==", "!="} and all(kinds):
            self._choices(node.arguments, scope)
        elif node.operator == "in" and all(kinds):
            self._membership(node, kinds[0], scope)
        elif node.operator == "date":
            self._calendar(node.arguments[0])
        elif node.operator == "sum" and kinds == ["list"]:
            self._sum(node.arguments[0], scope)
        gives = operator.gives
        if operator.takes and operator.takes[-1] in {"alike", "ordered"}:
            start = len(operator.takes) - 1
            shared = self._alike(node, node.arguments[start:], kinds[start:])
            gives = gives or shared
        return gives

    def _operator(self, node: Call, scope: Scope) -> Operator:
        """What the operator takes and gives; anything, for a plugin's function that cannot be known."""
        count = len(node.arguments)
        unknown = Operator(count, count, ("anything",), None)
        if not node.is_foreign:
            return OPERATORS[node.operator]
        try:
            function = scope.function(node)
        except ExpressionFault as fault:
            self.faults.append(fault)
            return unknown
        if function is None:
            return unknown
        if len(function.takes) != count:
            wants = f"{len(function.takes)} part{'' if len(function.takes) == 1 else 's'}"
            self.fault(node, f"{node.operator} takes {wants}; here it has {count}.")
            return Operator(count, count, ("anything",), function.gives)
        return function.operator

    def _within(self, node: Call, index: int, scope: Scope) -> Scope | None:
        """The scope of an argument: a rule over entries sees their questions."""
        if index == 0 or not loops(node.operator, len(node.arguments)):
            return scope
        repeat = repeat_of(node.arguments[0])
        return scope.inside(repeat.name) if repeat and scope.has_repeat(repeat.name) else None

    def _alike(
        self, node: Call, arguments: Sequence[Node], kinds: Sequence[Kind | None]
    ) -> Kind | None:
        found = [(part, kind) for part, kind in zip(arguments, kinds, strict=True) if kind]
        if not found:
            return None
        first, kind = found[0]
        for part, other in found[1:]:
            if _family(other) != _family(kind):
                self.fault(part, _unlike(first, kind, part, other))
                return None
        return kind if len({other for _, other in found}) == 1 else "text"

    def _membership(self, node: Call, kind: Kind | None, scope: Scope) -> None:
        value, items = node.arguments
        if isinstance(items, Items):
            for item in items.items:
                if kind and _family(_constant_kind(item)) != _family(kind):
                    self.fault(item, _unlike(value, kind, item, _constant_kind(item)))
            self._codes(value, items.items, scope)
        elif kind and _family(kind) != "text":
            self.fault(value, f"{_shown(items)} holds choices, and {_shown(value)} is none.")
        else:
            self._codes(items, [value], scope)

    def _choices(self, arguments: Sequence[Node], scope: Scope) -> None:
        left, right = arguments
        self._codes(left, [right], scope)
        self._codes(right, [left], scope)

    def _codes(self, question: Node, codes: Iterable[Node], scope: Scope) -> None:
        """Whether the question has the choices that it is compared with."""
        if not isinstance(question, Name) or question.name not in scope.choices:
            return
        choices = scope.choices[question.name]
        for code in codes:
            if not isinstance(code, Constant) or not isinstance(code.value, str):
                continue
            if code.value not in choices:
                close = get_close_matches(code.value, choices, n=1)
                hint = f"Did you mean '{close[0]}'?" if close else _listed(choices)
                message = f"{question.name} has no choice '{code.value[:40]}'. {hint}"
                self.fault(code, message, "unknown_name")

    def _sum(self, items: Node, scope: Scope) -> None:
        """A list of choices has no numbers to add up."""
        if isinstance(items, Name) and items.name in scope.choices:
            message = f"{items.name} holds choices, not numbers. Write count({items.name})."
            self.fault(items, message)
        for item in items.items if isinstance(items, Items) else ():
            if _constant_kind(item) != "number":
                self.fault(item, f"sum works with numbers, and {_shown(item)} is none.")

    def _calendar(self, argument: Node) -> None:
        if not isinstance(argument, Constant):
            self.fault(argument, "Write the day itself: date('2026-11-23').")
        elif isinstance(argument.value, str) and not day_of(argument.value):
            self.fault(argument, "This is no day of the calendar. Write it as '2026-11-23'.")


def _constant_kind(node: Constant) -> Kind:
    if isinstance(node.value, bool):
        return "boolean"
    return "text" if isinstance(node.value, str) else "number"


def _family(kind: Kind) -> Kind:
    """Text and codes are compared with each other, every other kind only with itself."""
    return "text" if kind == "code" else kind


def _takes(node: Call, operator: Operator, index: int) -> Takes:
    if index == 0 and loops(node.operator, len(node.arguments)):
        return "entries"
    if node.operator == "sum":
        return "list" if index == 0 else "number"
    return operator.takes[min(index, len(operator.takes) - 1)]


def _misfit(node: Call, argument: Node, takes: Takes, given: Kind) -> str:
    what, name = _shown(argument), "not" if node.operator == "!" else node.operator
    if given == "list" and takes in {"alike", "boolean"}:
        return f"{what} is a list of choices. Write 'choice' in {what}."
    if given == "entries":
        return f"{what} is a repeat. Write count({what}) or any({what}, …)."
    if node.operator == "contains" and given == "list":
        return f"{what} is a list of choices. Write 'choice' in {what}."
    if given == "nothing":
        return f"{what} has no answer that a rule can use."
    if takes in {"date", "ordered"} and isinstance(argument, Constant) and day_of(argument.value):
        return f"Write date({what}) for a day."
    if given == "code" and takes == "boolean":
        return f"{what} is a choice. Compare it, as in {what} == 'yes'."
    return f"{name} works with {_WANTED[takes]}, and {what} is {WORDS[given]}."


def _unlike(first: Node, kind: Kind, other: Node, other_kind: Kind) -> str:
    for part, own, beside in ((other, other_kind, kind), (first, kind, other_kind)):
        if beside == "date" and own == "text" and isinstance(part, Constant):
            return f"Write date({_shown(part)}) for a day."
        if beside == "boolean" and written(part) in {"'yes'", "'no'"}:
            question = _shown(first if part is other else other)
            return f"Write {question} for yes, and not {question} for no."
    return (
        f"{_shown(first)} is {WORDS[kind]}, and {_shown(other)} is {WORDS[other_kind]}: "
        "they can never be the same."
    )


def _shown(node: Node) -> str:
    text = written(node)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _listed(choices: Iterable[str]) -> str:
    names = sorted(choices)
    shown = ", ".join(names[:12])
    return f"It has {shown}{', …' if len(names) > 12 else ''}."
