"""Correcting an answer for a family: the page of the form that asks it, and why it is corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import make_response, redirect
from markupsafe import Markup

from farolito.domain.access import roles_at
from farolito.domain.answers import accept
from farolito.domain.drafts import Draft
from farolito.domain.fields import shown_fields
from farolito.domain.journey import journey
from farolito.domain.question_types.base import ParseContext
from farolito.domain.question_types.searched import SearchedType
from farolito.domain.summary import summarise
from farolito.errors import NotFound
from farolito.services import casework, responses
from farolito.services.casework import Changed, amending
from farolito.services.outcome import day_of
from farolito.services.work import SCHOOL_ZONE
from farolito.web.host import host
from farolito.web.i18n import gettext, speaking, spoken
from farolito.web.posted import posted
from farolito.web.problems import sentence_about
from farolito.web.rendering import render_page
from farolito.web.respond.compiling import compile_question, heading_of, single_question
from farolito.web.respond.filling import Filling
from farolito.web.respond.question_view import field_id
from farolito.web.routes import Pages
from farolito.web.staff.case_head import address, head
from farolito.web.widgets import bound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from farolito.domain.journey import Step
    from farolito.domain.problems import Problem
    from farolito.services.casework import Case
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

pages = Pages("staff_correct", "/staff")


@pages.route(
    "/<place>/responses/<response_id>/correct",
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
)
def which(work: Work, place: str, response_id: str) -> str:
    """Which page of the form is to be corrected, for each entry of a list apart; others are not in the list."""
    case, record = _opened(work, place, response_id)
    language = _language(record)
    called = _called(work, case, record)
    return render_page(
        "staff/correct_which.html",
        **head(work, case, ""),
        steps=[
            {
                "key": step.key,
                "title": heading_of(step.section, step.page, language),
                "who": called.get(step.within, ""),
            }
            for step in _steps(work, case, record)
            if step.page is not None
        ],
    )


@pages.route(
    "/<place>/responses/<response_id>/correct/<path:key>",
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
    writes=True,
)
def edit(work: Work, place: str, response_id: str, key: str) -> str:
    """One page of the form with what was answered, as the family saw it."""
    case, record = _opened(work, place, response_id)
    return _page(work, case, record, _step(work, case, record, key), Draft(record.answers))


@pages.route(
    "/<place>/responses/<response_id>/correct/<path:key>",
    ("POST",),
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def save(work: Work, place: str, response_id: str, key: str) -> Response:
    """Send the corrected answers as the next submission. A conflict and a problem keep what was typed."""
    case, record = _opened(work, place, response_id)
    fields = posted()
    number, reason = fields.get("_number", ""), fields.get("_reason", "").strip()
    if not number.isdecimal() or len(number) > 6:
        raise NotFound("There is no such page.")
    here = _step(work, case, record, key)
    typed = bound(here.questions, work.types, host().widgets, fields)
    context = ParseContext(
        day_of(record), _language(record), at=work.now().astimezone(SCHOOL_ZONE).isoformat()
    )
    draft, wrong = accept(record.form, here, typed, Draft(record.answers), work.types, context)
    told: dict[str, str] = {}
    if not reason or len(reason) > amending.LONGEST:
        told["_reason"] = gettext("Write why it is corrected, in 500 letters or fewer")
    kept = replace(draft, raw={here.path(name): raw for name, raw in typed.items()})
    if wrong or told:
        page = _page(work, case, record, here, kept, wrong, told, reason)
        return make_response(page, 422)
    try:
        amending.amend(work, case, int(number), draft.answers, reason)
    except Changed:
        told["_reason"] = gettext(
            "Somebody else corrected these answers meanwhile. What you typed is still here. Look, then save again."
        )
        return make_response(_page(work, case, record, here, kept, (), told, reason), 409)
    return redirect(address(place, response_id), 303)


def _opened(work: Work, place: str, response_id: str) -> tuple[Case, ResponseRecord]:
    case = casework.case(work, place, response_id)
    if not case.has_family or case.status not in ("completed", "amended"):
        raise NotFound("There is nothing to correct.")
    return case, responses.read(work, place, response_id)


def _language(record: ResponseRecord) -> str:
    """That of whoever corrects, if the form has it."""
    return spoken() if spoken() in record.form.languages else record.form.languages[0]


def _steps(work: Work, case: Case, record: ResponseRecord) -> list[Step]:
    """The pages that can be corrected here: no consents, nothing looked for, nothing that is not for this reader.

    A list keeps its entries: their pages are among these, the page of the list itself is not.
    """
    roles = _roles(work, case)
    found = []
    for step in journey(record.form, record.answers, work.types, day_of(record)):
        if step.kind != "page" or not step.questions:
            continue
        kinds = [work.types.get(question.type) for question in step.questions]
        if any(kind is None or isinstance(kind, SearchedType) for kind in kinds):
            continue
        hidden = any(q.audience_view and not roles & set(q.audience_view) for q in step.questions)
        if not hidden and not any(q.type == "consent" for q in step.questions):
            found.append(step)
    return found


def _roles(work: Work, case: Case) -> frozenset[str]:
    return roles_at(work.actor.grants, case.path)


def _called(work: Work, case: Case, record: ResponseRecord) -> dict[str, str]:
    """What each entry of a list is called, as far as this reader may know: by the path of the entry."""
    summary = summarise(
        record.form, record.answers, work.types, day_of(record), _language(record), "staff",
        roles=_roles(work, case),
    )  # fmt: skip
    return {
        row.question.rpartition("/")[0]: ", ".join(
            # without a name, its number on the list
            (*section.around, section.entry_title or f"{section.title} {section.entry_number}")
        )
        for section in summary.sections
        for row in section.rows
        if section.entry_number is not None
    }


def _step(work: Work, case: Case, record: ResponseRecord, key: str) -> Step:
    for step in _steps(work, case, record):
        if step.key == key:
            return step
    raise NotFound("There is no such page.")


def _page(
    work: Work,
    case: Case,
    record: ResponseRecord,
    here: Step,
    draft: Draft,
    problems: Sequence[Problem] = (),
    told: Mapping[str, str] | None = None,
    reason: str = "",
) -> str:
    language = _language(record)
    if here.page is None:
        raise NotFound("There is no such page.")
    by_path: dict[str, dict[str, str]] = {}
    for problem in problems:
        question = record.form.questions.get(problem.question.rpartition("/")[2])
        said = sentence_about(question, problem, language)
        by_path.setdefault(problem.question, {}).setdefault(problem.suffix, said)
    drawn = []
    for question in here.questions:
        filling = Filling(
            question.name,
            shown_fields(here, question, draft, work.types),
            problems=by_path.get(here.path(question.name), {}),
            word=gettext("Problem:"),
        )
        with speaking(language):
            made = compile_question(
                question,
                language,
                types=work.types,
                widgets=host().widgets,
                heading=False,
                about_me=False,
            )
        drawn.append("".join(made.filled_by(filling)))
    values: dict[str, Any] = head(work, case, "")
    wrong = {
        field_id(path.rpartition("/")[2], suffix): said
        for path, of_question in by_path.items()
        for suffix, said in of_question.items()
    }
    return render_page(
        "staff/correct.html",
        **values,
        heading=None
        if single_question(here.page)
        else heading_of(here.section, here.page, language),
        body=Markup("".join(drawn)),  # noqa: S704  drawn by our own macros, which escape
        number=case.number,
        key=here.key,
        who=_called(work, case, record).get(here.within, ""),
        reason=reason,
        wrong={**wrong, **(told or {})},
        language=language,
    )
