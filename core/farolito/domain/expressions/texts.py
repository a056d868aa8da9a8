"""What the functions for texts do. Texts are compared, counted and cut by code point."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farolito.domain.expressions.kinds import Value

LONGEST = 20_000
"""Characters of a text that a rule may put together; a longer one is missing."""

_LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}


def length(value: Value) -> float | None:
    """How many characters (code points) a text has."""
    return float(len(value)) if isinstance(value, str) else None


def joined(*values: Value) -> str | None:
    """The texts one after the other; None when one is none or they are too long together."""
    if not all(isinstance(value, str) for value in values):
        return None
    text = "".join(values)  # type: ignore[arg-type]  # just checked
    return text if len(text) <= LONGEST else None


def lower(value: Value) -> str | None:
    """The text with a to z for A to Z. Other letters stay: their rules differ by language."""
    return value.translate(_LOWER) if isinstance(value, str) else None


def starts_with(value: Value, beginning: Value) -> bool | None:
    """Whether a text begins exactly like another; every text begins like the empty one."""
    both = isinstance(value, str) and isinstance(beginning, str)
    return value.startswith(beginning) if both else None  # type: ignore[union-attr, arg-type]


def contains(value: Value, part: Value) -> bool | None:
    """Whether a text has another in it, letter for letter."""
    both = isinstance(value, str) and isinstance(part, str)
    return part in value if both else None  # type: ignore[operator]
