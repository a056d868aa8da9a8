"""Words that staff pages share: what a status, a regime and the state of a translation are called."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from farolito.services.numbers.wording import amount
from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import date_words, time_words
from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.definitions import Regime, TranslationState
    from farolito.domain.suppression import Bounds
    from farolito.services.responses.values import Status

MIDNIGHT = time()


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
