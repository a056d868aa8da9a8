"""Tables of counts: one way, one way where a response counts several times, two ways; and what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.suppression.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Parts:
    """Each response counts in exactly one cell, as with its language: the cells add up to the total."""

    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shares:
    """A response may count in several cells or in none, as with its needs. ``total``: how many responses."""

    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two ways: each response counts in exactly one cell, named by row and column."""

    counts: Mapping[tuple[str, str], int]


Table = Parts | Shares | Crossed


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What is shown of a table: bounds for its cells and totals. Percentages are made of these only."""

    cells: Mapping[Any, Bounds]  # by what the table names its cells with
    total: Bounds
    rows: Mapping[str, Bounds]  # totals of a Crossed table
    columns: Mapping[str, Bounds]
