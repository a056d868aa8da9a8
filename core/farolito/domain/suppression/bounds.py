"""What may be known of a count: from ``low`` to ``high``, both possible."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """A count that is shown (``low`` is ``high``), or between which two numbers it lies."""

    low: int
    high: int

    @property
    def shown(self) -> bool:
        """Whether the count itself is shown."""
        return self.low == self.high

    def __add__(self, other: Bounds) -> Bounds:
        """What is known of the sum of two counts of different responses: never more than of the two."""
        return Bounds(self.low + other.low, self.high + other.high)


ZERO = Bounds(0, 0)


def exactly(count: int) -> Bounds:
    """A count that is shown."""
    return Bounds(count, count)
