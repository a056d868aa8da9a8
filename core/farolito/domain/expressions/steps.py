"""How many steps a run of an expression can take at most, known before anybody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions.functions import CALL_COST
from farolito.domain.expressions.kinds import loops
from farolito.domain.expressions.nodes import Call, Node, repeat_of, size

if TYPE_CHECKING:
    from collections.abc import Mapping


def most_steps(node: Node, most: Mapping[str, int]) -> int:
    """The most steps that a part can take, when each repeat has at most as many entries as ``most`` says."""
    if not isinstance(node, Call):
        return 0
    if not loops(node.operator, len(node.arguments)):
        own = CALL_COST if node.is_foreign else 0
        return own + sum(most_steps(argument, most) for argument in node.arguments)
    entries, rule = node.arguments
    repeat = repeat_of(entries)
    visits = most.get(repeat.name, 0) if repeat else 0
    return most_steps(entries, most) + visits * (size(rule) + most_steps(rule, most))
