"""Words that staff pages share: what a status, a regime and the state of a translation are called."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from farolito.domain.work_states import state_named
from farolito.services.numbers.headline import amount
from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import date_words, day_words, time_words
from farolito.web.i18n import gettext, ngettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from farolito.domain.definitions import Regime, TranslationState
    from farolito.domain.regimes import ConsentPath
    from farolito.domain.suppression import Bounds
    from farolito.domain.work_states import WorkState
    from farolito.services.responses.values import Status

MIDNIGHT = time()


def status_words(status: Status) -> str:
    """FHIR's response status in a word or two."""
    return {
        "in_progress": gettext("Not sent yet"),
        "completed": gettext("Sent"),
        "amended": gettext("Corrected"),
        "entered_in_error": gettext("Sent by mistake"),
        "stopped": gettext("Stopped"),
    }[status]


def state_words(state: WorkState) -> str:
    """How far staff are with a response."""
    return {
        "new": gettext("New"),
        "in_progress": gettext("In progress"),
        "done": gettext("Done"),
        "needs_fixing": gettext("Needs fixing"),
        "duplicate": gettext("Duplicate"),
        "withdrawn": gettext("Withdrawn"),
    }[state]


def channel_words(channel: str) -> str:
    """How a response came to us."""
    return {
        "own_device": gettext("Own phone or computer"),
        "tablet": gettext("Our tablet"),
        "paper": gettext("Paper"),
        "phone": gettext("By phone"),
    }.get(channel, channel)


def ago(at: datetime, now: datetime) -> str:
    """How long ago something was, in words."""
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes)
    if minutes < 24 * 60:
        return ngettext("%(num)s hour ago", "%(num)s hours ago", minutes // 60)
    return ngettext("%(num)s day ago", "%(num)s days ago", minutes // (24 * 60))


def due_words(due: date, today: date, language: str) -> str:
    """When something is due: late and near days in words, others as a date."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(num)s day late", "%(num)s days late", -days)
    if days == 0:
        return gettext("Today")
    if days == 1:
        return gettext("Tomorrow")
    return day_words(due, language)


def regime_words(regime: Regime) -> str:
    """Who may read the records of a regime."""
    return {
        "education_record": gettext("School record. The family team reads it."),
        "counseling": gettext("Counseling. Only counselors read it."),
        "provider": gettext("Health provider. Only health educators read it."),
        "clinic": gettext("Clinic. Only its staff read it."),
        "support_group": gettext("Support group. Only its leaders read it."),
        "anonymous": gettext("Anonymous. Nobody knows who answered."),
        "self_service": gettext("Stays with the family."),
    }[regime]


def consent_words(path: ConsentPath) -> str:
    """Who consented to a record, and what follows for whoever holds it."""
    return {
        "parent": gettext("A parent agreed to this record."),
        "caregiver": gettext("A caregiver agreed to this record."),
        "minor_self": gettext("The student alone. Do not tell the family."),
        "unknown": gettext(
            "Nobody wrote down who agreed. Treat it as the student’s own. Do not tell the family."
        ),
    }[path]


def translation_words(state: TranslationState) -> str:
    """How far a translation is."""
    return {
        "source": gettext("written in this language"),
        "missing": gettext("missing"),
        "machine": gettext("by a machine"),
        "draft": gettext("draft, not checked by a native reader"),
        "reviewed": gettext("reviewed"),
        "stale": gettext("out of date"),
    }[state]


def counts_words(bounds: Bounds, small: int) -> str:
    """What may be shown of a count: "29", "1–10", "At least 29" or "Not shown"."""
    return amount(bounds, small, gettext)


def code_words(text: str) -> str:
    """A name in code, to be filled into a sentence: it stays whole and runs left to right in every language."""
    return f"\u2066{text}\u2069"


def when(at: datetime, language: str) -> str:
    """Day and time at the school. Midnight there, as anonymous responses are kept, is shown as the day alone."""
    local = at.astimezone(SCHOOL_ZONE)
    day = date_words(local.date(), language)
    return day if local.time() == MIDNIGHT else f"{day}, {time_words(at, language)}"


def action_words(action: str) -> str:
    """What was done, from the name that the audit has for it; that name itself for what a later version does."""
    marked = action.removeprefix("response.marked_")
    if marked != action and (state := state_named(marked)):
        return gettext("Marked “%(state)s”", state=state_words(state))
    return {
        "response.read": gettext("Read the answers"),
        "response.printed": gettext("Printed a copy"),
        "family_copy.printed": gettext("Printed the family copy"),
        "response.stopped": gettext("Stopped before sending"),
        "response.reopened": gettext("Opened answers again with the code"),
        "response.changed": gettext("Changed answers that were sent"),
        "response.changed_on_tablet": gettext("The family answered again on a tablet"),
        "response.put_right": gettext("Put right what the family answered again on a tablet"),
        "response.withdrawn": gettext("Took back answers that were sent"),
        "response.assigned": gettext("Assigned it"),
        "response.unassigned": gettext("Assigned it to nobody"),
        "response.amended": gettext("Corrected an answer"),
        "note.written": gettext("Wrote a note"),
        "notes.read": gettext("Read the notes"),
        "follow_up.planned": gettext("Planned a follow-up"),
        "follow_up.done": gettext("Did a follow-up"),
        "follow_up.put_off": gettext("Put a follow-up off"),
        "contact.shown": gettext("Read how to reach the family"),
        "contact.logged": gettext("Wrote down a contact"),
        "contact.corrected": gettext("Corrected an entry of the contact log"),
        "referral.drafted": gettext("Began a referral"),
        "referral.sent": gettext("Sent a referral"),
        "referral.moved": gettext("Wrote down how a referral goes on"),
        "referral.printed": gettext("Printed a referral slip"),
        "referral.answered": gettext("A partner answered a referral"),
        "request.opened": gettext("Opened it because the family asked"),
        "request.letter": gettext("Printed a letter for the family"),
    }.get(action, action)


def referral_words(state: str) -> str:
    """How a referral stands."""
    return {
        "draft": gettext("Draft"),
        "sent": gettext("Sent"),
        "received": gettext("Received"),
        "accepted": gettext("Accepted"),
        "waitlisted": gettext("On a waiting list"),
        "in_progress": gettext("In progress"),
        "completed": gettext("Completed"),
        "declined": gettext("Declined"),
        "no_contact": gettext("Could not reach the family"),
        "withdrawn_by_family": gettext("The family withdrew"),
    }.get(state, state)


def outcome_words(outcome: str) -> str:
    """How a completed referral ended."""
    return {
        "helped": gettext("got help"),
        "partly": gettext("got some help"),
        "not_helped": gettext("did not get help"),
    }.get(outcome, outcome)


def share_words(share: str) -> str:
    """What a partner may be told."""
    return {
        "name": gettext("Name"),
        "phone": gettext("Phone"),
        "email": gettext("Email"),
        "address": gettext("Address"),
        "language": gettext("Language"),
    }.get(share, share)
