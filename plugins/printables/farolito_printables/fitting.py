"""How much room words take on paper, told before it is printed: for what may be left out when it would not fit.

Widths are those of Noto Sans, a little on the wide side: what is told to fit does.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

MM = 0.3528
"""Millimeters of a point."""

LATIN = 1.5
LINE_HEIGHTS = {"ar": 1.7, "fa": 1.7, "km": 1.9}
"""Lines of these languages are so many times as high as their letters; those of others 1.5 times."""


def line_height(language: str) -> float:
    """How high a line of a language is, in letters."""
    return LINE_HEIGHTS.get(language, LATIN)


def lines(words: str, width: float, size: float) -> int:
    """How many lines words of a size in points take, where a line has so many millimeters; 0 for none."""
    return math.ceil(sum(map(_width, words)) * size * MM / (0.96 * width))


def high(words: str, width: float, size: float, spacing: float) -> float:
    """The height of a paragraph in millimeters; ``spacing``: of a line, in letters."""
    return lines(words, width, size) * size * MM * spacing


@dataclass
class Room:
    """What is left of a sheet, in millimeters, for words of a language."""

    language: str
    left: float

    def take(self, words: str, width: float, size: float, *, more: float = 0.0) -> bool:
        """Use up what a paragraph takes, with ``more`` millimeters below it; false, and none used, if too much."""
        needed = high(words, width, size, line_height(self.language)) + more
        if needed > self.left:
            return False
        self.left -= needed
        return True


def _width(letter: str) -> float:
    """A letter in ems."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.category(letter) in ("Mn", "Cf"):  # above or below another one
        return 0.0
    return 0.62 if "\u1780" <= letter <= "\u17ff" else 0.42
