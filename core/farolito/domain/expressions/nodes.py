"""The parts of an expression, and how many of them one expression may have."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.functions import MOST_TAKES
from farolito.domain.expressions.kinds import OPERATORS, Operator, loops

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_NODES = 500
MAX_DEPTH = 32
MAX_TEXT = 20_000
"""Characters in the text of one expression."""
MAX_NAME = 64
OWN = "."
"""The name of the answer that a constraint is about."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A text, a number or true/false. ``kind`` keeps ``true`` from being equal to 1."""

    value: str | float | bool
    kind: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a question, a repeat, a score, or ``.``."""

    name: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out: ``['often', 'sometimes']``."""

    items: tuple[Constant, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function with its arguments."""

    operator: str
    arguments: tuple[Node, ...]
    position: int = field(default=0, compare=False)

    @property
    def is_foreign(self) -> bool:
        """Whether it calls a function of a plugin."""
        return "." in self.operator


Node: TypeAlias = Constant | Name | Items | Call


def constant(value: str | float | bool, position: int = 0) -> Constant:
    """A constant of the language. Raises ExpressionFault for what it cannot hold."""
    if isinstance(value, bool):
        return Constant(value, "boolean", position)
    if isinstance(value, str):
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
            raise ExpressionFault(position, "This text has a character that cannot be stored.")
        return Constant(value, "text", position)
    try:
        number = float(value) + 0.0  # turns -0.0 into 0.0
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ExpressionFault(position, "This number is too large.")
    return Constant(number, "number", position)


def call(operator: str, arguments: tuple[Node, ...], position: int = 0) -> Call:
    """A call with as many arguments as the operator takes. Raises ExpressionFault otherwise.

    A plugin's function takes any few here: whether they are right is a matter of the check.
    """
    takes = OPERATORS.get(operator) or Operator(0, MOST_TAKES, (), None)
    count = len(arguments)
    if count < takes.least or (takes.most is not None and count > takes.most):
        wants = _amount(takes.least, takes.most)
        message = f"{operator} takes {wants}; here it has {count}."
        raise ExpressionFault(position, message)
    if loops(operator, count) and repeat_of(arguments[0]) is None:
        message = f"The first part of {operator}(…, …) is the name of a repeat, or a filter of one."
        raise ExpressionFault(arguments[0].position, message)
    return Call(operator, arguments, position)


def repeat_of(node: Node) -> Name | None:
    """The repeat whose entries a part gives, as far as one can see: a name, or a filter of one."""
    while isinstance(node, Call) and node.operator == "filter":
        node = node.arguments[0]
    return node if isinstance(node, Name) else None


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, each before its own arguments."""
    yield node
    below = node.arguments if isinstance(node, Call) else ()
    for argument in below:
        yield from walk(argument)


def size(node: Node) -> int:
    """How many nodes there are, the items of lists included."""
    return sum(1 + (len(each.items) if isinstance(each, Items) else 0) for each in walk(node))


def measured(root: Node) -> Node:
    """The same node, when it is within the limits. Raises ExpressionFault otherwise."""
    _depth(root, 1)
    if size(root) > MAX_NODES:
        raise too_large(root.position)
    if sum(map(_letters, walk(root))) > MAX_TEXT:
        message = f"The texts and names of a rule have at most {MAX_TEXT} letters together."
        raise ExpressionFault(root.position, message, "too_large")
    return root


def _letters(node: Node) -> int:
    if isinstance(node, Constant):
        return len(node.value) if isinstance(node.value, str) else 0
    if isinstance(node, Items):
        return sum(map(_letters, node.items))
    return len(node.name if isinstance(node, Name) else node.operator)


def too_large(position: int) -> ExpressionFault:
    """The fault of an expression with too many parts."""
    message = f"This rule has more than {MAX_NODES} parts. Split it into several rules."
    return ExpressionFault(position, message, "too_large")


def too_deep(position: int) -> ExpressionFault:
    """The fault of an expression nested too deeply."""
    message = f"This rule is nested more than {MAX_DEPTH} levels deep. Use fewer parentheses."
    return ExpressionFault(position, message, "too_deep")


def _depth(node: Node, level: int) -> None:
    if level > MAX_DEPTH or (level == MAX_DEPTH and isinstance(node, Items) and node.items):
        raise too_deep(node.position)
    if isinstance(node, Call):
        for argument in node.arguments:
            _depth(argument, level + 1)


def _amount(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} or more parts"
    if least != most:
        return f"{least} or {most} parts"
    return "1 part" if least == 1 else f"{least} parts"
