"""An event as its pages show it: words picked, times in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import format_date

from farolito.api import LANGUAGES, clock_words, gettext, language_words, pick, spoken
from farolito_events.kinds import KINDS
from farolito_events.staff_words import PILLARS, SHOWN

if TYPE_CHECKING:
    from datetime import date

    from farolito_events.models import Event


@dataclass(frozen=True, slots=True)
class Seen:
    """What templates show. ``title_language`` and ``about_language``: in which language the words really are."""

    id: str
    kind: str
    kind_words: str
    title: str
    title_language: str
    about: str
    about_language: str
    room: str
    day: date
    day_words: str
    hours: str
    language: str
    presenter: str
    pillars: tuple[str, ...]
    capacity: int | None
    shown: str
    shown_words: str
    sign_up: bool
    cancelled: bool
    came: int | None


def seen(event: Event) -> Seen:
    """An event for the reader of this page."""
    language = spoken()
    title, title_language = pick(event.title, language)
    about, about_language = pick(event.about, language)
    return Seen(
        event.id,
        event.kind,
        gettext(KINDS[event.kind].words),
        title,
        title_language,
        about,
        about_language,
        event.room,
        event.day,
        day_words(event.day, language),
        hours_words(event, language),
        language_words(event.language, language),
        event.presenter,
        tuple(gettext(PILLARS[name]) for name in event.pillar_names if name in PILLARS),
        event.capacity,
        event.shown,
        gettext(SHOWN[event.shown]),
        event.sign_up,
        event.cancelled,
        event.came,
    )


def day_words(day: date, language: str) -> str:
    """ "Thursday, December 3, 2026" in ``language``."""
    return str(format_date(day, format="full", locale=LANGUAGES[language].locale))


def hours_words(event: Event, language: str) -> str:
    """ "5:30 PM – 7:00 PM" in ``language``, at the school; from right to left it is not broken: half of it misleads."""
    begins = clock_words(event.begins, language)
    said = f"{begins} – {clock_words(event.ends, language)}" if event.ends else begins
    return said.replace(" ", "\u00a0") if LANGUAGES[language].direction == "rtl" else said
