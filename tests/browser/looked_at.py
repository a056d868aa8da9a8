"""Which looks of a screen every change is tried in. ``FAROLITO_LONG=1``: every language in both schemes.

Short and long words, left to right and right to left, light and dark: each is among the few.
"""

from __future__ import annotations

import os

LONG = bool(os.environ.get("FAROLITO_LONG"))

LOOKS = (
    [(language, scheme) for language in ("en", "es", "ar-XB") for scheme in ("light", "dark")]
    if LONG
    else [("en", "light"), ("es", "dark"), ("ar-XB", "light")]
)
"""Language and scheme of colours."""

LANGUAGES = ("en", "es", "ar-XB") if LONG else ("es", "ar-XB")

WIDEST = ("en", "es", "en-XA", "ar-XB") if LONG else ("en-XA", "ar-XB")
"""Those whose words are longest: what has room for these has room for the others."""
