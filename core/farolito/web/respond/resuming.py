"""Come back to your answers: a code and a second fact, on any phone. The page says nothing about any form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, render_template, request

from farolito.domain.languages import LANGUAGES
from farolito.services import places, responses, sessions
from farolito.services.responses import Shut
from farolito.web.cookies import give_cookie, token_of
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext, speak
from farolito.web.posted import LANGUAGE_FIELD, posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.journeys import journey_of
from farolito.web.respond.next_steps import contact_of
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import Visit, see

if TYPE_CHECKING:
    from flask import Response

    from farolito.services.work import Work


@pages.route("/resume", permission="public", cache="no-store", csp="family")
def resume(work: Work) -> str:
    """Where code and second fact are written, whatever the school."""
    return _page(work, "", request.args.get("language", ""))


@pages.route("/<place>/resume", permission="public", cache="no-store", csp="family")
def resume_at(work: Work, place: str) -> str:
    """The same at a school, with whom to ask there."""
    return _page(work, place, request.args.get("language", ""))


@pages.route("/resume", methods=("POST",), permission="public", cache="no-store", csp="family")
def come_back(work: Work) -> Response:
    """Open the answers in a session of their own, where they were left; or say that the two do not match."""
    return _come_back(work, "")


@pages.route(
    "/<place>/resume", methods=("POST",), permission="public", cache="no-store", csp="family"
)
def come_back_at(work: Work, place: str) -> Response:
    """The same at a school; a code of another one opens all the same."""
    return _come_back(work, place)


def _come_back(work: Work, place: str) -> Response:
    fields = posted()
    code, fact = fields.get("code", ""), fields.get("fact", "")
    opened = responses.open_again(work, code, fact, request.remote_addr or "")
    if isinstance(opened, Shut):
        language = fields.get(LANGUAGE_FIELD, "")
        return make_response(_page(work, place, language, code, opened), 422)
    before = token_of("family")
    if before is not None:
        sessions.end(work, before)  # whoever had this phone before is not here any more
    token = opened.session.token
    handle = responses.load(work, token, opened.place_slug, opened.link_slug)
    to = Addresses(opened.place_slug, opened.link_slug)
    visit = Visit(work, handle, journey_of(work, handle), to)
    reply = make_response(see(to.step("done") if handle.sent else visit.goes_on()))
    give_cookie(reply, "family", token, opened.session.lasts)
    return reply


def _page(
    work: Work, place: str, language: str, code: str = "", refused: Shut | None = None
) -> str:
    settings = host().settings
    if language in settings.languages:
        speak(language)
    here = places.by_slug(work, place) if place else None
    problem = _problem(refused) if refused else ""
    title = gettext("Go on with a form")
    title = f"{title} – {here.name}" if here else title
    return render_template(
        "respond/resume.html",
        title=f"{gettext('Problem:')} {title}" if problem else title,
        place=here.name if here else "Farolito",
        action=Addresses(place, "resume").start if here else "/resume",
        problems=[{"href": "#code", "words": problem}] if problem else [],
        code=code,
        help=contact_of(places.settings_of(work, place)) if here else {},
        others=[LANGUAGES[tag] for tag in settings.languages],
    )


def _problem(refused: Shut) -> str:
    if refused.seconds:
        minutes = -(-refused.seconds // 60)
        return ngettext(
            "There were too many tries. Wait %(num)s minute, then try again, or ask us",
            "There were too many tries. Wait %(num)s minutes, then try again, or ask us",
            minutes,
        )
    return gettext("That code and number don’t match. Check them, or ask us")
