"""Carrying an expression out: each node becomes one closure, made once per tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from farolito.domain.expressions import arithmetic, dates, texts
from farolito.domain.expressions.arithmetic import known
from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.functions import CALL_COST, Function
from farolito.domain.expressions.kinds import loops
from farolito.domain.expressions.nodes import OWN, Call, Constant, Items, Name, Node, size

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.expressions.kinds import Value
    from farolito.domain.expressions.tree import Tree

MAX_STEPS = 10_000
"""An entry that a repeat function visits costs as many steps as the function's rule has nodes."""


class Run:
    """One evaluation: what is known, the entries being looked at, the steps that are left."""

    __slots__ = ("entries", "names", "own", "steps", "today")

    def __init__(
        self,
        names: Mapping[str, Value],
        today: str,
        own: Value,
        entries: Sequence[Mapping[str, Value]] = (),
    ) -> None:
        self.names = names
        self.today = today
        self.own = own
        self.entries: list[Mapping[str, Value]] = [*entries]
        self.steps = MAX_STEPS

    def pay(self, steps: int) -> None:
        """Take steps, in advance. Raises ExpressionFault when there are not enough left."""
        self.steps -= steps
        if self.steps < 0:
            message = f"This rule takes more than {MAX_STEPS} steps. Make it simpler."
            raise ExpressionFault(0, message, "too_many_steps")


Program: TypeAlias = Callable[[Run], "Value"]


def evaluate(
    tree: Tree,
    names: Mapping[str, Value],
    today: date,
    own: Value = None,
    entries: Sequence[Mapping[str, Value]] = (),
) -> Value:
    """What the expression gives for the values of ``names``; None where something is missing.

    Numbers are floats, never NaN or infinite. An entry of a repeat is a mapping that has every
    question of the repeat (None when missing). ``entries`` are those that the rule stands in,
    outermost first; their names hide those outside. Raises ExpressionFault (code ``too_many_steps``)
    when it needs more than 10,000 steps, and nothing else.
    """
    return tree.program(Run(names, today.isoformat(), known(own), entries))


def holds(tree: Tree, names: Mapping[str, Value], today: date, own: Value = None) -> bool:
    """Whether the expression is exactly true: missing and unlike values are not."""
    return evaluate(tree, names, today, own) is True


def compiled(node: Node, functions: Mapping[str, Function]) -> Program:
    """The closure of one node. Looks nothing up again that the tree already says."""
    if isinstance(node, Constant):
        value = node.value
        return lambda run: value
    if isinstance(node, Items):
        items = tuple(item.value for item in node.items)
        return lambda run: items
    if isinstance(node, Name):
        return _looked_up(node.name)
    if loops(node.operator, len(node.arguments)):
        return _over_entries(node, functions)
    arguments = [compiled(argument, functions) for argument in node.arguments]
    if node.is_foreign:
        return _foreign(functions.get(node.operator), arguments)
    if node.operator in _LAZY:
        return _LAZY[node.operator](arguments)
    if node.operator in _ALONE and len(arguments) == 1:
        return _strict(_ALONE[node.operator], arguments)
    return _strict(_STRICT[node.operator], arguments)


def _looked_up(name: str) -> Program:
    if name == OWN:
        return lambda run: run.own

    def look_up(run: Run) -> Value:
        if run.entries:
            for entry in reversed(run.entries):
                if name in entry:
                    return known(entry[name])
        return known(run.names.get(name))

    return look_up


def _strict(operation: Callable[..., Value], arguments: list[Program]) -> Program:
    if len(arguments) == 1:
        (only,) = arguments
        return lambda run: operation(only(run))
    if len(arguments) == 2:
        left, right = arguments
        return lambda run: operation(left(run), right(run))
    return lambda run: operation(*[argument(run) for argument in arguments])


def _and(arguments: list[Program]) -> Program:
    return lambda run: _settled((argument(run) for argument in arguments), by=False)


