"""The code a family gets: eight characters that are not mistaken for one another, read aloud or written."""

from __future__ import annotations

import unicodedata

ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""No vowels (no words), no 0 O 1 I L 5-S 8-B pairs: S and B are left out."""

LENGTH = 8  # 25 ** 8, about 150 thousand million

_USABLE = 256 - 256 % len(ALPHABET)  # bytes from here on would favour the first letters


def new_code(random_bytes: bytes) -> str:
    """A code, every one equally likely, from random bytes: give 32.

    About one byte in forty is passed over so that no character is likelier than another. Raises
    ValueError if fewer than eight remain, which with 32 bytes does not happen in the life of the sun.
    """
    usable = [byte for byte in random_bytes if byte < _USABLE][:LENGTH]
    if len(usable) < LENGTH:
        raise ValueError("A code needs more random bytes.")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in usable)


def shown(code: str) -> str:
    """``K7QM3FXP`` as people read it: ``K7QM-3FXP``."""
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str | None:
    """The code that somebody typed, whatever the case, spaces and hyphens; None if it cannot be one."""
    if len(text) > 100:
        return None
    folded = unicodedata.normalize("NFKC", text).upper()
    letters = [letter for letter in folded if letter.isalnum()]
    code = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in letters
    )
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
