"""The contact log of a response: what is safe comes first, then how to reach the family, then what was done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain import codes
from farolito.domain.access import roles_at
from farolito.domain.contacting import (
    CHANNELS,
    DIRECTIONS,
    INTERPRETERS,
    LONGEST,
    OUTCOMES,
    Contact,
    is_limited,
    problems,
)
from farolito.domain.languages import LANGUAGES, WRITTEN, pick
from farolito.domain.spoken_languages import SPOKEN_LANGUAGES
from farolito.domain.summary import summarise
from farolito.errors import NotFound
from farolito.services import audit, casework, responses
from farolito.services.casework import contacts
from farolito.services.outcome import day_of
from farolito.web.filters import day_words
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import address, head
from farolito.web.staff.days import day_typed
from farolito.web.staff.reach import is_safe_contact, is_way, shown_row, what_is_safe
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from farolito.services.casework import Case
    from farolito.services.casework.contacts import Entry
    from farolito.services.work import Work

pages = Pages("staff_contact", "/staff")


def channel_words() -> dict[str, str]:
    """How a family was reached."""
    return {
        "call": gettext("Call"),
        "text": gettext("Text"),
        "email": gettext("Email"),
        "visit": gettext("Visit"),
        "letter": gettext("Letter"),
    }


def direction_words() -> dict[str, str]:
    """Who reached whom."""
    return {"out": gettext("We reached out"), "in": gettext("The family reached out")}


def interpreter_words() -> dict[str, str]:
    """Who interpreted."""
    return {
        "none": gettext("No interpreter"),
        "staff": gettext("Staff"),
        "phone": gettext("Interpreter by phone"),
        "family_adult": gettext("An adult of the family"),
        "minor": gettext("A child (only where nothing else is possible)"),
    }


def outcome_words() -> dict[str, str]:
    """What came of it."""
    return {
        "reached": gettext("Talked to the family"),
        "no_answer": gettext("No answer"),
        "left_message": gettext("Left a message"),
        "wrong_number": gettext("Wrong number or address"),
        "asked_not_to_call": gettext("Asked us not to contact them"),
        "sent": gettext("Sent it"),
    }


@pages.route(
    "/<place>/responses/<response_id>/contact",
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
    endpoint="contact",
)
def contact(work: Work, place: str, response_id: str) -> str:
    """What is safe, how to reach the family, and the log; ``?correct=`` names an entry that was wrong."""
    case = casework.case(work, place, response_id)
    corrects = request.args.get("correct")
    typed: Mapping[str, str] = {}
    if corrects is not None:
        typed = _as_typed(next((e for e in contacts.of(work, case) if e.id == corrects), None))
    return _page(work, case, typed=typed, read=request.args.get("read") == "yes")


@pages.route(
    "/<place>/responses/<response_id>/contact",
    ("POST",),
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def log(work: Work, place: str, response_id: str) -> Response:
    """Write a contact down; with a next try, plan that as well."""
    case = casework.case(work, place, response_id)
    fields = posted()
    today = work.today()
    on = day_typed(fields.get("on", ""))
    made = Contact(
        channel=fields.get("channel", ""),
        direction=fields.get("direction", ""),
        language=fields.get("language", ""),
        interpreter=fields.get("interpreter", ""),
        outcome=fields.get("outcome", ""),
        on=on or today + timedelta(days=1),
        words=fields.get("words", "").strip(),
        minor_reason=fields.get("minor_reason", "").strip(),
        next_try=day_typed(fields.get("next_try", "")),
        topics=_topics(work, case, fields.get("corrects")),
    )
    wrong = {name: _problem(code) for name, code in problems(made, today).items()}
    if fields.get("next_try") and made.next_try is None:
        wrong["next_try"] = _problem("past")
    if wrong:
        return make_response(
            _page(work, case, wrong, fields, read=fields.get("read") == "yes"), 422
        )
    code = codes.shown(case.code) if case.code else ""
    what = gettext("Try again: %(channel)s", channel=channel_words()[made.channel])
    contacts.write(work, case, made, fields.get("corrects") or None, f"{what} {code}".strip())
    return redirect(f"{address(place, response_id, 'contact')}?did=logged", 303)


def _topics(work: Work, case: Case, corrects: str | None) -> Mapping[str, Mapping[str, str]]:
    """What an entry that is corrected was about: the form has no field for it, so it stays."""
    before = next((one for one in contacts.of(work, case) if one.id == corrects), None)
    return before.contact.topics if before and corrects else {}


def _problem(code: str) -> str:
    return {
        "choose": gettext("Choose one"),
        "future": gettext("Choose today or an earlier day"),
        "past": gettext("Choose today or a later day"),
        "reason": gettext(
            "Write why no adult could interpret. Next time use an interpreter by phone"
        ),
        "long": gettext("Use %(most)s letters or fewer", most=LONGEST),
    }[code]


def _page(
    work: Work,
    case: Case,
    wrong: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    *,
    read: bool,
) -> str:
    if not case.has_family:
        raise NotFound("Nobody knows who answered this.")
    language, today, typed = spoken(), work.today(), typed or {}
    record = responses.read(work, case.place.slug, case.response_id)
    limited = is_limited(record.form, record.answers)
    shows = read or not limited
    if shows:
        audit.record(work, case.place.id, "contact.shown", case.target)
    roles = roles_at(work.actor.grants, case.path)
    summary = summarise(
        record.form, record.answers, work.types, day_of(record), language, "staff", roles=roles
    )
    rows = [row for section in summary.sections for row in section.rows]
    values: dict[str, Any] = head(work, case, "contact")
    said = request.args.get("did") == "logged"
    return render_page(
        "staff/contact.html",
        **values,
        notes=[gettext("Written down.")] if said else [],
        wrong=wrong or {},
        limited=limited,
        shows=shows,
        safe_contact=[
            shown_row(what_is_safe(record.form, row), language)
            for row in rows
            if is_safe_contact(record.form, row)
        ],
        ways=[shown_row(row, language) for row in rows if is_way(record.form, row)]
        if shows
        else [],
        answered_in=LANGUAGES[case.language],
        entries=[_entry(one, language) for one in contacts.of(work, case)],
        typed={
            "on": today.isoformat(),
            "language": case.language,
            "direction": "out",
            "interpreter": "none",
            **typed,
        },
        choices={
            "channel": _pairs(channel_words(), CHANNELS),
            "direction": _pairs(direction_words(), DIRECTIONS),
            "interpreter": _pairs(interpreter_words(), INTERPRETERS),
            "outcome": _pairs(outcome_words(), OUTCOMES),
            "language": _languages(),
        },
    )


def _pairs(words: Mapping[str, str], order: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(name, words[name], "") for name in order]


def _languages() -> list[tuple[str, str, str]]:
    """The languages of our pages first, then every other one that somebody here speaks."""
    written = [(tag, LANGUAGES[tag].autonym, tag) for tag in WRITTEN]
    others = [
        (tag, one.autonym, tag)
        for tag, one in SPOKEN_LANGUAGES.items()
        if one.spoken and tag not in WRITTEN
    ]
    return written + others


def _entry(one: Entry, language: str) -> dict[str, Any]:
    told = one.contact
    tongue = LANGUAGES.get(told.language) or SPOKEN_LANGUAGES.get(told.language)
    return {
        "id": one.id,
        "on": day_words(told.on, language),
        "channel": channel_words().get(told.channel, told.channel),
        "direction": direction_words().get(told.direction, told.direction),
        "language": tongue,
        "interpreter": interpreter_words().get(told.interpreter, told.interpreter)
        if told.interpreter != "none"
        else "",
        "reason": told.minor_reason,
        "outcome": outcome_words().get(told.outcome, told.outcome),
        "topics": [pick(words, language) for words in told.topics.values()],
        "words": told.words,
        "next_try": day_words(told.next_try, language) if told.next_try else "",
        "author": one.author,
        "at": when(one.written_at, language),
        "corrected": one.corrected,
        "corrects": one.corrects,
    }


def _as_typed(entry: Entry | None) -> dict[str, str]:
    """An entry as the form has it, to be corrected."""
    if entry is None:
        raise NotFound("There is no such entry.")
    told = entry.contact
    return {
        "corrects": entry.id,
        "channel": told.channel,
        "direction": told.direction,
        "language": told.language,
        "interpreter": told.interpreter,
        "outcome": told.outcome,
        "on": told.on.isoformat(),
        "words": told.words,
        "minor_reason": told.minor_reason,
    }
