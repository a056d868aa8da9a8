"""Words that staff pages share: what a status, a regime and the state of a translation are called."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from farolito.web.filters import date_words, time_words
from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.definitions import Regime, TranslationState
    from farolito.services.responses.values import Status

SCHOOL_TIME = ZoneInfo("America/Los_Angeles")


def status_words(status: Status) -> str:
    """FHIR's response status in a word or two."""
    return {
        "in_progress": gettext("Not sent yet"),
        "completed": gettext("New"),
        "amended": gettext("Corrected"),
        "entered_in_error": gettext("Sent by mistake"),
        "stopped": gettext("Stopped"),
    }[status]


def regime_words(regime: Regime) -> str:
    """Who may read the records of a regime."""
    return {
        "education_record": gettext("School record. The family team reads it."),
        "counseling": gettext("Counseling. Only counselors read it."),
        "provider": gettext("Health provider. Only health educators read it."),
        "anonymous": gettext("Anonymous. Nobody knows who answered."),
        "self_service": gettext("Stays with the family."),
    }[regime]


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


def when(at: datetime, language: str) -> str:
    """Day and time at the school; midnight UTC, as anonymous responses are kept, is shown as the day alone."""
    if (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0):
        return date_words(at.date(), language)
    local = at.astimezone(SCHOOL_TIME)
    return f"{date_words(local.date(), language)}, {time_words(at, language)}"
