"""How a visit ends: thank you, stopped, declined, left in a hurry, or started again for another family."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from farolito.domain.codes import shown as shown_code
from farolito.domain.languages import words
from farolito.domain.phones import phone_words
from farolito.errors import FarolitoError
from farolito.services import documents, links, responses, sessions
from farolito.services.plugins.reach import layout_at
from farolito.web.cookies import take_cookie, token_of
from farolito.web.filters import form_words
from farolito.web.i18n import gettext, speak
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.dressing import dressed, first_language
from farolito.web.respond.next_steps import contact_of, next_steps
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import Visit, see, visit_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.services.work import Work

log = logging.getLogger("farolito.web")


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


@pages.route("/<place>/<link>/done", permission="public", cache="no-store", csp="family")
def done(work: Work, place: str, link: str) -> Reply | str:
    """Thank you: the code, what happens now, and the paper. Stays the same when it is loaded again."""
    visit = visit_of(work, place, link)
    if visit is None:
        return see(Addresses(place, link).start)
    if not visit.handle.sent:
        return see(visit.furthest())
    wanted = request.args.get("language", "")
    if wanted in visit.handle.languages:
        visit = replace(visit, handle=replace(visit.handle, language=wanted))
    handle = visit.handle
    speak(handle.language)
    return dressed(
        visit,
        "respond/done.html",
        visit.to.step("done"),
        gettext("Done – thank you") if visit.nobody_reads else gettext("Sent – thank you"),
        enter="nothing",
        back=False,
        code=shown_code(handle.code) if handle.code else "",
        code_spelled=" ".join(handle.code or ""),
        thanks=form_words(handle.form.thanks, handle.language),
        steps=next_steps(visit),
        may_call=visit.may_call,
        has_needs=bool(handle.form.needs) and bool(handle.draft.answers),
        help=contact_of(handle.place_settings),
        paper=visit.to.step("done/summary.pdf") if _has_paper(visit) else "",
    )


@pages.route(
    "/<place>/<link>/done", methods=("POST",), permission="public", cache="no-store", csp="family"
)
def done_with(work: Work, place: str, link: str) -> Reply:
    """From the last page: another language, or the phone goes to another family."""
    go = posted().get("_go", "")
    to = Addresses(place, link)
    if go == "again":
        return end_session(work, see(to.start))
    return see(to.step("language", at="done") if go == "language" else to.step("done"))


@pages.route(
    "/<place>/<link>/done/summary.pdf",
    permission="public",
    cache="no-store",
    csp="none",
    writes=True,  # that it was printed is recorded
)
def paper(work: Work, place: str, link: str) -> Response | Reply:
    """The family's copy on paper. When it can not be made, a page says so; the screen has everything."""
    visit = visit_of(work, place, link)
    if visit is None:
        return see(Addresses(place, link).start)
    if not visit.handle.sent:
        return see(visit.furthest())
    try:
        document = documents.family_copy(
            work, visit.handle, large_print=request.args.get("large") == "1"
        )
    except FarolitoError as error:
        log.warning("no family copy: %s", type(error).__name__)
        return _no_paper(visit)
    return Response(
        document.content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{document.filename}"'},
    )


def _has_paper(visit: Visit) -> bool:
    """Whether there is something to print, and somebody who knows how."""
    handle = visit.handle
    layout = layout_at(visit.work, "family_copy", handle.place.slug, handle.form)
    return layout is not None and handle.response_id is not None


def _no_paper(visit: Visit) -> Response:
    speak(visit.handle.language)
    heading = gettext("The paper copy is not ready")
    html = render_template(
        "respond/message.html",
        title=heading,
        place=visit.handle.place.name,
        heading=heading,
        sentences=[gettext("The last page has everything. You can take a photo of it.")],
        links=[{"href": visit.to.step("done"), "words": gettext("Back to my next steps")}],
    )
    return make_response(html, 503)
