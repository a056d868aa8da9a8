"""The page that says thank you: the code, what happens now, the paper, and the way back to what was sent."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from farolito.domain.codes import shown as shown_code
from farolito.domain.regimes import POLICIES
from farolito.errors import FarolitoError
from farolito.services import documents
from farolito.services.plugins.reach import layout_at
from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import day_words, form_words
from farolito.web.i18n import gettext, speak
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.changing import WITHDRAW, change
from farolito.web.respond.dressing import dressed
from farolito.web.respond.endings import end_session
from farolito.web.respond.next_steps import contact_of, next_steps
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import Visit, see, visit_of
from farolito.web.respond.ways_back import LATER, about, fact_words, known_way, may_choose_pin

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.services.work import Work

log = logging.getLogger("farolito.web")


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
    way = known_way(visit)
    return dressed(
        visit,
        "respond/done.html",
        visit.to.step("done"),
        gettext("Done – thank you") if visit.nobody_reads else gettext("Sent – thank you"),
        enter="nothing",
        back=False,
        code=shown_code(handle.code) if handle.code else "",
        code_spelled=" ".join(handle.code or ""),
        fact=fact_words(way.kind) if way else "",
        sms=about(visit, way.kind)["sms"] if way else "",
        may_choose=may_choose_pin(visit),
        withdraw=visit.to.step(WITHDRAW),
        opened=way is not None and way.opened,
        sent_on=day_words(handle.received_at.astimezone(SCHOOL_ZONE).date(), handle.language)
        if handle.received_at
        else "",
        changed="changed" in request.args,
        lost=POLICIES[handle.form.regime].anonymous,
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
    if go == LATER:
        return see(to.step(LATER))
    if go == "change":
        visit = visit_of(work, place, link)
        return see(to.start) if visit is None else change(visit)
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
