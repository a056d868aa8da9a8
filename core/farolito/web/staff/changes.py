"""What was changed in a response after it was sent: by the family, on a tablet, or by staff who corrected it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from farolito.domain.contacting import is_limited
from farolito.domain.summary import summarise
from farolito.domain.what_changed import what_changed
from farolito.services import casework, places, responses
from farolito.services.casework import amending
from farolito.services.outcome import day_of
from farolito.web.i18n import gettext, spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import head
from farolito.web.staff.reach import shown_row, without_number
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.definitions import Form
    from farolito.domain.summary import SummaryRow, SummarySection
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

pages = Pages("staff_changes", "/staff")


@pages.route(
    "/<place>/responses/<response_id>/changes",
    permission="responses.view",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
)
def changes(work: Work, place: str, response_id: str) -> str:
    """Each time it was changed, the latest first: when, by whom, why, and what stood there before."""
    sent = responses.read_sendings(work, place, response_id)
    case = casework.case(work, place, response_id, "responses.view")
    path = places.path(work, place)
    roles = frozenset(grant.role for grant in work.actor.grants if grant.place_id in path)
    corrected = {one.number: one for one in amending.amendments(work, case)}
    told = []
    for before, after in pairwise(sent):
        by = corrected.get(after.number)
        told.append(
            {
                "at": when(after.received_at, spoken()),
                "who": by.author if by else "",
                "reason": by.reason if by else "",
                "rows": _rows(work, before, after, sent, roles),
            }
        )
    return render_page(
        "staff/changes.html",
        **head(work, case, "changes"),
        first=when(sent[0].received_at, spoken()) if sent else "",
        told=told[::-1],
    )


def _rows(
    work: Work,
    before: ResponseRecord,
    after: ResponseRecord,
    sent: Sequence[ResponseRecord],
    roles: frozenset[str],
) -> list[dict[str, Any]]:
    """As of the day on which it was sent first: an age does not grow by a change."""
    language, hides = spoken(), is_limited(sent[-1].form, sent[-1].answers)
    one, other = (
        summarise(
            record.form, record.answers, work.types, day_of(sent[0]), language, "staff", roles=roles
        )
        for record in (before, after)
    )

    def cell(row: SummaryRow | None, form: Form) -> dict[str, Any]:
        if row is None:
            return {"answer": gettext("Not asked"), "asked": False}
        return shown_row(without_number(form, row, hides), language)

    rows = []
    for changed in what_changed(one, other):
        rows.append(
            {
                "around": _around(changed.section),
                "label": changed.row.label,
                "label_language": changed.row.label_language,
                "before": cell(changed.before, before.form),
                "after": cell(changed.after, after.form),
            }
        )
    return rows


def _around(section: SummarySection) -> str:
    """The entries of lists in which a question stands: Ana, Person 2."""
    entry = section.entry_title or (
        f"{section.title} {section.entry_number}" if section.entry_number else ""
    )
    return ", ".join(name for name in (*section.around, entry) if name)
