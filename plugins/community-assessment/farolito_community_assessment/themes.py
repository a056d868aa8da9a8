"""What people wrote in their own words: never the words themselves, only themes that staff wrote about them.

A theme is a line with how many wrote of it: ``12 Shade at the gate``. It is told without its number, and only where so
many wrote of it that the host would show the number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farolito_community_assessment.models import Cycle

LINE = re.compile(r"([0-9]{1,5})[ :.,-]+(.*\S)")
LONGEST = 120
"""Letters of a theme: a sentence of somebody is mostly longer."""


def read(text: str) -> list[tuple[int, str]] | None:
    """How many wrote of each theme, and the theme; None when a line is not of that shape."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        shape = LINE.fullmatch(line)
        if shape is None or len(shape[2]) > LONGEST:
            return None
        found.append((int(shape[1]), shape[2]))
    return found


def told(cycle: Cycle, language: str, small: int) -> tuple[list[str], str]:
    """The themes that at least ``small`` people wrote of, the most first, and in which language they are written."""
    by_language = {"en": cycle.themes_en, "es": cycle.themes_es}
    tag = language if by_language.get(language) else "en" if cycle.themes_en else "es"
    found = sorted(read(by_language[tag]) or [], key=lambda one: -one[0])
    return [words for many, words in found if many >= small], tag
