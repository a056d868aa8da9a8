"""The pages of this plugin, and whose schools they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import NotFound, Pages, places_where

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

HOME = "/-/contact_log/"
MAY = "follow_ups.work"

pages = Pages("contact_log", url_prefix="/-/contact_log")


def places_of(work: Work) -> tuple[PlaceView, ...]:
    """The schools at which the reader works with families."""
    sees = {one.id for one in places_where(work, "households.view", regime="education_record")}
    works = places_where(work, MAY, regime="education_record")
    return tuple(place for place in works if place.id in sees)


def place_of(work: Work, slug: str) -> PlaceView:
    """One of them. Raises NotFound for any other."""
    for place in places_of(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")
