"""The desk: the counter, and the passes that it prints."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    gettext,
    languages_offered,
    render_page,
    render_pdf,
    settings_of,
)
from farolito_wellbeing_centers import counter, passes, requests
from farolito_wellbeing_centers.menu import spoken_in
from farolito_wellbeing_centers.service_lines import SERVICE_LINES
from farolito_wellbeing_centers.settings import CenterSettings
from farolito_wellbeing_centers.where import DESK, MAY, desk_at, desks, owners, pages, see

if TYPE_CHECKING:
    from farolito.api import Work

LONGEST_TOKEN = 64


@pages.route("/desk/", permission=MAY, cache="no-store", csp="staff")
def first_desk(work: Work) -> Any:
    """The way to the desk of the first school of the reader."""
    places = desks(work)
    if not places:
        raise NotFound(
            "You work at no wellbeing center yet. Ask an admin to give you a role at a school."
        )
    return see(f"{DESK}{places[0].slug}")


@pages.route("/desk/<place_slug>", permission=MAY, cache="no-store", csp="staff")
def counter_page(work: Work, place_slug: str) -> str:
    """The counter: one press of a button is one visit."""
    place = desk_at(work, place_slug)
    token = request.args.get("counted", "")
    return render_page(
        "wellbeing_centers/counter.html",
        tab="counter",
        place=place,
        others=[other for other in desks(work) if other.id != place.id],
        token=secrets.token_urlsafe(16),
        counted=token if token and counter.counted(work, place, token) else "",
        said=request.args.get("said", ""),
        lines=[(line, gettext(words)) for line, words in SERVICE_LINES.items()],
        grades=[("", gettext("Not asked")), *_named(counter.GRADES)],
        kinds=[("", gettext("Not asked")), *_named(counter.KINDS)],
        menu_in=[(tag, LANGUAGES[tag].autonym) for tag in spoken_in() if tag != "en"],
        languages=[(tag, LANGUAGES[tag].autonym, tag) for tag in languages_offered()],
    )


@pages.route("/desk/<place_slug>", methods=("POST",), permission=MAY, cache="no-store", csp="staff")
def count(work: Work, place_slug: str) -> Any:
    """Count one visit, then the counter again."""
    place = desk_at(work, place_slug)
    typed = request.form
    line, token = typed.get("line", ""), typed.get("token", "")
    if line not in SERVICE_LINES or not 0 < len(token) <= LONGEST_TOKEN:
        return see(f"{DESK}{place.slug}")
    language = _offered(typed.get("language", ""))
    said = counter.answers(line, typed.get("grade", ""), typed.get("kind", ""))
    try:
        counter.count(work, place, token, said, language)
    except NotFound:
        return see(f"{DESK}{place.slug}?said=closed")
    return see(f"{DESK}{place.slug}?counted={token}")


@pages.route(
    "/desk/<place_slug>/undo", methods=("POST",), permission=MAY, cache="no-store", csp="staff"
)
def undo(work: Work, place_slug: str) -> Any:
    """Take the last visit back; twice is as good as once."""
    place = desk_at(work, place_slug)
    token = request.form.get("token", "")
    back = counter.take_back(work, place, token)
    return see(f"{DESK}{place.slug}?said={'back' if back else 'gone'}")


@pages.route("/desk/<place_slug>/passes.pdf", permission=MAY, cache="no-store", csp="none")
def printed_passes(work: Work, place_slug: str) -> Any:
    """Passes to hand out: with the times of a day's appointments (``?day=today``), or empty to write on."""
    place = desk_at(work, place_slug)
    language = _offered(request.args.get("language", ""))
    day = work.today() if request.args.get("day") == "today" else None
    times = requests.times_on(work, place, day, owners(work, place)) if day else ()
    where = settings_of(work, CenterSettings, place).where
    html, title = passes.sheet(place.name, where, day, times, language, work.translate)
    made = render_pdf(html, title=title, language=language)
    name = f"{place.slug}-passes-{language}.pdf"
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return made, 200, headers


def _offered(language: str) -> str:
    """The language, where families are offered it; else English."""
    return language if language in languages_offered() else "en"


def _named(choices: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, gettext(words)) for name, words in choices.items()]
