"""The fairs of a place, and the page on which one is planned, or planned anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from flask import make_response, redirect

from farolito.domain.access import holds
from farolito.domain.languages import LANGUAGES, WRITTEN
from farolito.errors import NotFound
from farolito.services import fairs, links, places
from farolito.services.fairs import Plan, PlanRefused, Table
from farolito.services.referrals import partners
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.staff.fairs.pages import about, address, pages, state_words, title_of

if TYPE_CHECKING:
    from typing import Any

    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from farolito.services.work import Work


@pages.route("/<place>/fairs", permission="events.help", cache="no-store", csp="staff")
def of_place(work: Work, place: str) -> str:
    """Every fair of the place, the latest first."""
    found = fairs.of_place(work, place)
    grants, path = work.actor.grants, places.path(work, place)
    may_manage = holds(grants, "events.manage", path)
    return render_page(
        "staff/fairs/list.html",
        place=places.by_slug(work, place),
        may_manage=may_manage,
        fairs=[
            {
                "name": one.plan.name,
                "day": date_words(one.plan.day, spoken()),
                "state": state_words(one),
                "open": one.state == "open",
                "address": address(one) if may_manage else address(one, "board"),
            }
            for one in found
            if may_manage or one.state == "open"
        ],
    )


@pages.route("/<place>/fairs/new", permission="events.manage", cache="no-store", csp="staff")
def new(work: Work, place: str) -> str:
    """An empty plan, for today, with the languages that families here read first."""
    _managed(work, place)
    first = places.settings_of(work, place).first_languages
    return _page(work, place, Plan("", work.today(), (), first))


@pages.route(
    "/<place>/fairs/new", ("POST",), permission="events.manage", cache="no-store", csp="staff"
)
def plan(work: Work, place: str) -> Response:
    """Plan it."""
    _managed(work, place)
    wanted, typed_day = _typed(posted())
    try:
        if wanted is None:
            raise PlanRefused("day")
        fair_id = fairs.plan(work, place, wanted)
    except PlanRefused as refused:
        shown = wanted or _typed(posted(), work.today())[0]
        return make_response(_page(work, place, shown, typed_day, refused.field), 422)
    return redirect(f"/staff/{place}/fairs/{fair_id}", 303)


@pages.route(
    "/<place>/fairs/<event_id>/plan", permission="events.manage", cache="no-store", csp="staff"
)
def edit(work: Work, place: str, event_id: str) -> str:
    """The plan as it is."""
    fair = fairs.one(work, place, event_id)
    return _page(work, place, fair.plan, fair=fair)


@pages.route(
    "/<place>/fairs/<event_id>/plan", ("POST",), permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def change(work: Work, place: str, event_id: str) -> Response:
    """Plan it anew."""
    fair = fairs.one(work, place, event_id)
    wanted, typed_day = _typed(posted())
    try:
        if wanted is None:
            raise PlanRefused("day")
        fairs.change(work, fair, wanted)
    except PlanRefused as refused:
        shown = wanted or replace(_typed(posted(), fair.plan.day)[0])
        return make_response(_page(work, place, shown, typed_day, refused.field, fair), 422)
    return redirect(address(fair), 303)


def _managed(work: Work, place: str) -> None:
    if not holds(work.actor.grants, "events.manage", places.path(work, place)):
        raise NotFound("There is no such page.")


def _typed(fields: MultiDict[str, str], day: date | None = None) -> tuple[Any, str]:
    """The plan that was typed, None where its day is none; and the day as it was typed."""
    typed_day = fields.get("day", "").strip()
    if day is None:
        try:
            day = date.fromisoformat(typed_day)
        except ValueError:
            return None, typed_day
    names = [*fields.getlist("partner"), *fields.get("tables", "").split("\n")]
    wanted = Plan(
        name=fields.get("name", ""),
        day=day,
        links=tuple(dict.fromkeys(fields.getlist("form"))),
        languages=tuple(dict.fromkeys(tag for tag in fields.getlist("language") if tag in WRITTEN)),
        tables=tuple(Table(name) for name in names),
    )
    return wanted, typed_day


def _page(
    work: Work,
    place: str,
    plan: Plan,
    typed_day: str = "",
    field: str = "",
    fair: fairs.FairView | None = None,
) -> str:
    forms = [one for one in links.of_place(work, place) if fairs.may_be_there(one)]
    try:
        known = sorted(
            {one.facts.name for one in partners.of_place(work, place) if one.facts.active}
        )
    except NotFound:
        known = []
    named = [table.name.strip() for table in plan.tables]
    return render_page(
        "staff/fairs/plan.html",
        **({"place": places.by_slug(work, place)} if fair is None else about(work, fair)),
        planned=fair is not None,
        plan=plan,
        day_typed=typed_day or plan.day.isoformat(),
        forms=[(one.slug, *title_of(one), one.slug in plan.links) for one in forms],
        tongues=[(LANGUAGES[tag], tag in plan.languages) for tag in WRITTEN],
        partners=[(name, name in named) for name in known],
        others="\n".join(name for name in named if name and name not in known),
        field=field,
        problem={
            "": "",
            "name": gettext("Write what the fair is called, in 100 letters or fewer"),
            "day": gettext("Choose the day: today, or one that comes"),
            "links": gettext("Choose at least one form"),
            "tables": gettext("Write shorter names: 80 letters at most, and 60 tables"),
        }[field],
    )
