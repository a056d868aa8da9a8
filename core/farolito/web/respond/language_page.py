"""The Language button: the same page in another language, with everything that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from farolito.web.i18n import gettext, speak
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.dressing import dressed
from farolito.web.respond.landing import language_buttons
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import CHECK, FROM, Visit, see, visit_of
from farolito.web.respond.ways_back import LATER

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.services.work import Work


@pages.route("/<place>/<link>/language", permission="public", cache="no-store", csp="family")
def language(work: Work, place: str, link: str) -> Reply | str:
    """One button per language."""
    visit = visit_of(work, place, link)
    if visit is None:
        return see(Addresses(place, link).start)
    handle = visit.handle
    speak(handle.language)
    return dressed(
        visit,
        "respond/language.html",
        visit.to.step("language", at=request.args.get("at", ""), **{FROM: visit.came_from()}),
        gettext("Choose your language"),
        enter="back",
        language_button=False,
        draft_translation=False,  # the list says so itself
        choices=language_buttons(handle.form, handle.languages, handle.language, mark=True),
    )


@pages.route(
    "/<place>/<link>/language",
    methods=("POST",),
    permission="public",
    cache="no-store",
    csp="family",
)
def switch(work: Work, place: str, link: str) -> Reply:
    """Speak the language that was pressed, and back to the page that the person came from."""
    visit = visit_of(work, place, link)
    if visit is None:
        return see(Addresses(place, link).start)
    verb, _, tag = posted().get("_go", "back").partition(":")
    chosen = tag if verb == "use" and tag in visit.handle.languages else ""
    if visit.handle.sent:  # what was sent stays in the language in which it was answered
        if request.args.get("at") == LATER:
            return see(visit.to.step(LATER))
        return see(visit.to.step("done", language=chosen))
    return see(_back(visit.saved(visit.draft, chosen) if chosen else visit))


def _back(visit: Visit) -> str:
    at = request.args.get("at", "")
    if at in (CHECK, LATER) or at in {step.key for step in visit.steps}:
        return visit.to.step(at, **{FROM: visit.came_from()})
    return visit.to.start
