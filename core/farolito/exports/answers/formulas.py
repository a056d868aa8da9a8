"""CSV knows no text: a spreadsheet runs what looks like a formula. A leading apostrophe says that it is text.

The rule, which :func:`unguarded` reverses letter for letter: a text gets one apostrophe in front when, after any
apostrophes of its own, it begins with a tab or a line end; or when, after those and any blanks, quotation marks and
marks of direction, there stands one of ``= + - @``, also in their full-width form. Numbers are no text and stay.
"""

from __future__ import annotations

import re

RISKY = re.compile(
    "'*(?:[\\t\\r\\n]"
    '|[\\s"\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])'
)


def guarded(text: str) -> str:
    """``text`` as it stands in a cell."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` was given."""
    return cell[1:] if cell[:1] == "'" and RISKY.match(cell, 1) else cell
