"""Words as they are looked for: without accents, capitals, and what tells apart only how they were typed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from farolito.domain.digits import ascii_digits, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = str.maketrans(
    {
        "đ": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe",  # no accent by Unicode, one by sight
        "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه",  # Farsi and Arabic keyboards
        "և": "եւ", "\u200c": " ",  # Armenian ligature; the joiner inside a Farsi word
        "'": "", "\u2019": "", "\u02bc": "",  # O'Neill, Oneill
    }
)  # fmt: skip
RANKS = 3


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """``text`` for comparing: one case, digits 0-9, no accents, letters and digits with single spaces between.

    A Korean syllable becomes its letters, so that one that is half typed is found. Chinese characters stay: there
    is no rule that turns simplified ones into traditional ones.
    """
    plain = unmarked(text.replace("\u200c", " ")).casefold().translate(_ALIKE)
    letters = unicodedata.normalize("NFKD", ascii_digits(plain)).casefold().translate(_ALIKE)
    return " ".join("".join(map(_kept, letters)).split())


def rank(looked_for: str, labels: Iterable[str]) -> int | None:
    """How well folded ``labels`` fit folded words that are looked for: 0 best, None when they do not.

    0: a label begins with it. 1: every word looked for begins a word of a label. 2: each stands somewhere.
    """
    best: int | None = None
    words = looked_for.split()
    for label in labels:
        if label.startswith(looked_for):
            return 0
        if all(word in label for word in words):
            starts = f" {label}"
            found = 1 if all(f" {word}" in starts for word in words) else 2
            best = found if best is None else min(best, found)
    return best


def _kept(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Mn":
        return ""
    return letter if category[0] in "LN" or category == "Mc" else " "
