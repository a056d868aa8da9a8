"""Which looks of a screen every change is tried in.

``./run checks`` (which sets ``FAROLITO_CHECKS``) and ``FAROLITO_LONG=1``: every language in both schemes.
Otherwise few: short and long words, tall letters, left to right and right to left, light and dark, each once.
"""

from __future__ import annotations

import os
from typing import Literal

from farolito.domain.languages import LANGUAGES as EVERY

LONG = any(os.environ.get(name) for name in ("FAROLITO_LONG", "FAROLITO_CHECKS"))

Scheme = Literal["light", "dark"]

FAMILIES = tuple(EVERY) if LONG else ("es", "en-XA", "ar-XB", "km")
"""The languages in which the screens of families are looked at: the twelve, the longest words, right to left."""

LANGUAGES = ("en", "es", "ar-XB") if LONG else ("es", "ar-XB")
"""Those of staff."""


def schemes(language: str) -> tuple[Scheme, ...]:
    """The colours that a screen is looked at in."""
    if LONG:
        return ("light", "dark")
    return ("dark",) if language == "es" else ("light",)
