"""The tables of a fair: what each helps with, and the signs that say so in the languages of the families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect

from farolito.services import documents, fairs
from farolito.services.fairs.helps import HELPS
from farolito.services.fairs.tables import LONGEST_WORDS
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.staff.fairs.pages import about, address, in_order, pages
from farolito.web.staff.paper import paper, prints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.fairs import FairView
    from farolito.services.work import Work


@pages.route(
    "/<place>/fairs/<event_id>/tables", permission="events.manage", cache="no-store", csp="staff"
)
def tables(work: Work, place: str, event_id: str) -> str:
    """What stands on the sign of each table."""
    fair = fairs.one(work, place, event_id)
    return _page(work, fair, {one.name: (one.helps, one.words) for one in fair.plan.tables})


@pages.route(
    "/<place>/fairs/<event_id>/tables", ("POST",), permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def describe(work: Work, place: str, event_id: str) -> AnyResponse:
    """Keep it, and print the signs."""
    fair, fields = fairs.one(work, place, event_id), posted()
    said = {
        table.name: (tuple(fields.getlist(f"helps-{at}")), fields.get(f"words-{at}", ""))
        for at, table in enumerate(fair.plan.tables, 1)
        if fields.get(f"table-{at}") == table.name  # the plan may have changed meanwhile
    }
    long = [name for name, (_, words) in said.items() if len(words) > LONGEST_WORDS]
    if long:
        return make_response(_page(work, fair, said, long[0]), 422)
    fairs.describe_tables(work, fair, said)
    return redirect(address(fair, "tables"), 303)


@pages.route(
    "/<place>/fairs/<event_id>/signs.pdf", permission="events.manage", cache="no-store", csp="staff"
)
def signs(work: Work, place: str, event_id: str) -> Response:
    """A sign for each table at which somebody sits."""
    fair = fairs.one(work, place, event_id)
    return paper(
        work,
        "table_signs",
        place,
        lambda: documents.table_signs(work, fair),
        address(fair, "tables"),
    )


def _page(
    work: Work, fair: FairView, said: Mapping[str, tuple[tuple[str, ...], str]], long: str = ""
) -> str:
    rows = [
        {"name": one.name, "on": one.on, "helps": helps, "words": words, "bad": one.name == long}
        for one in fair.plan.tables
        for helps, words in (said.get(one.name, (one.helps, one.words)),)
    ]
    at = next((number for number, row in enumerate(rows, 1) if row["bad"]), 0)
    return render_page(
        "staff/fairs/tables.html",
        **about(work, fair),
        tables=rows,
        helps=[(name, work.translate(words, spoken())) for name, words in HELPS.items()],
        tongues=in_order(fair.plan.languages)[: max(2, min(6, len(fair.plan.languages)))],
        prints=prints(work, "table_signs", fair.place.slug) and any(row["on"] for row in rows),
        problem=gettext("Write fewer words for this table: %(num)s letters", num=LONGEST_WORDS)
        if long
        else "",
        field=f"words-{at}",
    )
