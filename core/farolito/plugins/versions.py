"""Ranges of host versions: ``>=0.1,<1``. Versions are numbers joined by dots."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_PART = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*", re.ASCII)


def within(version: str, asked: str) -> bool:
    """Whether ``version`` lies in the range ``asked``. Raises ValueError for a range that cannot be read."""
    return all(_holds(version, part) for part in asked.split(","))


def _holds(version: str, part: str) -> bool:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(f"cannot read {part.strip()!r}; write for example >=0.1,<1")
    comparison, number = found.groups()
    left, right = _numbers(version), _numbers(number)
    width = max(len(left), len(right))  # 1 and 1.0 are the same version
    return _COMPARE[comparison](_padded(left, width), _padded(right, width))


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version, re.ASCII)
    return tuple(int(part) for part in found[0].split(".")) if found else (0,)


def _padded(numbers: tuple[int, ...], width: int) -> tuple[int, ...]:
    return numbers + (0,) * (width - len(numbers))
