"""How a visit ends without a last page of its own: stopped, declined, withdrawn, left in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from farolito.domain.languages import words
from farolito.domain.phones import phone_words
from farolito.services import links, responses, sessions
from farolito.web.cookies import take_cookie, token_of
from farolito.web.i18n import gettext, speak
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.dressing import dressed, first_language
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import Visit, see, visit_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.services.work import Work


def end_session(work: Work, reply: Reply) -> Response:
    """End the family's session and take its cookie away: the next one at this phone sees nothing of it."""
    token = token_of("family")
    if token is not None:
        sessions.end(work, token)
    response = make_response(reply)
    take_cookie(response, "family")
    return response


def goodbye(visit: Visit, how: str) -> Response:
    """The way to the last page of a visit whose session ends; ``how`` is declined, erased, kept or sent."""
    last = visit.to.step("stopped", how=how, language=visit.handle.language)
    return end_session(visit.work, see(last))


@pages.route("/<place>/<link>/leave", permission="public", cache="no-store", csp="family")
def leave(work: Work, place: str, link: str) -> Reply | str:
    """ "Stop here": the person chooses whether what was said so far is kept or erased."""
    visit = visit_of(work, place, link)
    if visit is None or visit.handle.sent:
        return see(Addresses(place, link).start)
    speak(visit.handle.language)
    return dressed(
        visit,
        "respond/stop.html",
        visit.to.step("leave", at=request.args.get("at", "")),
        gettext("You can stop here"),
        enter="back",
        language_button=False,
    )


@pages.route(
    "/<place>/<link>/leave", methods=("POST",), permission="public", cache="no-store", csp="family"
)
def leave_now(work: Work, place: str, link: str) -> Reply:
    """Erase, keep, go on; or ``leave``: the script of "Leave now" closes the session behind the person."""
    go = posted().get("_go", "back")
    to = Addresses(place, link)
    if go == "leave":
        return end_session(work, Response(status=204))
    visit = visit_of(work, place, link)
    if visit is None or visit.handle.sent:
        return see(to.start)
    if go == "erase" and visit.handle.changing:
        responses.drop_change(work, visit.handle)
        return see(to.step("done"))
    if go in ("erase", "keep"):
        keep = go == "keep" and not visit.nobody_reads  # for whom?
        responses.stop(work, visit.handle, keep=keep)
        return goodbye(visit, "kept" if keep else "erased")
    back = request.args.get("at", "")
    return see(to.step(back) if back in {step.key for step in visit.steps} else visit.furthest())


@pages.route("/<place>/<link>/stopped", permission="public", cache="no-store", csp="family")
def stopped(work: Work, place: str, link: str) -> str:
    """The last page after stopping: what became of the answers, and how to get help all the same."""
    opened = links.open_link(work, place, link)
    form, help_at = opened.form, opened.place_settings
    language = request.args.get("language", "")
    if language not in opened.languages:
        language = first_language(opened)
    speak(language)
    said = {
        "declined": [gettext("You said no, and that is fine. Nothing was kept.")],
        "kept": [gettext("You stopped. The answers you gave so far are kept for the school team.")],
        "erased": [gettext("You stopped. Your answers are erased.")],
        "withdrawn": [
            gettext("You took back your answers."),
            gettext("We see that, and will not act on them."),
        ],
        "sent": [gettext("We got your answers."), gettext("Please give the tablet back.")],
    }.get(request.args.get("how", ""), [gettext("This form is closed on this phone.")])
    if help_at.phone:
        phone = phone_words(help_at.phone)
        said.append(gettext("If you want help, call %(phone)s.", phone=phone))
    if help_at.room:
        said.append(gettext("Or come to %(room)s.", room=help_at.room))
    return render_template(
        "respond/message.html",
        title=words(form.neutral_title, language) or opened.place.name,
        place=opened.place.name,
        heading=gettext("Thank you"),
        sentences=said,
        links=[]
        if request.args.get("how") == "sent"
        else [{"href": Addresses(place, link).start, "words": gettext("Go to the start")}],
    )
