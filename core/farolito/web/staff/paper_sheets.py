"""Forms on paper: numbered sheets to print, a sheet to find by its number, and the page on which it is typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, request

from farolito.domain.access import holds
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.transcribing import transcribed
from farolito.errors import Conflict, NotFound
from farolito.services import paper_sheets, places
from farolito.services.casework.opening import names_of
from farolito.services.paper_sheets import shown_number
from farolito.services.paper_sheets.printing import MOST
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.respond.visits import context_of
from farolito.web.routes import Pages
from farolito.web.staff import sheet_page
from farolito.web.staff.made_files import asked, too_many
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.problems import Problem
    from farolito.services.paper_sheets import Sheet
    from farolito.services.responses import ResponseDraft
    from farolito.services.work import Work

pages = Pages("staff_paper_sheets", "/staff")


@pages.route("/<place>/paper", permission="responses.view", cache="no-store", csp="staff")
def find(work: Work, place: str) -> Response | str:
    """Type or scan the number of a sheet; below, those that somebody began."""
    here, path = places.by_slug(work, place), places.path(work, place)
    if not holds(work.actor.grants, "responses.view", path):
        raise NotFound("There is no such page.")
    typed, problem, status = request.args.get("sheet", "").strip(), "", 200
    if typed:
        try:
            found = paper_sheets.of_number(work, place, typed)
            return redirect(f"/staff/{here.slug}/paper/{shown_number(found.number)}", 303)
        except NotFound:
            problem, status = (
                gettext("There is no sheet of this number here. Look at its corner."),
                404,
            )
    begun = paper_sheets.begun(work, place)
    names = names_of(work, (one.typed_by for one in begun))
    page = render_page(
        "staff/paper.html",
        place=here,
        typed=typed,
        problem=problem,
        entered=request.args.get("entered", ""),
        begun=[
            {
                "number": shown_number(one.number),
                "title": pick(one.form.title, spoken()),
                "language": LANGUAGES[one.language],
                "who": names.get(one.typed_by, ""),
                "when": when(one.typed_at, spoken()),
                "pages": gettext(
                    "%(done)s of %(total)s pages entered", done=one.pages, total=one.of_pages
                ),
            }
            for one in begun
        ],
    )
    return make_response(page, status)


@pages.route(
    "/<place>/paper/<sheet>",
    permission="responses.view",
    cache="no-store",
    csp="staff",
    endpoint="sheet",
)
def show(work: Work, place: str, sheet: str) -> str:
    """The whole sheet on one page, in its own language and order, with what was typed so far."""
    found = paper_sheets.of_number(work, place, sheet)
    if found.state == "entered":
        return render_page(
            "staff/sheet_entered.html", place=found.place, number=shown_number(found.number)
        )
    if found.response_id is None:
        return sheet_page.page(work, found, sheet_page.BLANK, found.typed)
    handle = paper_sheets.open_sheet(work, found)
    return sheet_page.page(work, found, handle.draft, found.typed, revision=handle.revision)


@pages.route(
    "/<place>/paper/<sheet>",
    ("POST",),
    permission="responses.view",
    cache="no-store",
    csp="staff",
    endpoint="type_in",
)
def save(work: Work, place: str, sheet: str) -> Response:
    """Keep what was typed; send it when it is complete and the button says so. Nothing typed is lost."""
    found = paper_sheets.of_number(work, place, sheet)
    number = shown_number(found.number)
    if found.state == "entered":
        raise Conflict("This sheet was entered already.")
    fields = posted()
    typed = sheet_page.typed_of(work, found, fields)
    now = sheet_page.answers_of(work, found, fields)
    handle = paper_sheets.open_sheet(work, found)
    answers = sheet_page.with_hidden(work, found, now, handle.draft)
    context = context_of(work, found.form, found.place, found.language)
    draft, problems = transcribed(found.form, answers, work.types, context)
    if fields.get("_revision", "0") != str(handle.revision):
        told = {
            "b1": gettext(
                "Somebody else typed here meanwhile. What you typed stands below. Look, then go on."
            )
        }
        page = sheet_page.page(
            work, found, draft, typed, revision=handle.revision, now=now, told=told
        )
        return make_response(page, 409)
    handle = paper_sheets.save(work, handle, draft, typed)
    if fields.get("go") != "send":
        return redirect(f"/staff/{found.place.slug}/paper", 303)
    told = sheet_page.missing(found, typed)
    if not problems and not told:
        done = _sent(work, found, handle)
        if done is None:
            return redirect(f"/staff/{found.place.slug}/paper?entered={number}", 303)
        problems = done
    page = sheet_page.page(
        work, found, draft, typed, revision=handle.revision, now=now, problems=problems, told=told
    )
    return make_response(page, 422)


def _sent(work: Work, found: Sheet, handle: ResponseDraft) -> tuple[Problem, ...] | None:
    """None when it was sent, else what is wrong with it as a whole."""
    sent = paper_sheets.send(work, found, handle)
    return tuple(sent) if isinstance(sent, list) else None


@pages.route("/<place>/sheets", ("POST",), permission="forms.view", cache="no-store", csp="staff")
def print_sheets(work: Work, place: str) -> Response:
    """Give numbers to so many sheets of a form, and have them printed."""
    fields = posted()
    many = fields.get("many", "")
    if not many.isdecimal() or not 1 <= int(many[:6]) <= MOST:
        said = ngettext("Print 1 sheet", "Print 1 to %(num)s sheets at once", MOST)
        return make_response(
            render_page("staff/no_sheets.html", place=places.by_slug(work, place), said=said), 422
        )
    second = fields.get("second", "")
    try:
        numbers = paper_sheets.number_sheets(
            work, place, fields.get("form", ""), fields.get("language", ""), int(many), second
        )
    except Conflict:
        return too_many(work, place)
    return asked(place, numbers.file_id)
