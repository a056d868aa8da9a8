"""Text of plugins on its way to a page: what no page, log or terminal can show is found before it gets there."""

from __future__ import annotations

import unicodedata

_LINES = "\n\r\t"


def showable(text: object) -> bool:
    """Whether ``text`` is a string without control characters (NUL…) and lone halves of characters."""
    return isinstance(text, str) and not any(_hidden(one) for one in text)


def cleaned(text: str) -> str:
    """``text`` with U+FFFD for every character that cannot be shown; for what a plugin's errors say."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _hidden(one) else one for one in text)


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in _LINES
