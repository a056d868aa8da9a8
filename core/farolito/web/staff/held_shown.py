"""What staff see of a record that is held: why, what was typed, what is wrong with it, and what it corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.access import roles_at
from farolito.domain.answers import problems as problems_of
from farolito.domain.languages import pick
from farolito.domain.summary import summarise
from farolito.errors import NotFound
from farolito.services import casework, places
from farolito.web.i18n import gettext, spoken
from farolito.web.problems import sentence_about
from farolito.web.staff.held_words import correction_words, held_words
from farolito.web.staff.response import section_shown

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.services.receiving import HeldEnvelope, Opened
    from farolito.services.work import Work

UNREAD = ("key", "form", "unreadable", "plugin")
"""Why nobody could read all of it when it came."""


def why_held(held: HeldEnvelope, opened: Opened | None) -> dict[str, Any]:
    """Why it is held, and what that means; what is true by now, where that has changed since it came."""
    if opened is not None and held.reason in UNREAD and not opened.absent:
        if opened.content.language not in opened.form.languages:
            return {
                "why": gettext("Its language is not known"),
                "what": gettext(
                    "It names a language that this form does not have, so it may be damaged. If these are the "
                    "answers of a family, take it in."
                ),
            }
        return {
            "why": gettext("It can be read now"),
            "what": gettext("It could not be read when it came."),
        }
    reason = "plugin" if opened is not None and opened.absent else held.reason
    why, what = held_words(reason, anonymous=held.anonymous)
    if reason == "rules" and opened is not None and opened.content.corrects is not None:
        what = correction_words()
    return {"why": why, "what": what}


def code_meant(work: Work, place: str, response_id: str) -> str:
    """The code of the answers that a correction means, for whoever may see them."""
    try:
        found = casework.case(work, place, response_id, "responses.view") if response_id else None
    except NotFound:
        return ""
    return codes.shown(found.code) if found and found.code else ""


def answers_shown(work: Work, place: str, opened: Opened) -> dict[str, Any]:
    """What was typed, in the reader's language; what is wrong or missing, each with what stands there."""
    form, language, today = opened.form, spoken(), work.today()
    path = places.path(work, place)
    roles = roles_at(work.actor.grants, path)
    family = opened.content.language
    summary = summarise(
        form,
        opened.draft.answers,
        work.types,
        today,
        language,
        "staff",
        second_language=family if family != language and family in form.languages else None,
        roles=roles,
    )
    wrong = {problem.question: problem for problem in reversed(opened.problems)}
    missing = problems_of(form, opened.draft.answers, work.types, today)
    for problem in missing:
        wrong.setdefault(problem.question, problem)
    faults = []
    for at in [*opened.absent, *(one for one in wrong if one not in opened.absent)]:
        question = form.questions.get(at.rpartition("/")[2])
        hidden = _is_for_others(question, roles)
        typed = [text for texts in opened.draft.raw.get(at, {}).values() for text in texts if text]
        said = gettext("only the plugin knows what this means")
        if at not in opened.absent:
            said = sentence_about(question, wrong[at], language)
        faults.append(
            {
                "label": pick(question.label, language) if question else (at, language),
                "said": said,
                "typed": [] if hidden else typed,
            }
        )
    return {
        "sections": [section_shown(one, language, "") for one in summary.sections],
        "faults": faults,
    }


def _is_for_others(question: Question | None, roles: frozenset[str]) -> bool:
    """Whether only other roles may see what was answered."""
    seen = question.audience_view if question else ()
    return bool(seen) and roles.isdisjoint(seen)
