"""The desk of a school: which families have lists, a family's lists, and one list to tick, date and print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    contact_of,
    families_of,
    find_family,
    finish_follow_up,
    note_printed,
    places_where,
    plan_follow_up,
    render_page,
    spoken,
    wants_large_print,
    words,
)
from farolito_enrollment_checklists import copies, stays
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.deadlines import REGIME, families_with_lists, suggested
from farolito_enrollment_checklists.nights import MOST
from farolito_enrollment_checklists.pages import beside, known, pages
from farolito_enrollment_checklists.printing import paper, qr
from farolito_enrollment_checklists.sheet import Own, document, on_screen

if TYPE_CHECKING:
    from datetime import date

    from flask import Response

    from farolito.api import FamilyView, PlaceView, Work
    from farolito_enrollment_checklists.copies import Marks, Typed
    from farolito_enrollment_checklists.data import ChecklistData
    from farolito_enrollment_checklists.models import Copy
    from farolito_enrollment_checklists.nights import Nights

HOME = f"{pages.url_prefix}/desk"
LOOKS, WORKS = "responses.list", "follow_ups.work"


@pages.route("/desk/", permission=LOOKS, cache="no-store", csp="staff")
def first_desk(work: Work) -> Any:
    """The desk of the first school of the reader."""
    places = _places(work)
    if not places:
        raise NotFound("You have no school whose families you may help with lists.")
    return "", 303, {"Location": f"{HOME}/{places[0].slug}"}


@pages.route("/desk/<place>", permission=LOOKS, cache="no-store", csp="staff")
def desk(work: Work, place: str) -> Any:
    """The families that have a list, and a box for the code on a family's paper (``?code=K7QM-3FXP``)."""
    here = place_of(work, place)
    typed = request.args.get("code", "").strip()[:40]
    if typed:
        family = find_family(work, here, typed)
        if family is not None:
            return "", 303, {"Location": f"{HOME}/{here.slug}/{family.response_id}"}
    found = families_with_lists(work.session, here.id)
    families = families_of(work, here, found)
    return render_page(
        "enrollment_checklists/desk.html",
        place=here,
        others=[one for one in _places(work) if one.id != here.id],
        typed=typed,
        rows=[
            {
                "family": families[response_id],
                "lists": [words(checklists()[one].title, spoken()) for one in rows.lists],
                "due": rows.due,
                "late": rows.due is not None and rows.due < work.today(),
            }
            for response_id, rows in found.items()
            if response_id in families
        ],
    )


@pages.route("/desk/<place>/<response_id>", permission=LOOKS, cache="no-store", csp="staff")
def family_lists(work: Work, place: str, response_id: str) -> str:
    """The lists of a family, those that follow from what it said, and all others."""
    here = place_of(work, place)
    family = family_of(work, here, response_id)
    mine = copies.of_response(work.session, here.id, response_id)
    started = {copy.checklist for copy in mine}
    named = suggested(work.session, here.id, response_id)
    rest = [one for one in checklists() if one not in started]
    return render_page(
        "enrollment_checklists/family.html",
        place=here,
        family=family,
        home=f"{HOME}/{here.slug}",
        mine=[
            {
                "url": f"{HOME}/{here.slug}/{response_id}/{copy.checklist}",
                "title": words(checklists()[copy.checklist].title, spoken()),
                "next": _next_day(work, copy),
            }
            for copy in mine
        ],
        suggested=[(one, words(checklists()[one].title, spoken())) for one in rest if one in named],
        others=[
            (one, words(checklists()[one].title, spoken())) for one in rest if one not in named
        ],
        works=works_at(work, here),
    )


@pages.route(
    "/desk/<place>/<response_id>", ("POST",), permission=WORKS, cache="no-store", csp="staff"
)
def start_list(work: Work, place: str, response_id: str) -> Any:
    """Start a list for a family; twice is no harm."""
    here = place_of(work, place, WORKS)
    family = family_of(work, here, response_id)
    data = known(request.form.get("list", ""))
    language = family.language if family.language in data.languages else "en"
    copies.start(work.session, here.id, response_id, data.id, language, work.today())
    return "", 303, {"Location": f"{HOME}/{here.slug}/{response_id}/{data.id}"}


@pages.route(
    "/desk/<place>/<response_id>/<checklist_id>", permission=LOOKS, cache="no-store", csp="staff"
)
def one_list(work: Work, place: str, response_id: str, checklist_id: str) -> str:
    """One list of a family, to tick and to date."""
    here = place_of(work, place)
    family = family_of(work, here, response_id)
    data = known(checklist_id)
    copy = copy_of(work, here, response_id, data)
    return _page(work, here, family, data, copy, copies.marked(work.session, copy))


