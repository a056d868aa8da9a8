"""Digits of every script, as ASCII. People type the digits of their keyboard; we store one kind."""

from __future__ import annotations

import unicodedata

# Marks that keyboards and copied text put around numbers in right-to-left writing: they carry nothing.
_DIRECTION_MARKS = dict.fromkeys(
    (0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)


def ascii_digits(text: str) -> str:
    """``text`` with every decimal digit (Unicode category Nd) as 0-9; the rest is unchanged."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    )


def unmarked(text: str) -> str:
    """``text`` without the invisible marks that set the direction of writing."""
    return text if text.isascii() else text.translate(_DIRECTION_MARKS)


def plain_number(text: str) -> str:
    """``text`` trimmed, its digits in ASCII, without direction marks, its minus signs as ``-``."""
    return ascii_digits(unmarked(text)).replace("\u2212", "-").strip()
