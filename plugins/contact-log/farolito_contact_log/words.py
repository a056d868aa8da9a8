"""What codes are called on screens and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, gettext, pick, spoken
from farolito_contact_log.family_words import CHANNELS, STATES
from farolito_contact_log.template import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito_contact_log.template import Template

INTERNET = {
    "home": N_("Home internet"),
    "phone": N_("Only a phone"),
    "none": N_("No internet"),
}
DEVICE = {
    "computer": N_("Computer"),
    "tablet": N_("Tablet"),
    "phone": N_("Phone"),
    "none": N_("No device"),
}
"""The choices of the questions ``da_internet`` and ``da_device``, as short as a table needs them."""

OVER = ("completed", "declined", "withdrawn_by_family")
"""States of a referral that nobody waits for."""


def channel(code: str) -> str:
    """How a family was reached."""
    return gettext(CHANNELS[code]) if code in CHANNELS else code


def state(code: str) -> str:
    """How a referral stands."""
    return gettext(STATES[code])


def outcome(code: str, template: Template) -> str:
    """What came of it, in the words of the school."""
    if code in template.outcomes:
        return in_this_language(template.outcomes[code])
    return gettext(OUTCOMES[code]) if code in OUTCOMES else code


def topic(code: str, template: Template, kept: Mapping[str, str] | None = None) -> str:
    """What it was about: as it is called today, else in the words that were ``kept`` with a contact."""
    return in_this_language(template.topics.get(code) or kept or {"en": code})


def topics(kept: Mapping[str, Mapping[str, str]], template: Template) -> str:
    """The topics of a contact."""
    return ", ".join(topic(code, template, words) for code, words in kept.items())


def in_this_language(text: Mapping[str, str]) -> str:
    """Words of a template for who reads this page."""
    return pick(text, spoken())[0]


def called(table: Mapping[str, str], answer: object) -> str:
    """The words for an answer; as it is stored where we know none; nothing for none."""
    if not isinstance(answer, str):
        return ""
    return gettext(table[answer]) if answer in table else answer
