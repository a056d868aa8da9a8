"""The menu of services: what a student reads on a phone or on the wall. Facts that age, from ``services.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from farolito.api import LANGUAGES, N_, DatedFact, words
from farolito_wellbeing_centers.finding import told
from farolito_wellbeing_centers.paper import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito_wellbeing_centers.settings import CenterSettings

CONFIRM = N_("This list may have changed. Ask to confirm.")
HOLDS = N_("From {start} to {end}. Checked on {checked}.")
DRAFT = N_("This translation has not been checked by a native reader.")


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu in one language on a day. ``services`` are pairs of title and detail; in ``help`` a phone follows."""

    language: str
    title: str
    intro: str
    told: str
    services: tuple[tuple[str, str], ...]
    help: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


def menu(
    language: str, settings: CenterSettings, today: date, translate: Callable[[str, str], str]
) -> Menu:
    """The menu of a school on a day. Past the day by which it must be looked at again it says "ask to confirm"."""
    known = data()
    start, end, checked, review = (
        date.fromisoformat(known[name])
        for name in ("effective_from", "effective_to", "checked_on", "review_by")
    )
    days = {
        "start": _day(start, language),
        "end": _day(end, language),
        "checked": _day(checked, language),
    }
    notes = [translate(HOLDS, language).format(**days)]
    if today > review or not start <= today <= end:
        notes.insert(0, translate(CONFIRM, language))
    if language != "en":
        notes.append(translate(DRAFT, language))
    return Menu(
        language=language,
        title=words(known["title"], language),
        intro=words(known["intro"], language),
        told=told(settings, language),
        services=tuple(
            (words(one["title"], language), words(one["detail"], language))
            for one in known["services"]
        ),
        help=tuple(
            (words(one["title"], language), words(one["detail"], language), one["phone"])
            for one in known["help"]
        ),
        notes=tuple(notes),
    )


def spoken_in() -> tuple[str, ...]:
    """The languages that the menu and the cards are written in."""
    return tuple(data()["title"])


def on_paper(found: Menu, place_name: str, *, large: bool = False) -> str:
    """The menu as one HTML page for the PDF."""
    return laid_out("menu_paper.html", found.language, menu=found, place=place_name, large=large)


def fact() -> DatedFact:
    """The menu as a fact that ages, for the administrator's list."""
    known = data()
    day = date.fromisoformat
    return DatedFact(
        title=known["title"],
        review_by=day(known["review_by"]),
        source=known["source"],
        effective_from=day(known["effective_from"]),
        effective_to=day(known["effective_to"]),
        checked_on=day(known["checked_on"]),
        verified=known["verified"],
        used_in={"en": "Menu of services, cards", "es": "Menú de servicios, tarjetas"},
    )


@cache
def data() -> dict[str, Any]:
    """What stands in ``services.json``."""
    loaded: dict[str, Any] = json.loads(
        Path(__file__).with_name("services.json").read_text(encoding="utf-8")
    )
    return loaded


def _day(day: date, language: str) -> str:
    return str(format_date(day, "long", locale=LANGUAGES[language].locale))
