"""What all pages of the guide share: their group, the place they are about, the language they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from farolito.api import (
    LANGUAGES,
    SCHOOL_ZONE,
    NotFound,
    Pages,
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
"""Who keeps the guide: those who send families to the places in it."""

SPOKEN = ("en", "es")

pages = Pages("resource_guide", url_prefix="/-/resource_guide")


def speech(work: Work) -> Speech:
    """Speak the language that was asked for, else the reader's own, else English."""
    asked = request.args.get("language", "")
    own = spoken()
    language = asked if asked in SPOKEN else own
    if language not in SPOKEN and not LANGUAGES[language].pseudo:
        language = "en"
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


def own_place(work: Work, slug: str) -> PlaceView:
    """A place whose guide the reader keeps. Raises NotFound."""
    for place in places_where(work, MAY):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")
