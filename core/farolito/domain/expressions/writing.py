"""From tree to text: what :func:`parse` reads back as the same tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions.kinds import LEVELS, SIGN
from farolito.domain.expressions.nodes import Call, Constant, Items, Name, Node

if TYPE_CHECKING:
    from farolito.domain.expressions.tree import Tree


def text_of(tree: Tree) -> str:
    """The expression in words, on one line; longer than one may be only where its names are many."""
    return written(tree.root)


def written(node: Node) -> str:
    """One part of an expression in words."""
    if isinstance(node, Constant):
        return _constant(node)
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Items):
        return f"[{', '.join(_constant(item) for item in node.items)}]"
    return _call(node)


def _call(node: Call) -> str:
    operator, arguments = node.operator, node.arguments
    if operator == "today":
        return operator
    if operator not in LEVELS:
        return f"{operator}({', '.join(written(argument) for argument in arguments)})"
    level = _level(node)
    parts = [_within(argument, level) for argument in arguments]
    if operator == "!":
        return f"not {parts[0]}"
    if len(parts) == 1:
        signed = isinstance(arguments[0], Constant)  # -(5) is a sign before 5, -5 is a number
        return f"-({parts[0]})" if signed else f"-{parts[0]}"
    return f" {operator} ".join(parts)


def _within(node: Node, level: int) -> str:
    return f"({written(node)})" if _level(node) <= level else written(node)


def _level(node: Node) -> int:
    if not isinstance(node, Call) or node.operator not in LEVELS:
        return SIGN + 1
    return SIGN if len(node.arguments) == 1 and node.operator == "-" else LEVELS[node.operator]


def _constant(node: Constant) -> str:
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    if isinstance(node.value, str):
        escaped = node.value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    if node.value.is_integer() and abs(node.value) < 2**53:
        return str(int(node.value))
    return repr(node.value)
