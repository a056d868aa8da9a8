"""An expression that was read, and the small JSON value that the browser is given for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from farolito.domain.expressions.evaluating import compiled
from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.functions import is_qualified
from farolito.domain.expressions.kinds import OPERATORS, RESERVED
from farolito.domain.expressions.nodes import (
    MAX_DEPTH,
    MAX_NAME,
    MAX_NODES,
    OWN,
    Call,
    Constant,
    Items,
    Name,
    Node,
    call,
    constant,
    measured,
    too_deep,
    too_large,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.expressions.evaluating import Program
    from farolito.domain.expressions.functions import Function


@dataclass(frozen=True)
class Tree:
    """An expression that was read: hashable, equal to another that means the same word for word.

    Made by :func:`parse` or :meth:`from_json`, never larger than 500 nodes and 32 levels. What it
    calls of plugins is missing until it is :meth:`bound`.
    """

    root: Node
    functions: Mapping[str, Function] = field(default_factory=dict, compare=False, repr=False)

    @property
    def json(self) -> Any:
        """The JsonLogic-shaped value ``{"operator": [arguments]}``, new on each call."""
        return _json(self.root)

    @staticmethod
    def from_json(value: object) -> Tree:
        """The tree of a value made by ``json``. Raises ExpressionFault for any other value."""
        return Tree(measured(_node(value, 1)))

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The functions of plugins that it calls: ``plugin.name``."""
        return frozenset(
            node.operator for node in walk(self.root) if isinstance(node, Call) and node.is_foreign
        )

    @cached_property
    def is_timeless(self) -> bool:
        """Whether it gives the same on every day: it does not ask for today's."""
        return not any(
            isinstance(node, Call) and node.operator == "today" for node in walk(self.root)
        )

    def bound(self, functions: Mapping[str, Function]) -> Tree:
        """The same expression with the functions of plugins that are there."""
        wanted = {name: functions[name] for name in self.foreign & functions.keys()}
        return Tree(self.root, wanted) if wanted else self

    @cached_property
    def program(self) -> Program:
        """What carries the expression out; made once, when it is first needed."""
        return compiled(self.root, self.functions)

    def __reduce__(self) -> tuple[type[Tree], tuple[Node]]:
        return Tree, (self.root,)  # a program cannot be copied or sent to another process


def _json(node: Node) -> Any:
    if isinstance(node, Constant):
        return _plain(node.value)
    if isinstance(node, Name):
        return {"var": [node.name]}
    if isinstance(node, Items):
        return [_plain(item.value) for item in node.items]
    return {node.operator: [_json(argument) for argument in node.arguments]}


def _plain(value: str | float | bool) -> str | float | bool:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def _node(value: object, level: int) -> Node:
    if level > MAX_DEPTH:
        raise too_deep(0)
    if isinstance(value, str | int | float):
        return constant(value)
    if isinstance(value, list | tuple):
        return Items(tuple(_item(item) for item in _short(value)))
    if not isinstance(value, dict) or len(value) != 1:
        raise ExpressionFault(0, 'Expected a constant, a list or one {"operator": [arguments]}.')
    operator, arguments = next(iter(value.items()))
    if not isinstance(arguments, list | tuple):
        raise ExpressionFault(0, "Expected a list of arguments after the operator.")
    if operator == "var":
        return _name(arguments)
    if operator not in OPERATORS and not (isinstance(operator, str) and is_qualified(operator)):
        raise ExpressionFault(0, "Expected an operator of the expression language.")
    return call(operator, tuple(_node(argument, level + 1) for argument in _short(arguments)))


def _item(value: object) -> Constant:
    if not isinstance(value, str | int | float):
        raise ExpressionFault(0, "A list holds texts, numbers, true and false.")
    return constant(value)


def _name(arguments: Sequence[object]) -> Name:
    name = arguments[0] if len(arguments) == 1 else None
    if name != OWN and not (isinstance(name, str) and is_name(name)):
        raise ExpressionFault(0, "Expected one name after var.")
    return Name(str(name))


def is_name(text: str) -> bool:
    """Whether a question, a repeat or a score may have this name in an expression."""
    return len(text) <= MAX_NAME and text.isascii() and text.isidentifier() and text not in RESERVED


def _short(values: Sequence[object]) -> Sequence[object]:
    if len(values) > MAX_NODES:
        raise too_large(0)
    return values
