"""What was changed in a response after it was sent: by the family, on a tablet, or by staff who corrected it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from farolito.domain.access import roles_at
from farolito.domain.contacting import is_limited
from farolito.domain.question_types.base import Shown
from farolito.domain.summary import summarise
from farolito.domain.what_changed import what_changed
from farolito.services import casework, places, responses
from farolito.services.casework import amending
from farolito.services.outcome import day_of
from farolito.web.i18n import gettext, spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import head
from farolito.web.staff.reach import is_way, shown_row, without_number
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.summary import Summary, SummaryRow, SummarySection
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
    """Each time it was changed, the latest first: when, by whom, why, and what stood there before.

    Why is read only by who may see something of what was changed: it says what that is about.
    """
    sent = responses.read_submissions(work, place, response_id)
    case = casework.case(work, place, response_id, "responses.view")
    path = places.path(work, place)
    roles = roles_at(work.actor.grants, path)
    corrected = {one.number: one for one in amending.amendments(work, case)}
    read = [_read_by(work, one, day_of(sent[0]), roles) for one in sent]
    hides = any(is_limited(one.form, one.answers) for one in sent)
    told = []
    for number, (before, after) in enumerate(pairwise(read), start=1):
        by = corrected.get(sent[number].number)
        rows = _rows(sent[number].form, before, after, read[-1], hides)
        told.append(
            {
                "at": when(sent[number].received_at, spoken()),
                "who": (by.author or "–") if by else "",
                "reason": by.reason if by and rows else "",
                "rows": rows,
            }
        )
    return render_page(
        "staff/changes.html",
        **head(work, case, "changes"),
        first=when(sent[0].received_at, spoken()),
        told=told[::-1],
    )


def _read_by(work: Work, sent: ResponseRecord, day: date, roles: frozenset[str]) -> Summary:
    """As of the day on which it was sent first: an age does not grow by a change."""
    return summarise(sent.form, sent.answers, work.types, day, spoken(), "staff", roles=roles)


def _rows(
    form: Form, before: Summary, after: Summary, latest: Summary, hides: bool
) -> list[dict[str, Any]]:
    """``hides``: what is safe must be read first, or had to be when one of them was sent."""
    stands = {row.question: row for section in latest.sections for row in section.rows}

    def cell(row: SummaryRow | None, instead: str) -> dict[str, Any]:
        if row is None:
            return {"answer": instead, "asked": False}
        now = stands.get(row.question)
        if hides and is_way(form, row) and (now is None or now.answer[:1] != row.answer[:1]):
            gone = Shown(gettext("Not shown: it has changed since"), "words")
            return shown_row(replace(row, answer=(gone, *row.answer[1:])), spoken())
        return shown_row(without_number(form, row, hides), spoken())

    rows = []
    for changed in what_changed(before, after):
        instead = gettext("Not on the list") if changed.off_list else gettext("Not asked")
        rows.append(
            {
                "around": _around(changed.section),
                "label": changed.row.label,
                "label_language": changed.row.label_language,
                "before": cell(changed.before, instead),
                "after": cell(changed.after, instead),
            }
        )
    return rows


def _around(section: SummarySection) -> str:
    """The entries of lists in which a question stands: Ana, Person 2."""
    entry = section.entry_title or (
        f"{section.title} {section.entry_number}" if section.entry_number else ""
    )
    return ", ".join(name for name in (*section.around, entry) if name)
