"""Numbers of a site, a district or the county: a page with charts, and the report as page, PDF and file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response, redirect, request

from farolito.domain.access import holds
from farolito.domain.afterwards import CONTACT, FOLLOW_UP
from farolito.domain.counted import LANGUAGE, NEED
from farolito.domain.languages import pick
from farolito.domain.rounds import AT_ONCE
from farolito.errors import NotFound
from farolito.exports.counts import csv_of
from farolito.services import documents, numbers, places
from farolito.services.plugins.panels import panels
from farolito.web.i18n import label_of, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.paper import large, paper

if TYPE_CHECKING:
    from farolito.domain.documents import CountReport
    from farolito.services.work import Work

BLOCKS = (NEED, LANGUAGE, CONTACT, FOLLOW_UP)

pages = Pages("staff_numbers", "/staff")


@pages.route("/numbers", permission="counts.view", cache="no-store", csp="staff")
def start(work: Work) -> Response | str:
    """The place whose numbers this person may see, or the list of them, the largest first."""
    found = numbers.places_of_actor(work)
    if len(found) == 1:
        return redirect(f"/staff/{found[0].slug}/numbers", 303)  # type: ignore[return-value]
    return render_page("staff/places.html", places=found, page="/numbers")


@pages.route("/<place>/numbers", permission="counts.view", cache="no-store", csp="staff")
def dashboard(work: Work, place: str) -> str:
    """Needs, languages, contact, follow-up, months. ``?form=`` and ``?year=`` choose; nothing else can be chosen."""
    now = numbers.shown(work, place, request.args.get("form"), request.args.get("year"))
    told = None if now.form is None else numbers.report_of(work, now, spoken())
    months = numbers.months_of(now, spoken())
    most = max((many for _, many in months), default=1)
    return render_page(
        "staff/numbers.html",
        place=now.place,
        here=now,
        fewest=now.small + 1,
        at_once=AT_ONCE * (now.small + 1),
        report=told,
        blocks=[] if told is None else [one for one in told.blocks if one.name in BLOCKS],
        forms=[(one.form.name, *pick(one.form.title, spoken())) for one in now.forms],
        years=next((one.periods for one in now.forms if one.form is now.form), ()),
        panels=[(label_of(one.plugin, one.title), one) for one in panels(work, place)],
        months=[(words, many, round(100 * many / most)) for words, many in months],
        may_manage=holds(work.actor.grants, "places.manage", places.path(work, place)),
        may_list=holds(work.actor.grants, "responses.list", places.path(work, place)),
    )


@pages.route(
    "/<place>/numbers", methods=("POST",), permission="places.manage", cache="no-store", csp="staff"
)
def hide_more(work: Work, place: str) -> Response:
    """Which counts are too small to show here, from now on."""
    typed = posted().get("small", "")
    if typed.isascii() and typed.isdecimal() and len(typed) <= 3:
        numbers.hide_up_to(work, place, int(typed))
    return redirect(f"/staff/{place}/numbers", 303)  # type: ignore[return-value]


@pages.route("/<place>/numbers/report", permission="counts.view", cache="no-store", csp="staff")
def report(work: Work, place: str) -> str:
    """Everything that was counted, with how it was asked."""
    return render_page(
        "staff/report.html",
        report=_asked(work, place),
        chosen=f"?form={request.args['form']}&year={request.args['year']}",
    )


@pages.route("/<place>/numbers/report.pdf", permission="counts.view", cache="no-store", csp="staff")
def report_pdf(work: Work, place: str) -> Response:
    """The report on paper."""
    told = replace(_asked(work, place), large_print=large())
    return paper(
        work, "report", place, lambda: documents.count_report(work, told), f"/staff/{place}/numbers"
    )


@pages.route("/<place>/numbers/report.csv", permission="counts.view", cache="no-store", csp="staff")
def report_csv(work: Work, place: str) -> Response:
    """The report as a file for other programs."""
    told = _asked(work, place)
    name = f"{told.place_slug}-{told.form_name}-{request.args['year']}.csv"
    return Response(
        csv_of(told),
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


def _asked(work: Work, place: str) -> CountReport:
    form, year = request.args.get("form"), request.args.get("year")
    if not form or not year:
        raise NotFound("There is no such page.")
    return numbers.report(work, place, form, year, spoken())