def _or(arguments: list[Program]) -> Program:
    return lambda run: _settled((argument(run) for argument in arguments), by=True)


def _settled(values: Iterable[Value], by: bool) -> bool | None:
    """Three-valued and/or: ``by`` settles it; otherwise anything but its opposite leaves it open."""
    answer: bool | None = not by
    for value in values:
        if value is by:
            return by
        if not isinstance(value, bool):
            answer = None
    return answer


def _if(arguments: list[Program]) -> Program:
    condition, then, otherwise = arguments
    return lambda run: then(run) if condition(run) is True else otherwise(run)


def _coalesce(arguments: list[Program]) -> Program:
    def first(run: Run) -> Value:
        for argument in arguments:
            value = argument(run)
            if value is not None:
                return value
        return None

    return first


def _today(arguments: list[Program]) -> Program:
    return lambda run: run.today


def _foreign(function: Function | None, arguments: list[Program]) -> Program:
    """A call of a plugin's function: missing when it is not there, at the same price."""

    def call(run: Run) -> Value:
        values = [argument(run) for argument in arguments]
        run.pay(CALL_COST)
        return function(*values) if function else None

    return call


def _over_entries(node: Call, functions: Mapping[str, Function]) -> Program:
    repeat, inner = (compiled(argument, functions) for argument in node.arguments)
    gather = _GATHER.get(node.operator)
    cost = size(node.arguments[1])

    def visit(run: Run) -> Value:
        entries = repeat(run)
        if not isinstance(entries, list | tuple):
            return None
        visits = _visits(run, entries, inner, cost)
        if gather is None:  # filter: the entries themselves
            return [entry for entry, value in zip(entries, visits, strict=True) if value is True]
        return gather(visits)

    return visit


def _visits(run: Run, entries: Iterable[Value], inner: Program, cost: int) -> Iterator[Value]:
    for entry in entries:
        run.pay(cost)
        run.entries.append(entry if isinstance(entry, Mapping) else {})
        value = inner(run)
        run.entries.pop()
        yield value


def _count(values: Iterable[Value]) -> Value:
    return float(sum(value is True for value in values))


_LAZY: Mapping[str, Callable[[list[Program]], Program]] = {
    "and": _and,
    "or": _or,
    "if": _if,
    "coalesce": _coalesce,
    "today": _today,
}

_GATHER: Mapping[str, Callable[[Iterable[Value]], Value]] = {
    "any": lambda values: _settled(values, by=True),
    "all": lambda values: _settled(values, by=False),
    "count": _count,
    "sum": lambda values: arithmetic.plus(*values),
}

_ALONE: Mapping[str, Callable[..., Value]] = {
    "-": arithmetic.negative,
    "sum": arithmetic.total,
}
"""What these do with one argument."""

_STRICT: Mapping[str, Callable[..., Value]] = {
    "!": arithmetic.opposite,
    "==": arithmetic.equal,
    "!=": arithmetic.unequal,
    "<": arithmetic.less,
    "<=": arithmetic.less_or_equal,
    ">": arithmetic.greater,
    ">=": arithmetic.greater_or_equal,
    "in": arithmetic.contained,
    "+": arithmetic.plus,
    "-": arithmetic.minus,
    "*": arithmetic.times,
    "/": arithmetic.divided,
    "%": arithmetic.remainder,
    "date": dates.as_date,
    "answered": arithmetic.answered,
    "length": texts.length,
    "concat": texts.joined,
    "lower": texts.lower,
    "starts_with": texts.starts_with,
    "contains": texts.contains,
    "count": arithmetic.amount,
    "age_on": dates.age_on,
    "days_between": dates.days_between,
    "years_between": dates.years_between,
    "add_days": dates.add_days,
    "add_months": dates.add_months,
    "year": dates.year,
    "month": dates.month,
    "day": dates.day_of_month,
    "round": arithmetic.rounded,
    "min": arithmetic.smallest,
    "max": arithmetic.largest,
}
