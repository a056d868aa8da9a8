"""Constants of other languages as what ours compares with."""

from __future__ import annotations

from farolito.domain.expressions.dates import day_of
from farolito.domain.expressions.nodes import Call, Constant, Node, call, constant


def as_number(node: Node) -> Node:
    """A number that was written as a text."""
    if isinstance(node, Constant) and isinstance(node.value, str):
        try:
            return constant(float(node.value))
        except ValueError:
            return node
    return node


def as_day(node: Node) -> Node:
    """A day that was written as a text."""
    if isinstance(node, Constant) and isinstance(node.value, str) and day_of(node.value):
        return call("date", (node,))
    return node


def in_letters(node: Constant) -> str:
    """A constant as the name of a choice is written."""
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    if isinstance(node.value, float):
        return str(int(node.value)) if node.value.is_integer() else repr(node.value)
    return node.value


def negated(node: Node) -> Node:
    """Not ``node``, without saying "not" twice."""
    if isinstance(node, Call) and node.operator == "!":
        return node.arguments[0]
    return call("!", (node,))
