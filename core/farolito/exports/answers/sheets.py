"""Tables on their way into a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell: TypeAlias = "str | int | float | None"
Row: TypeAlias = "tuple[int, Sequence[Cell]]"
"""The number of the sheet it goes to, and its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: ``name`` is that of its file or sheet, ``header`` its first row."""

    name: str
    header: tuple[str, ...]
