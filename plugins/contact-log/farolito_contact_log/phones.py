"""Phone numbers as people of the country read them, and as they are typed into a list."""

from __future__ import annotations

import re

_TEN = re.compile(r"\+1([2-9][0-9]{2})([2-9][0-9]{2})([0-9]{4})\Z")


def shown(number: str) -> str:
    """``(626) 555-0142`` for ``+16265550142``; any other number as it is, with its extension in words of digits."""
    base, _, extension = number.partition(";ext=")
    ten = _TEN.match(base)
    words = f"({ten[1]}) {ten[2]}-{ten[3]}" if ten else base
    return f"{words} x{extension}" if extension else words


def typed(cell: str) -> list[str]:
    """The numbers that stand in a cell of a list, in E.164, each once; what is none is left out."""
    found = []
    for part in re.split(r"[/;,|\n]|\bor\b|\band\b", cell):
        digits = re.sub(r"\D", "", re.split(r"(?i)ext|x\s*\d", part)[0])
        digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
        if _TEN.match(f"+1{digits}"):
            found.append(f"+1{digits}")
    return list(dict.fromkeys(found))
