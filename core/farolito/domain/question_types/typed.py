"""What arrives from fields: the one value, whether a box is ticked, and text made safe to keep.

Text stays letter for letter, with three exceptions that no reader can see: white space at both ends,
the way a line ends, and control characters that no keyboard types (a paste from a word processor brings
them, and XML, spreadsheets and PDF cannot hold them), which become a space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farolito.domain.question_types.base import Raw

UNREADABLE = re.compile("[\x00\ud800-\udfff\ufffd]")
"""NUL, half of a surrogate pair, and the mark that stands for a letter already lost."""

_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")


def typed(raw: Raw, suffix: str = "") -> str:
    """The value of a field that has one; ``""`` when there is none."""
    values = raw.get(suffix) or ("",)
    return values[0]


def is_ticked(raw: Raw, suffix: str) -> bool:
    """Whether the box of this suffix is ticked."""
    return bool(typed(raw, suffix).strip())


def is_readable(text: str) -> bool:
    """Whether every character of ``text`` can be stored by both databases and shown to people."""
    return UNREADABLE.search(text) is None


def lines(text: str) -> str:
    """Readable ``text`` as it is kept; ``""`` when there is nothing to see in it."""
    kept = _CONTROL.sub(" ", _LINE_END.sub("\n", text)).strip()
    return kept if any(_is_visible(letter) for letter in kept) else ""


def one_line(text: str) -> str:
    """Like :func:`lines`, for a field of one line."""
    return lines(text).replace("\n", " ").replace("\t", " ")


def _is_visible(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) != "Cf"
