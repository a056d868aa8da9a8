"""Who works at the desk, and where. Three owners share the room, and each reads its own records alone:

the health educators (regime ``provider``), the clinic (``clinic``), the groups of the Department of Mental Health
(``support_group``). Research: domain 1.0 and 4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from farolito.api import NotFound, Pages, places_where

if TYPE_CHECKING:
    from farolito.api import PlaceView, Regime, Work

PREFIX = "/-/wellbeing_centers"
DESK = f"{PREFIX}/desk/"
MAY: Final = "responses.list"
OWNERS: Final[tuple[Regime, ...]] = ("provider", "clinic", "support_group")

pages = Pages("wellbeing_centers", url_prefix=PREFIX)
"""All pages of this plugin; each module adds its own."""


def desks(work: Work) -> tuple[PlaceView, ...]:
    """The schools at whose desk the reader works, for any of its owners."""
    found = {place.id: place for owner in OWNERS for place in places_where(work, MAY, regime=owner)}
    return tuple(sorted(found.values(), key=lambda place: place.slug))


def owners(work: Work, place: PlaceView) -> tuple[Regime, ...]:
    """Whose records the reader reads at a school: of one of the three, unless somebody holds two roles."""
    return tuple(
        owner
        for owner in OWNERS
        if place.id in {one.id for one in places_where(work, MAY, regime=owner)}
    )


def desk_at(work: Work, slug: str) -> PlaceView:
    """The school of this address. Raises NotFound where the reader does not work at the desk."""
    for place in desks(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def see(address: str) -> tuple[str, int, dict[str, str]]:
    """The answer to everything that was sent: 303, so that going back sends nothing again."""
    return "", 303, {"Location": address}
