"""The desk of those who keep the guide: what to check, what people say is different, and every entry to change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    gettext,
    render_page,
    settings_of,
    spoken,
)
from farolito_resource_guide import proposals
from farolito_resource_guide.addresses import HOME, entry_path, list_path
from farolito_resource_guide.categories import categories
from farolito_resource_guide.checked import REVIEW_DAYS, age, review_day
from farolito_resource_guide.choosing import SHOWN
from farolito_resource_guide.editing import KINDS, WRONG, as_form, edited, made_sure
from farolito_resource_guide.inherited import guide_of
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.pages.group import OPENS, entry_at, own_place, own_places, pages
from farolito_resource_guide.reading_hours import Unreadable
from farolito_resource_guide.settings import GuideSettings
from farolito_resource_guide.speech import Speech
from farolito_resource_guide.storing import checked, save, set_status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work
    from farolito_resource_guide.entry import Entry
    from farolito_resource_guide.inherited import Together

SHOWS = ("check", "all", "retired", "above")
ON_A_PAGE = 50


@pages.route("/", permission=OPENS, cache="no-store", csp="staff")
def first(work: Work) -> Any:
    """The desk of the first school of the reader."""
    places = own_places(work)
    if not places:
        raise NotFound("You have no school whose guide you keep.")
    return "", 303, {"Location": desk_path(places[0])}


@pages.route("/<place>/desk", permission=OPENS, cache="no-store", csp="staff")
def desk(work: Work, place: str) -> str:
    """What is to be checked; ``?show=all`` everything, ``?show=retired`` what is not offered any more.

    ``?show=above``: what a district keeps for all its schools. It is seen here and changed there.
    """
    here = own_place(work, place)
    every = entries_of(work.session, here.id).values()
    guide = guide_of(work, here)
    today = work.today()
    show = request.args.get("show", "check")
    show = show if show in SHOWS else "check"
    typed = request.args.get("q", "").strip()[:100]
    shown = [one for one in every if one.status in SHOWN]
    lists = {
        "check": sorted(
            (one for one in shown if age(one, today) != "checked"),
            key=lambda one: (review_day(one), one.number),
        ),
        "all": sorted(shown, key=lambda one: (one.name.casefold(), one.number)),
        "retired": [one for one in every if one.status not in SHOWN],
        "above": sorted(
            (one for one in guide.inherited if one.status in SHOWN),
            key=lambda one: (one.name.casefold(), one.number),
        ),
    }
    found = [
        one for one in lists[show] if typed.casefold() in f"{one.number} {one.name}".casefold()
    ]
    page = _page_of(len(found))
    speaker = Speech(spoken(), work.translate)
    return render_page(
        "resource_guide/desk.html",
        place=here,
        home=desk_path(here),
        others=[(one.name, desk_path(one)) for one in own_places(work) if one.id != here.id],
        show=show,
        typed=typed,
        counts={name: len(several) for name, several in lists.items()},
        waiting=len(proposals.waiting(work.session, here.id)),
        entries=[
            (one, speaker.entry(one, today, keeper=guide.keeper_of(one)), _where(here, guide, one))
            for one in found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        ],
        public=list_path(here.slug),
        page=page,
        more=page * ON_A_PAGE < len(found),
    )


@pages.route("/<place>/desk/new", permission=OPENS, cache="no-store", csp="staff")
def new(work: Work, place: str) -> str:
    """An empty form."""
    here = own_place(work, place)
    return _form(work, here, None, dict.fromkeys(KINDS, "") | {"state": "CA"})


@pages.route("/<place>/desk/new", ("POST",), permission=OPENS, cache="no-store", csp="staff")
def add(work: Work, place: str) -> Any:
    """A new entry."""
    return _saved(work, own_place(work, place), None)


@pages.route("/<place>/desk/entry/<number>", permission=OPENS, cache="no-store", csp="staff")
def edit(work: Work, place: str, number: str) -> str:
    """An entry to change."""
    here = own_place(work, place)
    one = entry_at(work, here, number)
    return _form(work, here, one, as_form(one))


@pages.route(
    "/<place>/desk/entry/<number>", ("POST",), permission=OPENS, cache="no-store", csp="staff"
)
def save_entry(work: Work, place: str, number: str) -> Any:
    """Save what was typed."""
    here = own_place(work, place)
    return _saved(work, here, entry_at(work, here, number))


@pages.route(
    "/<place>/desk/entry/<number>/checked",
    ("POST",),
    permission=OPENS,
    cache="no-store",
    csp="staff",
)
def make_sure(work: Work, place: str, number: str) -> Any:
    """Somebody called or went there: everything is as it stands here."""
    here = own_place(work, place)
    one = made_sure(
        entry_at(work, here, number), work.today(), work.actor.name, review_days(work, here)
    )
    if one.checked_on and one.review_by:
        checked(work.session, here.id, one, one.checked_on, one.assurer, one.review_by)
    listed = request.form.get("back") == "list"
    return "", 303, {"Location": desk_path(here) if listed else _back(here, one)}


@pages.route(
    "/<place>/desk/entry/<number>/retire",
    ("POST",),
    permission=OPENS,
    cache="no-store",
    csp="staff",
)
def retire(work: Work, place: str, number: str) -> Any:
    """It is not offered any more; or it is again."""
    here = own_place(work, place)
    one = entry_at(work, here, number)
    status = "active" if request.form.get("go") == "back" else "inactive"
    if (one.status in SHOWN) != (status == "active"):
        set_status(work.session, here.id, one, status, work.now())
    return "", 303, {"Location": _back(here, one)}


@pages.route("/<place>/desk/said", permission=OPENS, cache="no-store", csp="staff")
def said(work: Work, place: str) -> str:
    """What people say is different."""
    here = own_place(work, place)
    return _said(work, here)


@pages.route(
    "/<place>/desk/said/<proposal_id>", ("POST",), permission=OPENS, cache="no-store", csp="staff"
)
def decide(work: Work, place: str, proposal_id: str) -> Any:
    """Take over what was proposed, or put it aside. Either way it is gone then."""
    here = own_place(work, place)
    go = request.form.get("go")
    if go != "take":
        if go == "drop":
            proposals.decide(work.session, here.id, proposal_id)
        return "", 303, {"Location": f"{desk_path(here)}/said"}
    by_id = {one.id: one for one in entries_of(work.session, here.id).values()}
    made = next(
        (one for one in proposals.waiting(work.session, here.id) if one.id == proposal_id), None
    )
    entry = by_id.get(made.service_id) if made else None
    if made is None or entry is None:
        return "", 303, {"Location": f"{desk_path(here)}/said"}
    try:
        entry = proposals.applied(entry, made.fields)
    except (Unreadable, ValueError):
        typed = as_form(entry) | dict(made.fields)
        return _form(
            work, here, entry, typed, {"hours": "times"} if "hours" in made.fields else {}
        ), 422
    entry = made_sure(
        replace(entry, edited=True), work.today(), work.actor.name, review_days(work, here)
    )
    save(work.session, here.id, entry, work.now())
    proposals.decide(work.session, here.id, proposal_id)
    return "", 303, {"Location": _back(here, entry)}


def desk_path(place: PlaceView) -> str:
    """The desk of a place."""
    return f"{HOME}/{place.slug}/desk"


def review_days(work: Work, place: PlaceView) -> int:
    """How long a check counts at a place."""
    return settings_of(work, GuideSettings, place).review_days or REVIEW_DAYS


def _where(here: PlaceView, guide: Together, entry: Entry) -> str:
    """An own entry is opened to change it, another one as families see it."""
    if entry.id in guide.keepers:
        return entry_path(guide.keepers[entry.id].slug, entry.number, at=here.slug)
    return _back(here, entry)


def _back(place: PlaceView, entry: Entry) -> str:
    return f"{desk_path(place)}/entry/{entry.number}"


def _page_of(many: int) -> int:
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return min(max(1, page), max(1, -(-many // ON_A_PAGE)))


def _saved(work: Work, here: PlaceView, old: Entry | None) -> Any:
    typed = {name: value[:4000] for name, value in request.form.items()}
    entry, wrong = edited(old, typed, here.id, work.now().isoformat())
    if old is not None and typed.get("seen") != seen_of(old):
        return _form(work, here, old, typed, wrong, clash=True), 409
    if entry is None:
        return _form(work, here, old, typed, wrong), 422
    if typed.get("go") == "checked":
        entry = made_sure(entry, work.today(), work.actor.name, review_days(work, here))
    number = save(work.session, here.id, entry, work.now())
    return "", 303, {"Location": _back(here, replace(entry, number=number))}


def seen_of(entry: Entry) -> str:
    """What must still stand when a form is saved."""
    return entry.modified_at.isoformat() if entry.modified_at else ""


def _form(
    work: Work,
    here: PlaceView,
    entry: Entry | None,
    typed: Mapping[str, str],
    wrong: Mapping[str, str] | None = None,
    *,
    clash: bool = False,
) -> str:
    speaker = Speech(spoken(), work.translate)
    return render_page(
        "resource_guide/edit.html",
        place=here,
        home=desk_path(here),
        entry=entry,
        words=speaker.entry(entry, work.today()) if entry else None,
        assurer=entry.assurer if entry else "",
        gone=entry is not None and entry.status not in SHOWN,
        several=len(entry.spots) if entry else 0,
        public=entry_path(here.slug, entry.number) if entry else "",
        action=_back(here, entry) if entry else f"{desk_path(here)}/new",
        seen=seen_of(entry) if entry else "",
        typed=typed,
        wrong={name: gettext(WRONG[code]) for name, code in (wrong or {}).items()},
        clash=clash,
        kinds=KINDS,
        categories=[
            (code, speaker.category(code), bool(one.group)) for code, one in categories().items()
        ],
        tongues=[(tag, one.autonym) for tag, one in LANGUAGES.items() if not one.pseudo],
    )


def _said(work: Work, here: PlaceView) -> str:
    by_id = {one.id: one for one in entries_of(work.session, here.id).values()}
    rows = []
    for one in proposals.waiting(work.session, here.id):
        entry = by_id.get(one.service_id)
        if entry is None:
            continue
        now = proposals.as_typed(entry)
        rows.append(
            {
                "entry": entry,
                "url": _back(here, entry),
                "made": one,
                "who": gettext(proposals.WHO.get(one.who, "")),
                "fields": [
                    (gettext(proposals.FIELDS[name]), now[name], text)
                    for name, text in one.fields.items()
                    if name in proposals.FIELDS
                ],
            }
        )
    return render_page("resource_guide/said.html", place=here, home=desk_path(here), rows=rows)
