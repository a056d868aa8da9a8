"""Working on one response: its state and whom it is assigned to, the notes about it, and who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect

from farolito.domain.work_states import state_named
from farolito.errors import NotFound
from farolito.services import audit, casework
from farolito.services.casework import Changed, history, notes
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import address, head
from farolito.web.staff.words import action_words, ago, state_words, when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.casework import Case
    from farolito.services.work import Work

pages = Pages("staff_working", "/staff")

TABS = ("", "follow-ups", "contact", "referrals", "notes", "history")


@pages.route(
    "/<place>/responses/<response_id>/work",
    ("POST",),
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def save(work: Work, place: str, response_id: str) -> Response:
    """Save state and assignment. Who comes second is told what the first one did, and keeps their own choice."""
    fields = posted()
    case = casework.case(work, place, response_id)
    state = state_named(fields.get("state", ""))
    revision = fields.get("revision", "")
    if state is None or not revision.isdecimal() or len(revision) > 9:
        raise NotFound("There is no such page.")
    try:
        casework.change(work, case, int(revision), state, fields.get("to") or None)
    except Changed as changed:
        page = render_page(
            "staff/clash.html",
            **head(work, changed.now, "", state=state, to=fields.get("to", "")),
            clash=_clash(work, changed.now),
        )
        return make_response(page, 409)
    tab = fields.get("tab", "")
    return redirect(address(place, response_id, tab if tab in TABS else ""), 303)


@pages.route(
    "/<place>/responses/<response_id>/notes",
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
    endpoint="notes",
)
def notes_(work: Work, place: str, response_id: str) -> str:
    """The notes of staff about a response."""
    case = casework.case(work, place, response_id)
    audit.record(work, case.place.id, "notes.read", case.target)
    return _notes(work, case)


@pages.route(
    "/<place>/responses/<response_id>/notes",
    ("POST",),
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def add_note(work: Work, place: str, response_id: str) -> Response:
    """Write a note."""
    case = casework.case(work, place, response_id)
    text = posted().get("note", "").strip()
    wrong = ""
    if not text:
        wrong = gettext("Write the note first")
    elif len(text) > notes.LONGEST:
        wrong = gettext(
            "Use %(most)s letters or fewer. You have used %(used)s",
            most=notes.LONGEST,
            used=len(text),
        )
    if wrong:
        return make_response(_notes(work, case, text, {"note": wrong}), 422)
    notes.add(work, case, text)
    return redirect(address(place, response_id, "notes"), 303)


@pages.route(
    "/<place>/responses/<response_id>/history",
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
    endpoint="history",
)
def history_(work: Work, place: str, response_id: str) -> str:
    """Who did what to a response, latest first."""
    case = casework.case(work, place, response_id)
    language = spoken()
    kinds = {"family": gettext("The family"), "nobody": gettext("A partner, by code")}
    return render_page(
        "staff/history.html",
        **head(work, case, "history"),
        sent=when(case.received_at, language),
        events=[
            {
                "at": when(one.at, language),
                "who": one.who or kinds.get(one.kind, "Farolito"),
                "what": action_words(one.action),
            }
            for one in history.of(work, case, limit=200)
        ],
    )


def _notes(work: Work, case: Case, typed: str = "", wrong: dict[str, str] | None = None) -> str:
    if not case.has_family:
        raise NotFound("Nobody knows who answered this.")
    language = spoken()
    return render_page(
        "staff/notes.html",
        **head(work, case, "notes"),
        typed=typed,
        wrong=wrong or {},
        written=[
            {"text": one.text, "author": one.author, "at": when(one.written_at, language)}
            for one in notes.of(work, case)
        ],
    )


def _clash(work: Work, now: Case) -> dict[str, str]:
    names = casework.names_of(work, (now.worked_by, now.assigned_to))
    who = names.get(now.worked_by or "", "") or gettext("Somebody else")
    at = ago(now.worked_at, work.now()) if now.worked_at else ""
    return {
        "heading": gettext("%(name)s changed this %(ago)s", name=who, ago=at),
        "now": gettext(
            "It is now: %(state)s, assigned to %(name)s.",
            state=state_words(now.state),
            name=names.get(now.assigned_to or "", "") or gettext("nobody"),
        ),
    }
