"""A page of the form: shown by GET, taken by POST, one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from farolito.domain.answers import accept
from farolito.domain.drafts import Draft
from farolito.domain.fields import shown_fields
from farolito.domain.journey import journey, may_visit, step
from farolito.services import links
from farolito.web.host import host
from farolito.web.i18n import speaking
from farolito.web.posted import LANGUAGE_FIELD
from farolito.web.respond.addresses import NEW, Addresses
from farolito.web.respond.attaching import FILES, received
from farolito.web.respond.beginning import (
    BEGUN,
    begin,
    begun,
    not_found_page,
)
from farolito.web.respond.dressing import first_language
from farolito.web.respond.elsewhere import elsewhere, is_over
from farolito.web.respond.entry_names import names_around
from farolito.web.respond.lists import show_list
from farolito.web.respond.moves import move
from farolito.web.respond.pages import pages
from farolito.web.respond.showing import Showing
from farolito.web.respond.visits import FROM, Visit, context_of, see, visit_of
from farolito.web.respond.ways_back import change_words

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.domain.journey import Step
    from farolito.domain.problems import Problem
    from farolito.domain.question_types.base import ParseContext
    from farolito.services.responses import ResponseDraft
    from farolito.services.work import Work

PROBLEMS = "problems"
"""The query part that says: show what is wrong. The problems themselves are found again in what was typed."""


@pages.route("/<place>/<link>/<path:key>", permission="public", cache="no-store", csp="family")
def show(work: Work, place: str, link: str, key: str) -> Reply | str:
    """A page of the journey, or the way to where the person should be."""
    visit = visit_of(work, place, link)
    if visit is None:
        return first_view(work, place, link, key)
    if visit.handle.sent:
        return see(visit.to.step("done"))
    here = step(visit.steps, key)
    if here is None or not may_visit(visit.steps, key):
        return see(visit.furthest())
    if here.kind == "list":
        return show_list(visit, here)
    context = visit.context
    return _showing(visit, here, context).page(here, _problems(visit, here, context))


@pages.route(
    "/<place>/<link>/<path:key>",
    methods=("POST",),
    permission="public",
    cache="no-store",
    csp="family",
)
def take(work: Work, place: str, link: str, key: str) -> Reply:
    """Take what was typed, whichever button was pressed. Nothing that arrives here is lost."""
    came = received(work, place, link, key)
    fields = came.fields
    go = fields.get("_go")
    if (
        not go
    ):  # every button says what it is: without one nothing was pressed, and nothing is stored
        return see(Addresses(place, link).step(key))
    visit = visit_of(work, place, link)
    if visit is None:
        if go in ("draft", "leave"):
            return Response(status=204)  # sent by a script of a page whose session is over
        if is_over():
            return elsewhere(work, place, link, fields)
        visit, token = begin(work, place, link, fields.get(LANGUAGE_FIELD))
        return begun(move(visit, key, go, came), token)
    if visit.handle.sent:
        return see(visit.to.step("done"))
    return move(visit, key, go, came)


def first_view(work: Work, place: str, link: str, key: str) -> Reply | str:
    """The first page of a form for somebody who has not started: blank, and as fast as a page can be."""
    to = Addresses(place, link)
    if BEGUN in request.args:
        return not_found_page(to)
    views = host().first_views
    known_as = (place, link, key, request.headers.get("Accept-Language", ""))
    known = views.get(known_as)
    if known is not None:
        return known.reply()
    opened = links.open_link(work, place, link)
    first = next(iter(journey(opened.form, {}, work.types, work.today())), None)
    if first is None or first.key != key or first.kind == "list" or not opened.open:
        return see(to.start)
    blank = Showing(
        work=work,
        form=opened.form,
        place_name=opened.place.name,
        language=first_language(opened),
        languages=opened.languages,
        draft=Draft(),
        action=to.step(key, **{NEW: "1"}),
        leave=to.step("leave"),
        context=context_of(work, opened.form, opened.place, first_language(opened)),
    ).page(first)
    return views.keep(known_as, blank).reply()


def _showing(visit: Visit, here: Step, context: ParseContext) -> Showing:
    handle = visit.handle
    return Showing(
        work=visit.work,
        form=handle.form,
        place_name=handle.place.name,
        language=handle.language,
        languages=handle.languages,
        draft=handle.draft,
        action=visit.action(here.key, **{FROM: visit.came_from()}),
        leave=visit.to.step("leave"),
        context=context,
        names_around=names_around(visit, here),
        files=visit.to.step(FILES),
        response_id=handle.response_id,
        banner=_banner(handle),
    )


def _banner(handle: ResponseDraft) -> str:
    if not handle.changing:
        return ""
    with speaking(handle.language):
        return change_words(handle)


def _problems(visit: Visit, here: Step, context: ParseContext) -> tuple[Problem, ...]:
    """What Continue found wrong, found again: only after Continue, never because a language was changed."""
    if PROBLEMS not in request.args:
        return ()
    handle, types = visit.handle, visit.work.types
    typed = {
        question.name: shown_fields(here, question, handle.draft, types)
        for question in here.questions
    }
    return accept(handle.form, here, typed, handle.draft, types, context)[1]
