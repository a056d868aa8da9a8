"""Modules of a tablet as they are sent: the readable source without what only its readers need."""

from __future__ import annotations

import re

_TOLD = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)


def lean(script: str) -> str:
    """``script`` without comments that have lines of their own, without blank lines and without indentation.

    It means the same: what stands beside code is left alone. A script with text that runs over several lines stays as
    it is, for there a line may be a part of that text.
    """
    if any(line.count("`") % 2 for line in script.splitlines()):
        return script
    lines = (line.strip() for line in _TOLD.sub("", script).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
