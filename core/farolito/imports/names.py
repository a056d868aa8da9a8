"""Names of ours for names of others, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.checks.names import RESERVED_PAGES
from farolito.domain.expressions import RESERVED
from farolito.domain.naming import MOST, plain

if TYPE_CHECKING:
    from collections.abc import Collection

TAKEN = RESERVED | RESERVED_PAGES
"""Names that no question, page or repeat may have. Sections and choices may."""


class Names:
    """Hands out names of one kind, none of them twice, none of ``avoid``."""

    def __init__(self, avoid: Collection[str] = ()) -> None:
        self._avoid = avoid
        self._taken: set[str] = set()

    def is_free(self, name: str) -> bool:
        """Whether nothing is called so yet."""
        return name not in self._taken and name not in self._avoid

    def take(self, wanted: str, start: str = "q") -> str:
        """``wanted`` when it may be a name and is free; otherwise the nearest that is."""
        base = plain(wanted, start=start) or "c"
        if base in self._avoid:
            base = f"{start}_{base}"[:MOST]
        name, number = base, 2
        while name in self._taken:
            ending = f"_{number}"
            name, number = base[: MOST - len(ending)].rstrip("_") + ending, number + 1
        self._taken.add(name)
        return name
