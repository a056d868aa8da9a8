"""What all pages of the guide share: their group, the place they are about, the language they speak."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import request

from farolito.api import (
    SCHOOL_ZONE,
    NotFound,
    Pages,
    languages_offered,
    place_by_slug,
    places_where,
    speak,
    spoken,
)
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.speech import Speech

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.api import PlaceView, Work
    from farolito_resource_guide.entry import Entry

MAY = "referrals.send"
"""Who keeps the guide of a school: those who send families to the places in it."""

MAY_ABOVE = "places.manage"
"""Who keeps the guide of a district, for all its schools: whoever looks after the district."""

OPENS = "forms.view"
"""What opens the desk: every role of those who keep a guide has it; :func:`own_place` decides."""

pages = Pages("resource_guide", url_prefix="/-/resource_guide")


def speech(work: Work) -> Speech:
    """Speak the language that was asked for, else the reader's own, else English."""
    asked = request.args.get("language", "")
    language = asked if asked in languages_offered() else spoken()
    speak(language)
    return Speech(language, work.translate)


def here_now(work: Work) -> datetime:
    """The time at the school."""
    return work.now().astimezone(SCHOOL_ZONE)


def entry_at(work: Work, place: PlaceView, number: str) -> Entry:
    """The entry of a number. Raises NotFound."""
    found = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        found = entries_of(work.session, place.id).get(int(number))
    if found is None:
        raise NotFound("There is no such page.")
    return found


def school_below(work: Work, keeper: PlaceView) -> PlaceView:
    """The school in whose guide somebody found an entry that a place above keeps; where none is named, that place."""
    asked = request.args.get("at", "")
    if asked:
        with suppress(NotFound):
            place = place_by_slug(work, asked)
            if keeper.id in place.above:
                return place
    return keeper


def own_places(work: Work) -> tuple[PlaceView, ...]:
    """The places whose guide the reader keeps: schools, and districts and counties that they look after."""
    above = places_where(work, MAY_ABOVE, kinds=("district", "county"))
    return (*places_where(work, MAY), *above)


def own_place(work: Work, slug: str) -> PlaceView:
    """One of them. Raises NotFound."""
    for place in own_places(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")
