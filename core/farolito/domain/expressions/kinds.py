"""The kinds of value that a rule can work with, and what each operator takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal["text", "number", "boolean", "date", "code", "list", "entries", "nothing"]
"""``code`` is one choice, ``list`` several, ``entries`` a repeat, ``nothing`` is of no use to rules."""

Value: TypeAlias = "str | float | bool | Sequence[Value] | Mapping[str, Value] | None"
"""What an expression reads and gives. ``None`` is missing: not answered, skipped or not knowable."""

Takes = Literal[
    "boolean",
    "number",
    "date",
    "text",
    "list",
    "entries",
    "many",
    "scalar",
    "any",
    "alike",
    "ordered",
    "anything",
]
"""``many``: list or entries. ``alike``: all of one kind. ``ordered``: all numbers or all dates."""

WORDS: Mapping[Kind, str] = {
    "text": "text",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date",
    "code": "a choice",
    "list": "a list of choices",
    "entries": "a repeat",
    "nothing": "nothing a rule can use",
}
"""Each kind in words for people who write forms."""


@dataclass(frozen=True, slots=True)
class Operator:
    """What an operator or function takes: ``least`` to ``most`` arguments (None: no end).

    ``takes`` has one entry per argument, the last one standing for all that follow. ``gives`` is
    None when the result is of the arguments' own kind.
    """

    least: int
    most: int | None
    takes: tuple[Takes, ...]
    gives: Kind | None


OPERATORS: Mapping[str, Operator] = {
    "or": Operator(2, None, ("boolean",), "boolean"),
    "and": Operator(2, None, ("boolean",), "boolean"),
    "!": Operator(1, 1, ("boolean",), "boolean"),
    "==": Operator(2, 2, ("alike",), "boolean"),
    "!=": Operator(2, 2, ("alike",), "boolean"),
    "<": Operator(2, 2, ("ordered",), "boolean"),
    "<=": Operator(2, 2, ("ordered",), "boolean"),
    ">": Operator(2, 2, ("ordered",), "boolean"),
    ">=": Operator(2, 2, ("ordered",), "boolean"),
    "in": Operator(2, 2, ("scalar", "list"), "boolean"),
    "+": Operator(2, None, ("number",), "number"),
    "-": Operator(1, 2, ("number",), "number"),
    "*": Operator(2, None, ("number",), "number"),
    "/": Operator(2, 2, ("number",), "number"),
    "%": Operator(2, 2, ("number",), "number"),
    "today": Operator(0, 0, (), "date"),
    "date": Operator(1, 1, ("text",), "date"),
    "answered": Operator(1, 1, ("any",), "boolean"),
    "length": Operator(1, 1, ("text",), "number"),
    "concat": Operator(2, None, ("text",), "text"),
    "lower": Operator(1, 1, ("text",), "text"),
    "starts_with": Operator(2, 2, ("text",), "boolean"),
    "contains": Operator(2, 2, ("text",), "boolean"),
    "count": Operator(1, 2, ("many", "boolean"), "number"),
    "any": Operator(2, 2, ("entries", "boolean"), "boolean"),
    "all": Operator(2, 2, ("entries", "boolean"), "boolean"),
    "sum": Operator(1, 2, ("many", "number"), "number"),
    "filter": Operator(2, 2, ("entries", "boolean"), "entries"),
    "age_on": Operator(2, 2, ("date",), "number"),
    "days_between": Operator(2, 2, ("date",), "number"),
    "years_between": Operator(2, 2, ("date",), "number"),
    "add_days": Operator(2, 2, ("date", "number"), "date"),
    "add_months": Operator(2, 2, ("date", "number"), "date"),
    "year": Operator(1, 1, ("date",), "number"),
    "month": Operator(1, 1, ("date",), "number"),
    "day": Operator(1, 1, ("date",), "number"),
    "round": Operator(1, 1, ("number",), "number"),
    "min": Operator(2, None, ("ordered",), None),
    "max": Operator(2, None, ("ordered",), None),
    "coalesce": Operator(2, None, ("alike",), None),
    "if": Operator(3, 3, ("boolean", "alike"), None),
}
"""The whole language, without what plugins add. Its JavaScript twin has the same table."""

LEVELS: Mapping[str, int] = {
    **{"or": 0, "and": 1, "!": 2},
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    **{"+": 4, "-": 4, "*": 5, "/": 5, "%": 5},
}
"""How tightly the operators bind that are written between two things; ``!`` is written ``not``."""
SIGN = 6
"""A minus before one thing binds more tightly than all of them."""

RESERVED = frozenset({"and", "or", "not", "in", "true", "false", "null", "today"})
"""Words of the language: no question, repeat or score may have one of these names."""

FUNCTIONS = frozenset(name for name in OPERATORS if name.isidentifier()) - RESERVED
"""What is written with parentheses after it."""


def loops(operator: str, arguments: int) -> bool:
    """Whether the second argument is carried out once for each entry that the first one gives."""
    return operator in {"any", "all", "filter"} or (operator in {"count", "sum"} and arguments == 2)
