"""One response: what the family answered, what follows from it, and its two printed copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.scoring import band
from farolito.domain.summary import summarise
from farolito.services import documents, responses
from farolito.services.outcome import outcome_of
from farolito.web.filters import form_words, shown
from farolito.web.i18n import gettext, spoken
from farolito.web.identity import may_ever
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.forms import pdf_reply
from farolito.web.staff.words import status_words, when

if TYPE_CHECKING:
    from flask import Response

    from farolito.domain.summary import SummaryRow, SummarySection
    from farolito.services.outcome import Outcome
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

pages = Pages("staff_response", "/staff")

SAFE_CONTACT = "safe_contact"
"""The name that every form gives to the question how it is safe to reach somebody."""


@pages.route(
    "/<place>/responses/<response_id>",
    permission="responses.view",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
)
def response(work: Work, place: str, response_id: str) -> str:
    """The answers in the reader's language, with the family's own words where they differ."""
    record = responses.read(work, place, response_id)
    form, language = record.form, spoken()
    second = record.language if record.language != language else None
    summary = summarise(
        form,
        record.answers,
        work.types,
        work.today(),
        language,
        "staff",
        second_language=second,
        roles={grant.role for grant in work.actor.grants},
    )
    outcome = outcome_of(
        work,
        record.place,
        form,
        record.answers,
        response_id=record.response_id,
        status=record.status,
        language=record.language,
    )
    rows = [row for section in summary.sections for row in section.rows]
    return render_page(
        "staff/response.html",
        place=record.place,
        here=f"/staff/{record.place.slug}/responses/{record.response_id}",
        code=codes.shown(record.code) if record.code else "",
        title=pick(form.title, language, form.languages[0]),
        language=LANGUAGES[record.language],
        sent=when(record.received_at, language),
        status=status_words(record.status),
        may_print=may_ever(work.actor, "responses.print") and record.number > 0,
        needs=[form_words(need.label, language) for need in outcome.needs],
        scores=_scores(record, outcome, language),
        steps=[
            {"title": form_words(step.title, language), "detail": form_words(step.detail, language),
             "phone": step.phone}
            for step in outcome.steps
        ],
        left_out=gettext("A plugin failed, so its next steps are missing: %(names)s.",
                         names=", ".join(outcome.left_out)) if outcome.left_out else "",
        safe_contact=[_row(row, language) for row in rows if _is_safe_contact(row) and row.answer],
        sections=[_section(section, language) for section in summary.sections],
    )  # fmt: skip


@pages.route(
    "/<place>/responses/<response_id>/family-copy.pdf",
    permission="responses.print",
    cache="no-store",
    csp="none",
    writes=True,
)
def family_copy(work: Work, place: str, response_id: str) -> Response:
    """What the family takes home, in the family's language."""
    return pdf_reply(documents.family_copy_for_staff(work, place, response_id))


@pages.route(
    "/<place>/responses/<response_id>/staff-copy.pdf",
    permission="responses.print",
    cache="no-store",
    csp="none",
    writes=True,
)
def staff_copy(work: Work, place: str, response_id: str) -> Response:
    """What the school keeps, not to be handed out."""
    return pdf_reply(documents.staff_copy(work, place, response_id, language=spoken()))


def _is_safe_contact(row: SummaryRow) -> bool:
    return row.question.rpartition("/")[2] == SAFE_CONTACT


def _scores(record: ResponseRecord, outcome: Outcome, language: str) -> list[dict[str, Any]]:
    found = []
    for score in record.form.scores:
        value = outcome.scores.get(score.name)
        reached = band(score, value)
        found.append(
            {
                "label": form_words(score.label, language),
                "value": gettext("no score: an answer is missing") if value is None else f"{value:g}",
                "band": form_words(reached.label, language) if reached else "",
            }
        )
    return found


def _section(section: SummarySection, language: str) -> dict[str, Any]:
    return {
        "title": section.title,
        "language": section.title_language,
        "entry": section.entry_title
        or (gettext("Person %(number)s", number=section.entry_number) if section.entry_number else ""),
        "empty": section.empty,
        "rows": [_row(row, language) for row in section.rows],
    }


def _row(row: SummaryRow, language: str) -> dict[str, Any]:
    same = [piece.text for piece in row.answer] == [piece.text for piece in row.other]
    return {
        "label": row.label,
        "label_language": row.label_language,
        "answer": shown(row.answer, language) if row.answer else _state_words(row),
        "asked": bool(row.answer),
        "other": "" if same or not row.other else shown(row.other, language),
        "gone": row.state == "unavailable",
    }


def _state_words(row: SummaryRow) -> str:
    return gettext("Skipped") if row.state == "skipped" else gettext("Not answered")
