"""The addresses of the guide's public pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from farolito_resource_guide.choosing import Wanted

HOME = "/-/resource_guide"


def list_path(place: str, wanted: Wanted | None = None, **more: str) -> str:
    """The list of a place with these filters; without any the page on which they are chosen."""
    said = {
        name: getattr(wanted, name)
        for name in ("category", "zip", "open", "speaks")
        if wanted is not None and getattr(wanted, name)
    } | more
    return f"{HOME}/{place}" + (f"?{urlencode(said)}" if said else "")


def entry_path(place: str, number: int | str, **more: str) -> str:
    """One entry."""
    return f"{HOME}/{place}/{number}" + (f"?{urlencode(more)}" if more else "")


def paper_path(place: str, file: str, wanted: Wanted | None = None, **more: str) -> str:
    """A list or the booklet as a PDF."""
    return list_path(f"{place}/{file}", wanted, **more)
