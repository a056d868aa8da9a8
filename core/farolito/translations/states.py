"""The states of texts as they stand in files that people edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.translations import WORST_FIRST
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from farolito.domain.definitions import TranslationState


def known_state(word: str, where: str) -> TranslationState:
    """The state that ``word`` names. Raises FarolitoError with ``where`` it stands when there is none."""
    for state in WORST_FIRST:
        if word.strip().lower() == state:
            return state
    raise FarolitoError(
        f"{where[:1].upper()}{where[1:]}: \u201c{word[:40]}\u201d is no state. "
        f"Write one of {', '.join(WORST_FIRST)}."
    )
