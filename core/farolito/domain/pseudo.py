"""English in disguise: longer, or right to left, so that a screen that would break is seen to break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
FILLER = "one two three four five six seven eight nine ten "

KEPT = re.compile(
    r"%\([^)]*\)[a-z]|%[a-z%]"  # gettext placeholders
    r"|\{[^{}]*\}"  # format placeholders
    r"|<[^<>]*>|&#?\w+;"  # markup
    r"|[\w.+-]+@[\w.-]+|https?://\S+"  # addresses must stay usable
)

RIGHT_TO_LEFT_OVERRIDE, POP_DIRECTION = "\u202e", "\u202c"


def pseudo_words(words: str, language: str) -> str:
    """``words`` for the pseudo-locale ``language``; placeholders, markup and addresses stay as they are.

    ``en-XA`` accents every letter and adds a third of the length, in brackets so that a cut end is seen.
    ``ar-XB`` turns every run of letters right to left.
    """
    if language == "ar-XB":
        return _between_kept(words, _turned)
    extra = len(words) // 3
    filler = (FILLER * (extra // len(FILLER) + 1))[:extra].rstrip()
    return f"[{_between_kept(words, _accented)}{' ' + filler if filler else ''}]"


def _accented(words: str) -> str:
    return words.translate(ACCENTED)


def _turned(words: str) -> str:
    return re.sub(r"\S+", rf"{RIGHT_TO_LEFT_OVERRIDE}\g<0>{POP_DIRECTION}", words)


def _between_kept(words: str, change: Callable[[str], str]) -> str:
    """``change`` applied to what lies between the parts that must survive."""
    parts, end = [], 0
    for kept in KEPT.finditer(words):
        parts += [change(words[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, change(words[end:])])
