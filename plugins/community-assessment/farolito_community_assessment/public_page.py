"""What our school told us: the results that were published, for everybody, without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    gettext,
    languages_offered,
    place_by_slug,
    render_page,
    speak,
    spoken,
)
from farolito_community_assessment import cycles, telling
from farolito_community_assessment.addresses import HOME, pages

if TYPE_CHECKING:
    from farolito.api import Work


@pages.route("/results/<place_slug>", permission="public", cache="short", csp="family")
def results(work: Work, place_slug: str) -> Any:
    """The latest cycle that was published; a sentence where there is none yet."""
    place = place_by_slug(work, place_slug)
    if place.kind != "site":
        raise NotFound("There is no such page.")
    wanted = request.args.get("language", "")
    if wanted in languages_offered():
        speak(wanted)
    cycle = cycles.latest_told(work.session, place.id)
    told_in = telling.told_in(cycle) if cycle else ()
    page = render_page(
        "community_assessment/results.html",
        title=gettext("What our school told us"),
        place=place,
        cycle=cycle,
        edition=telling.told(cycle, spoken()) if cycle else None,
        words_language=spoken() if spoken() in told_in else "en",
        next=telling.next_steps(cycle, spoken()) if cycle else ([], "en"),
        others=[
            {
                "url": f"{HOME}/results/{place.slug}?language={tag}",
                "tag": tag,
                "autonym": LANGUAGES[tag].autonym,
            }
            for tag in languages_offered()
            if tag in (told_in or ("en", "es")) and tag != spoken()
        ],
    )
    return page, 200, {"Vary": "Accept-Language"}
