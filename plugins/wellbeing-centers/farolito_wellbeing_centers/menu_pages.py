"""The menu of services of a school, for everybody: to read, and to hang on a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    place_by_slug,
    render_page,
    render_pdf,
    settings_of,
    speak,
    spoken,
)
from farolito_wellbeing_centers import help_cards
from farolito_wellbeing_centers.menu import menu, on_paper, spoken_in
from farolito_wellbeing_centers.settings import CenterSettings
from farolito_wellbeing_centers.where import PREFIX, pages

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_wellbeing_centers.menu import Menu


@pages.route("/<place_slug>/menu", permission="public", cache="short", csp="family")
def to_read(work: Work, place_slug: str) -> str:
    """The menu on a phone. ``?language=es`` chooses the language. Raises NotFound for a place that is not there."""
    place = place_by_slug(work, place_slug)
    found = _menu(work, place)
    here = f"{PREFIX}/{place.slug}/menu"
    return render_page(
        "wellbeing_centers/menu.html",
        title=found.title,
        place=place.name,
        menu=found,
        pdf=f"{here}.pdf?language={found.language}",
        others=[
            {"url": f"{here}?language={tag}", "tag": tag, "autonym": LANGUAGES[tag].autonym}
            for tag in spoken_in()
            if tag != found.language
        ],
    )


@pages.route("/<place_slug>/menu.pdf", permission="public", cache="short", csp="none")
def to_print(work: Work, place_slug: str) -> Any:
    """The same on paper. ``?large=1``."""
    place = place_by_slug(work, place_slug)
    found = _menu(work, place)
    html = on_paper(found, place.name, large=request.args.get("large") == "1")
    made = render_pdf(html, title=found.title, language=found.language)
    name = f"{place.slug}-wellbeing-center-{found.language}.pdf"
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return made, 200, headers


@pages.route("/<place_slug>/help.pdf", permission="public", cache="short", csp="none")
def help_printed(work: Work, place_slug: str) -> Any:
    """Cards with the phones to call, to hand to anybody."""
    found = _menu(work, place_by_slug(work, place_slug))
    html, title = help_cards.sheet(found, work.translate)
    made = render_pdf(html, title=title, language=found.language)
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="cards-{found.language}.pdf"',
    }
    return made, 200, headers


def _menu(work: Work, place: PlaceView) -> Menu:
    """In the language asked for, else the reader's own, else English; from here on the page speaks it."""
    asked = (request.args.get("language", ""), spoken(), "en")
    language = next(tag for tag in asked if tag in spoken_in())
    speak(language)
    return menu(language, settings_of(work, CenterSettings, place), work.today(), work.translate)
