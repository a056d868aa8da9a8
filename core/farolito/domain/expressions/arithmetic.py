"""What the operators do with values. Nothing is converted: what does not fit gives None."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farolito.domain.expressions.kinds import Value


_HALF = re.compile("[\ud800-\udfff]")


def known(value: object) -> Value:
    """A value from outside as the language sees it: numbers are finite doubles, texts are whole.

    A text with half a character (a lone surrogate) is missing: browsers would join two halves.
    """
    if isinstance(value, str):
        return value if value.isascii() or not _HALF.search(value) else None
    if value is None or isinstance(value, bool | list | tuple | Mapping):
        return value
    if isinstance(value, int | float):
        try:
            return finite(float(value))
        except OverflowError:
            return None
    return None


def finite(number: float) -> float | None:
    """The same number, 0 for -0, None for infinity and what is not a number."""
    return number + 0.0 if math.isfinite(number) else None


def equal(left: Value, right: Value) -> bool | None:
    """Whether two texts, two numbers or two of true/false are the same."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right if isinstance(left, bool) and isinstance(right, bool) else None
    return left == right if _ordered(left, right) else None


def unequal(left: Value, right: Value) -> bool | None:
    """The opposite of :func:`equal`, None where that is."""
    same = equal(left, right)
    return None if same is None else not same


def less(left: Value, right: Value) -> bool | None:
    """Whether a number is smaller, or a text (a date) comes before, code point by code point."""
    return left < right if _ordered(left, right) else None  # type: ignore[operator]


def less_or_equal(left: Value, right: Value) -> bool | None:
    """Whether :func:`less` or the same."""
    return left <= right if _ordered(left, right) else None  # type: ignore[operator]


def greater(left: Value, right: Value) -> bool | None:
    """Whether a number is larger, or a text (a date) comes after."""
    return less(right, left)


def greater_or_equal(left: Value, right: Value) -> bool | None:
    """Whether :func:`greater` or the same."""
    return less_or_equal(right, left)


def contained(value: Value, items: Value) -> bool | None:
    """Whether the value equals an item: ``value == first or value == second …``, three-valued."""
    if not isinstance(items, list | tuple):
        return None
    answer: bool | None = False
    if isinstance(value, str):  # the common case: the names of choices
        for item in items:
            if not isinstance(item, str):
                answer = None
            elif item == value:
                return True
            elif not item.isascii() and known(item) is None:
                answer = None
        return answer
    for item in items:
        same = equal(value, known(item))
        if same is True:
            return True
        if same is None:
            answer = None
    return answer


def opposite(value: Value) -> bool | None:
    """``not``: None for anything but true and false."""
    return not value if isinstance(value, bool) else None


def plus(*values: Value) -> float | None:
    """The sum from left to right; None as soon as one is no number or the sum is too large."""
    added: float | None = 0.0
    for value in values:
        if added is None or not isinstance(value, float):
            return None
        added = finite(added + value)
    return added


def total(items: Value) -> float | None:
    """The numbers of a list, added up; None when one of its items is none."""
    return plus(*map(known, items)) if isinstance(items, list | tuple) else None


def minus(left: Value, right: Value) -> float | None:
    """The difference of two numbers."""
    both = isinstance(left, float) and isinstance(right, float)
    return finite(left - right) if both else None  # type: ignore[operator]


def negative(value: Value) -> float | None:
    """The number with the other sign."""
    return finite(-value) if isinstance(value, float) else None


def times(*values: Value) -> float | None:
    """The product from left to right; None as soon as one is no number or it is too large."""
    product: float | None = 1.0
    for value in values:
        if product is None or not isinstance(value, float):
            return None
        product = finite(product * value)
    return product


def divided(left: Value, right: Value) -> float | None:
    """The quotient; None by zero."""
    if not isinstance(left, float) or not isinstance(right, float) or right == 0:
        return None
    return finite(left / right)


def remainder(left: Value, right: Value) -> float | None:
    """What division leaves, with the sign of the left number: ``-7 % 3`` is -1; None by zero."""
    if not isinstance(left, float) or not isinstance(right, float) or right == 0:
        return None
    return finite(math.fmod(left, right))


def rounded(value: Value) -> float | None:
    """The nearest whole number; a half goes away from zero: 2.5 is 3, -2.5 is -3."""
    if not isinstance(value, float):
        return None
    whole = float(math.trunc(value))
    if abs(value - whole) >= 0.5:
        whole += math.copysign(1.0, value)
    return finite(whole)


def smallest(*values: Value) -> Value:
    """The smallest number or the first date; None when one is missing or the kinds differ."""
    best = values[0]
    for value in values:
        if not _ordered(best, value):
            return None
        best = value if less(value, best) else best
    return best


def largest(*values: Value) -> Value:
    """The largest number or the last date; None when one is missing or the kinds differ."""
    best = values[0]
    for value in values:
        if not _ordered(best, value):
            return None
        best = value if less(best, value) else best
    return best


def answered(value: Value) -> bool:
    """Whether there is an answer at all."""
    return value is not None


def amount(value: Value) -> float | None:
    """How many items a list, or entries a repeat, has."""
    return float(len(value)) if isinstance(value, list | tuple) else None


def _ordered(left: Value, right: Value) -> bool:
    return (isinstance(left, float) and isinstance(right, float)) or (
        isinstance(left, str) and isinstance(right, str)
    )
