"""One response: what the family answered, what follows from it, and its two printed copies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.access import holds, roles_at
from farolito.domain.consent_paths import is_students_own
from farolito.domain.contacting import is_limited
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.regimes import POLICIES
from farolito.domain.scoring import band
from farolito.domain.summary import runs_of, summarise
from farolito.services import casework, documents, paper_sheets, places, responses
from farolito.services.casework.opening import names_of
from farolito.services.outcome import day_of, outcome_of
from farolito.services.paper_sheets import shown_number
from farolito.web.filters import form_words
from farolito.web.i18n import gettext, spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.sent_files import reply, wants_small
from farolito.web.staff.case_head import head
from farolito.web.staff.households import family_box
from farolito.web.staff.paper import large, paper, prints, to_turn_on
from farolito.web.staff.reach import is_safe_contact, shown_row, without_number
from farolito.web.staff.words import code_words, status_words, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from farolito.domain.definitions import Question
    from farolito.domain.summary import SummarySection
    from farolito.plugins.parts import DocumentPurpose
    from farolito.services.outcome import Outcome
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

pages = Pages("staff_response", "/staff")


@pages.route(
    "/<place>/responses/<response_id>",
    permission="responses.view",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
)
def response(work: Work, place: str, response_id: str) -> str:
    """The answers in the reader's language, with the family's own words where they differ.

    Everything is as of the day it was sent, as on paper: an age that decides what was asked does not grow.
    """
    record = responses.read(work, place, response_id)
    form, language = record.form, spoken()
    path = places.path(work, place)
    summary = summarise(
        form,
        record.answers,
        work.types,
        day_of(record),
        language,
        "staff",
        second_language=record.language if record.language != language else None,
        roles=roles_at(work.actor.grants, path),
    )
    outcome = outcome_of(work, record)
    rows = [row for section in summary.sections for row in section.rows]
    files = f"{_address(place, response_id)}/files"
    copies, no_paper = _copies(work, record, path)
    case = casework.case(work, place, response_id, "responses.view")
    hides = is_limited(form, record.answers)
    return render_page(
        "staff/response.html",
        **head(work, case, ""),
        family=family_box(work, place, response_id),
        plans=case.has_family and holds(work.actor.grants, casework.WORKS, path),
        title=pick(form.title, language, form.languages[0]),
        language=LANGUAGES[record.language],
        sent=when(record.received_at, language),
        status=status_words(record.status),
        changed=record.number > 1,
        paper_origin=_origin(work, place, response_id, form.questions),
        copies=copies,
        no_paper=no_paper,
        finds_needs=bool(form.needs),
        needs=[
            {"words": form_words(need.label, language), "urgent": need.urgent}
            for need in sorted(outcome.needs, key=lambda need: not need.urgent)
        ],
        on_duty=_on_duty(work, place, outcome),
        unverified=[block for block in form.blocks if not block.verified],
        scores=_scores(record, outcome, language),
        steps=[
            {
                "title": form_words(step.title, language),
                "detail": form_words(step.detail, language),
                "phone": step.phone,
            }
            for step in outcome.steps
        ],
        left_out=_left_out(outcome),
        safe_contact=[
            shown_row(without_number(form, row, hides), language)
            for row in rows
            if is_safe_contact(form, row)
        ],
        sections=[
            section_shown(
                replace(
                    section, rows=tuple(without_number(form, row, hides) for row in section.rows)
                ),
                language,
                files,
            )
            for section in summary.sections
        ],
    )


@pages.route(
    "/<place>/responses/<response_id>/files/<file_id>",
    permission="responses.view",
    cache="no-store",
    csp="file",
    writes=True,  # the reading is recorded
)
def file(work: Work, place: str, response_id: str, file_id: str) -> Response:
    """A photo or file of a response, for whoever may read it."""
    small = wants_small()
    return reply(responses.read_file(work, place, response_id, file_id, small=small), file_id)


@pages.route(
    "/<place>/responses/<response_id>/family-copy.pdf",
    permission="responses.print",
    cache="no-store",
    csp="staff",
    writes=True,
)
def family_copy(work: Work, place: str, response_id: str) -> Response:
    """What the family takes home, in the family's language."""
    return paper(
        work,
        "family_copy",
        place,
        lambda: documents.family_copy_for_staff(work, place, response_id, large_print=large()),
        way_back=_address(place, response_id),
    )


