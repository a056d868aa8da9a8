"""Who works at the desk, and where: health educators, whose records these are (regime ``provider``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from farolito.api import NotFound, Pages, places_where

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

PREFIX = "/-/wellbeing_centers"
DESK = f"{PREFIX}/desk/"
MAY: Final = "responses.list"
REGIME: Final = "provider"

pages = Pages("wellbeing_centers", url_prefix=PREFIX)
"""All pages of this plugin; each module adds its own."""


def desks(work: Work) -> tuple[PlaceView, ...]:
    """The schools at whose desk the reader works."""
    return places_where(work, MAY, regime=REGIME)


def desk_at(work: Work, slug: str) -> PlaceView:
    """The school of this address. Raises NotFound where the reader does not work at the desk."""
    for place in desks(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def see(address: str) -> tuple[str, int, dict[str, str]]:
    """The answer to everything that was sent: 303, so that going back sends nothing again."""
    return "", 303, {"Location": address}
