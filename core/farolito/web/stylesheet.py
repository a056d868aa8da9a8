"""The stylesheet as it is sent: the readable source without comments and spare spaces."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).parent / "static" / "base.css"


def minified(css: str) -> str:
    """``css`` without comments, line breaks and the spaces that mean nothing.

    A space before a colon stays: ``:root :is(h1)`` is not ``:root:is(h1)``.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


def base_css() -> str:
    """What family pages inline."""
    return minified(SOURCE.read_text(encoding="utf-8"))
