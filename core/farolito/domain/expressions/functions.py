"""Functions that plugins add to the language, written ``plugin.name(…)`` in rules.

A function is called only with what it takes; for everything else its call is missing, and so is a
call of a function that is not there. So a rule stays readable when its plugin is gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from farolito.domain.expressions.arithmetic import known
from farolito.domain.expressions.dates import day_of
from farolito.domain.expressions.kinds import Operator

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.domain.expressions.kinds import Value

FunctionKind = Literal["text", "number", "boolean", "date"]
"""What a plugin's function may take and give. A choice is a text."""
FUNCTION_KINDS: tuple[str, ...] = get_args(FunctionKind)

CALL_COST = 20
"""Steps that one call of a plugin's function costs, paid once its arguments are known."""
MOST_TAKES = 8

_QUALIFIED = re.compile(r"[a-z][a-z0-9_]{0,63}\.[a-z][a-z0-9_]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Function:
    """A pure function: the same arguments always give the same result, or None for missing.

    ``call`` gets one argument for each kind in ``takes`` (numbers are floats, dates texts like
    ``2026-11-23``), never None. It must not raise; :mod:`farolito.plugins` sees to that.
    """

    takes: tuple[FunctionKind, ...]
    gives: FunctionKind
    call: Callable[..., Value]

    @property
    def operator(self) -> Operator:
        """What the check of a form knows of it."""
        count = len(self.takes)
        return Operator(count, count, self.takes, self.gives)

    def __call__(self, *values: Value) -> Value:
        """The result for these values; None unless all are of the right kinds and it is too."""
        if len(values) != len(self.takes) or not all(map(fits, values, self.takes)):
            return None
        result = known(self.call(*values))
        return result if fits(result, self.gives) else None


def is_qualified(name: str) -> bool:
    """Whether this is how a plugin's function is named in a rule."""
    return _QUALIFIED.fullmatch(name) is not None


def fits(value: Value, kind: FunctionKind) -> bool:
    """Whether a value is of a kind; a birth known by age or year is no date here."""
    if kind == "number":
        return isinstance(value, float)
    if kind == "boolean":
        return isinstance(value, bool)
    return day_of(value) is not None if kind == "date" else isinstance(value, str)
