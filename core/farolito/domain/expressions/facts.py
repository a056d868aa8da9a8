"""What is known about a value before anybody answers: which it may be, between what, and whether there is one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Scalar = str | float | bool
"""A number is a float here, a date a text."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Every value that is possible fulfils all of these; the facts may leave more open than is possible.

    ``only``: one of these, None for any. ``never``: none of these. ``low`` and ``high`` bound numbers or
    texts, themselves included unless ``above`` or ``below``. ``has`` and ``lacks`` are items of a list, and
    ``items`` those that it may have. ``answered``: whether there is a value, None when nobody knows.
    """

    only: frozenset[Scalar] | None = None
    never: frozenset[Scalar] = frozenset()
    low: str | float | None = None
    high: str | float | None = None
    above: bool = False
    below: bool = False
    has: frozenset[Scalar] = frozenset()
    lacks: frozenset[Scalar] = frozenset()
    items: frozenset[Scalar] | None = None
    answered: bool | None = None

    @property
    def possible(self) -> bool:
        """Whether any value is left, or missing is."""
        if self.answered is False:
            return True
        if self.only is not None and not any(map(self._allows, self.only)):
            return False
        if self.has & self.lacks or (self.items is not None and not self.has <= self.items):
            return False
        return self.only is not None or _in_order(self)

    @property
    def single(self) -> Scalar | None:
        """The one value that is left, None when there are several or none."""
        if self.only is not None and len(self.only) == 1:
            return next(iter(self.only))
        return None

    def _allows(self, value: Scalar) -> bool:
        if value in self.never or isinstance(value, bool):
            return value not in self.never and self.low is None and self.high is None
        at_least = Facts(low=self.low, above=self.above, high=value)
        at_most = Facts(low=value, high=self.high, below=self.below)
        return _in_order(at_least) and _in_order(at_most)

    def met(self, other: Facts) -> Facts | None:
        """What holds of a value that fulfils both; None when none can."""
        if False in (self.answered, other.answered):
            return None
        low, above = _higher((self.low, self.above), (other.low, other.above))
        high, below = _lower((self.high, self.below), (other.high, other.below))
        both = Facts(
            only=_shared(self.only, other.only),
            never=self.never | other.never,
            low=low,
            above=above,
            high=high,
            below=below,
            has=self.has | other.has,
            lacks=self.lacks | other.lacks,
            items=_shared(self.items, other.items),
            answered=True,
        )
        if both.only is not None:
            both = replace(both, only=frozenset(filter(both._allows, both.only)))
        return both if _comparable(low, high) and both.possible else None


def one_of(values: Iterable[Scalar]) -> Facts:
    """One of these values."""
    return Facts(only=frozenset(values))


def _in_order(facts: Facts) -> bool:
    low, high = facts.low, facts.high
    if low is None or high is None:
        return True
    if not _comparable(low, high):
        return False
    return low < high or (low == high and not (facts.above or facts.below))  # type: ignore[operator]


def _comparable(one: str | float | None, other: str | float | None) -> bool:
    return one is None or other is None or isinstance(one, str) is isinstance(other, str)


Bound = tuple[str | float | None, bool]


def _higher(one: Bound, other: Bound) -> Bound:
    """The stricter of two lower bounds; of two that cannot be compared, either: nothing fits both."""
    if one[0] is None or (other[0] is not None and not _comparable(one[0], other[0])):
        return other
    if other[0] is None or one[0] > other[0]:  # type: ignore[operator]
        return one
    return other if other[0] > one[0] else (one[0], one[1] or other[1])  # type: ignore[operator]


def _lower(one: Bound, other: Bound) -> Bound:
    """The stricter of two upper bounds."""
    if one[0] is None or (other[0] is not None and not _comparable(one[0], other[0])):
        return other
    if other[0] is None or one[0] < other[0]:  # type: ignore[operator]
        return one
    return other if other[0] < one[0] else (one[0], one[1] or other[1])  # type: ignore[operator]


def _shared(
    one: frozenset[Scalar] | None, other: frozenset[Scalar] | None
) -> frozenset[Scalar] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