@pages.route(
    "/desk/<place>/<response_id>/<checklist_id>",
    ("POST",),
    permission=WORKS,
    cache="no-store",
    csp="staff",
)
def save_list(work: Work, place: str, response_id: str, checklist_id: str) -> Any:
    """Keep ticks and days, and plan what is due. What was typed is never lost."""
    here = place_of(work, place, WORKS)
    family = family_of(work, here, response_id)
    data = known(checklist_id)
    copy = copy_of(work, here, response_id, data)
    before = copies.marked(work.session, copy)
    typed = copies.read(data, request.form, before, work.today(), by_staff=True)
    if typed.wrong:
        return _page(work, here, family, data, copy, typed.marks, typed), 422
    revision = request.form.get("revision", type=int)
    if revision is None or not copies.save(work.session, copy, typed.marks, revision):
        return _page(work, here, family, data, copy, typed.marks, clash=True), 409
    plan(work, here, response_id, data, typed.marks)
    return "", 303, {"Location": f"{HOME}/{here.slug}/{response_id}/{data.id}?saved"}


@pages.route(
    "/desk/<place>/<response_id>/<checklist_id>.pdf",
    permission="responses.print",
    cache="no-store",
    csp="none",
    writes=True,  # that it was printed is recorded
)
def print_list(work: Work, place: str, response_id: str, checklist_id: str) -> Response:
    """The family's own list on paper. ``?language=en``, ``?large``."""
    here = place_of(work, place)
    family = family_of(work, here, response_id)
    data = known(checklist_id)
    copy = copy_of(work, here, response_id, data)
    asked = request.args.get("language", copy.language)
    language = asked if asked in data.languages else "en"
    large = "large" in request.args or wants_large_print(work, here, response_id)
    web, picture = qr(work, f"{pages.url_prefix}/mine/{copy.token}")
    own = Own(
        marks=copies.marked(work.session, copy),
        place_name=here.name,
        contact=contact_of(work, here),
        address=web,
        qr_svg=picture,
        code=family.code,
        large_print=large,
        nights=_nights(work, copy),
    )
    found = document(data, language, work.today(), work.translate, own)
    note_printed(work, here, f"{response_id}/{data.id}")
    name = f"{here.slug}-{family.code or data.id}-{data.id}-{language}.pdf"
    return paper(work, found, name)


def _page(
    work: Work,
    here: PlaceView,
    family: FamilyView,
    data: ChecklistData,
    copy: Copy,
    marks: Marks,
    typed: Typed | None = None,
    *,
    clash: bool = False,
) -> str:
    found = on_screen(document(data, spoken(), work.today(), work.translate, Own(marks=marks)))
    return render_page(
        "enrollment_checklists/one.html",
        place=here,
        family=family,
        home=f"{HOME}/{here.slug}/{family.response_id}",
        here=f"{HOME}/{here.slug}/{family.response_id}/{data.id}",
        document=found,
        ticks=copies.TICKS,
        revision=copy.revision,
        language=copy.language,
        languages=data.languages,
        autonyms={tag: LANGUAGES[tag].autonym for tag in data.languages},
        wrong=typed.wrong if typed else {},
        clash=clash,
        saved="saved" in request.args,
        works=works_at(work, here),
        beside=beside(data, copy.language, marks.due(data).get("soc873")),
        nights=_nights(work, copy),
        most_nights=MOST,
    )


def _nights(work: Work, copy: Copy) -> Nights | None:
    """The nights that count, beside the list that is about them."""
    if copy.checklist != stays.CHECKLIST:
        return None
    found = stays.of_response(work.session, copy.place_id, copy.response_id)
    return stays.summed(found, work.today())


def plan(work: Work, here: PlaceView, response_id: str, data: ChecklistData, marks: Marks) -> None:
    """What is due goes to the day of whoever works on the family; what is done leaves it."""
    due = marks.due(data)
    for step in data.steps:
        if step.deadline is None:
            continue
        key = f"{data.id}.{step.id}"
        if step.deadline.on is not None and step.deadline.on < work.today():
            continue  # the day is over for everybody: there is nothing left to do about it
        if step.id in due:
            what = f"{words(data.title, spoken())}: {words(step.label, spoken())}"
            plan_follow_up(work, here, response_id, key, what, due[step.id])
        else:
            finish_follow_up(work, here, response_id, key)


def _next_day(work: Work, copy: Copy) -> date | None:
    due = copies.marked(work.session, copy).due(checklists()[copy.checklist])
    return min(due.values(), default=None)


def _places(work: Work, permission: str = LOOKS) -> tuple[PlaceView, ...]:
    return places_where(work, permission, regime=REGIME)


def place_of(work: Work, slug: str, permission: str = LOOKS) -> PlaceView:
    """The place with this name, if this person may do that there. Raises NotFound."""
    for one in _places(work, permission):
        if one.slug == slug:
            return one
    raise NotFound("There is no such page.")


def works_at(work: Work, here: PlaceView) -> bool:
    """Whether this person may change lists there."""
    return any(one.id == here.id for one in _places(work, WORKS))


def family_of(work: Work, here: PlaceView, response_id: str) -> FamilyView:
    """The family of a response. Raises NotFound."""
    found = families_of(work, here, [response_id]).get(response_id)
    if found is None:
        raise NotFound("There is no such page.")
    return found


def copy_of(work: Work, here: PlaceView, response_id: str, data: ChecklistData) -> Copy:
    """The family's copy of a list. Raises NotFound."""
    found = copies.one(work.session, here.id, response_id, data.id)
    if found is None:
        raise NotFound("There is no such page.")
    return found
