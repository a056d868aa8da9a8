"""Who may open these pages, and where: counselors at their own schools. For everybody else there is no such page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from farolito.api import NotFound, Pages, places_where
from farolito_margarets_place.privacy import REGIME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

HOME = "/-/margarets_place/"
MAY: Final = "responses.list"
LONGEST = 60
LONGEST_TOKEN = 64
MOST = 5000

pages = Pages("margarets_place", url_prefix="/-/margarets_place")
"""All pages of this plugin; each module adds its own."""


def rooms(work: Work) -> tuple[PlaceView, ...]:
    """The schools at which the reader is the counselor."""
    return places_where(work, MAY, regime=REGIME)


def room_at(work: Work, slug: str) -> PlaceView:
    """The school of this address. Raises NotFound for whoever is no counselor there."""
    for place in rooms(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def see(address: str) -> tuple[str, int, dict[str, str]]:
    """The answer to everything that was sent: 303, so that going back sends nothing again."""
    return "", 303, {"Location": address}


def words_of(form: Mapping[str, str], *names: str) -> dict[str, str]:
    """What was typed into the fields of these names, without spaces too many."""
    return {name: " ".join(form.get(name, "").split()) for name in names}


def day_of(typed: str) -> date | None:
    """A day as a browser sends it; None for anything else."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def number(typed: str, most: int = MOST) -> int | None:
    """A whole number from 0 to ``most``; None for anything else."""
    plain = typed.isascii() and typed.isdigit() and len(typed) <= len(str(most))
    return int(typed) if plain and int(typed) <= most else None
