"""Where somebody is sent after they logged in: to the page of ours that they wanted, never to another site."""

from __future__ import annotations

START = "/staff/"
LONGEST_WAY = 1000  # characters; none of our addresses comes near


def way_back(wanted: str) -> str:
    """``wanted`` if it is a page of ours for staff, else the start."""
    ours = wanted.startswith(("/staff/", "/admin/", "/-/")) and len(wanted) <= LONGEST_WAY
    return wanted if ours and "\\" not in wanted and wanted.isprintable() else START
