"""How long things are kept: what goes next, what went, what is held, and a place's own rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import redirect, request

from farolito.domain.definitions import Retention
from farolito.domain.languages import pick
from farolito.errors import Conflict, NotFound
from farolito.services import forms, places, retention
from farolito.services.retention import calendar
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.definitions import Form
    from farolito.domain.retention import Part
    from farolito.domain.views import PlaceView
    from farolito.services.retention.calendar import Kind
    from farolito.services.work import Work

pages = Pages("admin_retention", "/admin")

HERE = "/admin/retention"
PERMISSION = "retention.manage"
AHEAD = timedelta(days=30)
LONGEST_REASON = 500


@pages.route("/retention", permission="retention.manage", cache="no-store", csp="staff")
def retention_page(work: Work) -> str:
    """The next thirty days first: whoever looks here wants no surprise."""
    return _page(work)


@pages.route(
    "/retention/rule", ("POST",), permission="retention.manage", cache="no-store", csp="staff"
)
def change_rule(work: Work) -> Response | str:
    """Keep the answers to a form at a place for a shorter time."""
    fields = posted()
    place, form = _place(work, fields.get("place", "")), _form(work, fields.get("form", ""))
    try:
        wanted = Retention(
            *(int(fields.get(name, "")) for name in ("draft_days", "names", "answers"))
        )
    except ValueError:
        return _page(work, gettext("Write whole numbers of days and months."), fields)
    if min(wanted.draft_days, wanted.answers_months) < 1 or wanted.identity_months < 0:
        return _page(work, gettext("Write whole numbers of days and months."), fields)
    try:
        retention.keep(work, place.id, form.name, wanted)
    except Conflict:
        told = form.retention
        return _page(
            work,
            gettext(
                "Families were told: drafts %(drafts)s days, names %(names)s months, answers %(answers)s months. "
                "A place may keep them for a shorter time, never for longer, and names never longer than answers.",
                drafts=told.draft_days, names=told.identity_months, answers=told.answers_months,
            ),
            fields,
        )  # fmt: skip
    return redirect(f"{HERE}#rules", 303)


@pages.route(
    "/retention/hold", ("POST",), permission="retention.manage", cache="no-store", csp="staff"
)
def place_hold(work: Work) -> Response | str:
    """Keep what a court or an audit needs from being erased."""
    fields = posted()
    place = _place(work, fields.get("place", ""))
    form = _form(work, fields["form"]).name if fields.get("form") else None
    reason = fields.get("reason", "").strip()
    if not reason or len(reason) > LONGEST_REASON:
        return _page(work, gettext("Write why it is held, in a sentence or two."), fields)
    retention.hold(work, place.id, reason, form_name=form)
    return redirect(f"{HERE}#holds", 303)


@pages.route(
    "/retention/lift", ("POST",), permission="retention.manage", cache="no-store", csp="staff"
)
def lift_hold(work: Work) -> Response:
    """From now on the rules count again."""
    fields = posted()
    retention.lift(work, _place(work, fields.get("place", "")).id, fields.get("hold", ""))
    return redirect(f"{HERE}#holds", 303)


@pages.route(
    "/retention/erased/<day>", permission="retention.manage", cache="no-store", csp="staff"
)
def certificate(work: Work, day: str) -> str:
    """What was erased on a day, to print and to file."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise NotFound("There is no such page.") from None
    rows = calendar.gone(work, _sites(work), wanted)
    if not rows:
        raise NotFound("There is no such page.")
    return render_page(
        "admin/certificate.html",
        day=date_words(wanted, spoken()),
        rows=[
            {
                "place": row.place.name,
                "form": _title(work, row.form_name),
                "part": _part(row.part),
                "why": gettext("Its time was over")
                if row.reason == "retention"
                else gettext("A family asked"),
                "many": row.many,
            }
            for row in rows
        ],
    )


def _page(work: Work, problem: str = "", typed: object = None) -> str:
    language = spoken()
    known = _sites(work)
    current = [_form(work, one.name) for one in forms.published(work)]
    own = retention.rules_of(work)
    return render_page(
        "admin/retention.html",
        problem=problem,
        typed=typed or request.args,
        coming=[
            {
                "place": one.place.name,
                "form": pick(one.form.title, language),
                "part": _part(one.part, one.kind),
                "many": one.many,
            }
            for one in calendar.coming(work, known, work.now() + AHEAD)
        ],
        nights=[
            (day.isoformat(), date_words(day, language)) for day in calendar.nights(work, known)
        ],
        holds=[
            {
                "place": place,
                "hold": hold,
                "form": _title(work, hold.form_name) if hold.form_name else None,
                "since": when(hold.placed_at, language),
            }
            for place in known
            for hold in retention.holds(work, place.id)
        ],
        rules=[
            {"form": pick(form.title, language), "kept": _kept(form.retention)} for form in current
        ],
        own=[
            {
                "place": place.name,
                "form": pick(form.title, language),
                "kept": _kept(own[place.id, form.name]),
            }
            for place in known
            for form in current
            if (place.id, form.name) in own
        ],
        places=known,
        forms=[(form.name, pick(form.title, language)) for form in current],
    )


def _kept(kept: Retention) -> tuple[str, str, str]:
    return (
        ngettext("%(num)s day", "%(num)s days", kept.draft_days),
        ngettext("%(num)s month", "%(num)s months", kept.identity_months),
        ngettext("%(num)s month", "%(num)s months", kept.answers_months),
    )


def _part(part: Part, kind: Kind = "sent") -> str:
    if kind == "drafts":
        return gettext("Drafts that were never sent")
    if kind == "undecided":
        return gettext("Forms from tablets that nobody has decided about")
    return gettext("Names and contacts") if part == "names" else gettext("Everything")


def _title(work: Work, form_name: str) -> tuple[str, str]:
    """A form's title, or its name where it is not published any more."""
    try:
        return pick(forms.current(work, form_name).title, spoken())
    except NotFound:
        return form_name, "en"


def _sites(work: Work) -> list[PlaceView]:
    """The schools for which this person may decide."""
    return [place for place in places.where(work, PERMISSION) if place.kind == "site"]


def _place(work: Work, slug: str) -> PlaceView:
    for place in _sites(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such place.")


def _form(work: Work, name: str) -> Form:
    return forms.current(work, name)