@pages.route(
    "/<place>/responses/<response_id>/staff-copy.pdf",
    permission="responses.print",
    cache="no-store",
    csp="staff",
    writes=True,
)
def staff_copy(work: Work, place: str, response_id: str) -> Response:
    """What the school keeps, not to be handed out."""
    return paper(
        work,
        "staff_copy",
        place,
        lambda: documents.staff_copy(
            work, place, response_id, language=spoken(), large_print=large()
        ),
        way_back=_address(place, response_id),
    )


def _address(place: str, response_id: str) -> str:
    return f"/staff/{place}/responses/{response_id}"


def _copies(
    work: Work, record: ResponseRecord, path: tuple[str, ...]
) -> tuple[list[tuple[str, str]], str]:
    """The copies that this person may print now, file and words; and what to do where no plugin prints them."""
    if not holds(work.actor.grants, "responses.print", path) or not work.hooks.decide_access(
        work.actor, "responses.print", record.place, record.form.regime, record.form.name
    ):
        return [], ""
    possible: list[tuple[DocumentPurpose, str, str]] = []
    allowed = POLICIES[record.form.regime].prints
    if "family_copy" in allowed and record.status in ("completed", "amended"):
        own = is_students_own(record.form.regime, record.consent_path)
        named = gettext("Print the student’s copy") if own else gettext("Print the family copy")
        possible.append(("family_copy", "family-copy.pdf", named))
    if "staff_copy" in allowed and record.number:
        possible.append(("staff_copy", "staff-copy.pdf", gettext("Print the staff copy")))
    offered = [
        (file, words)
        for purpose, file, words in possible
        if prints(work, purpose, record.place.slug, record.form)
    ]
    return offered, "" if len(offered) == len(possible) else to_turn_on()


def _origin(
    work: Work, place: str, response_id: str, questions: Mapping[str, Question]
) -> dict[str, Any] | None:
    """The paper that it was typed in from, if it was: its number, who typed it, what could not be read."""
    found = paper_sheets.of_response(work, place, response_id)
    if found is None:
        return None
    marked = [
        (form_words(questions[name].label, spoken()), mark)
        for path, mark in found.marks.items()
        if (name := path.rpartition("/")[2]) in questions
    ]
    return {
        "number": shown_number(found.number),
        "who": names_of(work, [found.typed_by]).get(found.typed_by, ""),
        "when": when(found.typed_at, spoken()),
        "original": found.original,
        "marked": marked,
    }


def _on_duty(work: Work, place: str, outcome: Outcome) -> tuple[str, str]:
    """Who acts on what can not wait, and when they are there; nothing where all can wait."""
    if not any(need.urgent for need in outcome.needs):
        return "", ""
    promised = places.settings_of(work, place).promises
    return promised.on_duty, promised.on_duty_hours


def _left_out(outcome: Outcome) -> str:
    if not outcome.left_out:
        return ""
    names = ", ".join(map(code_words, outcome.left_out))
    return gettext("A plugin failed, so its next steps are missing: %(names)s.", names=names)


def _scores(record: ResponseRecord, outcome: Outcome, language: str) -> list[dict[str, Any]]:
    found = []
    for score in record.form.scores:
        value = outcome.scores.get(score.name)
        reached = band(score, value)
        found.append(
            {
                "label": form_words(score.label, language),
                "value": gettext("no score: an answer is missing")
                if value is None
                else f"{value:g}",
                "band": form_words(reached.label, language) if reached else "",
            }
        )
    return found


def section_shown(section: SummarySection, language: str, files: str) -> dict[str, Any]:
    """A section of answers for a template; ``files``: the address below which its photos are, "" for none."""
    return {
        "title": section.title,
        "language": section.title_language,
        "around": section.around,
        "number": section.entry_number,
        "entry": section.entry_title,
        "empty": section.empty,
        "runs": [
            {
                "group": group,
                "language": rows[0].group_language,
                "rows": [shown_row(row, language, files) for row in rows],
            }
            for group, rows in runs_of(section.rows)
        ],
    }
