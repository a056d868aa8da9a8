"""Phone numbers as they are shown and dialled, wherever they were written."""

from __future__ import annotations

import re


def phone_words(phone: str) -> str:
    """A number of the United States as people write it here; any other as it is."""
    found = re.fullmatch(r"\+1(\d{3})(\d{3})(\d{4})", phone, re.ASCII)
    return f"({found[1]}) {found[2]}-{found[3]}" if found else phone


def dialled(phone: str) -> str:
    """The part of a phone number that a phone dials, for ``tel:``."""
    return "".join(letter for letter in phone if letter in "+0123456789")
