"""Names of ours made from words of others."""

from __future__ import annotations

import re
import unicodedata

MOST = 40
_OTHER = re.compile(r"[^a-z0-9]+")


def plain(text: str, *, joint: str = "_", start: str = "q") -> str:
    """``text`` as a name: "Qué-1" is ``que_1``; what starts with a digit gets ``start`` before it."""
    letters = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower()
    name = _OTHER.sub(joint, letters).strip(joint)[:MOST].strip(joint)
    if start and not name[:1].isalpha():
        name = f"{start}{joint}{name}"[:MOST].strip(joint)
    return name


def N_(message: str) -> str:  # noqa: N802  the name that extraction looks for
    """Mark a sentence of a table for translation; it is translated where it is shown."""
    return message
