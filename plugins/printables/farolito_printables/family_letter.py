"""The letter that answers a family's request: what is kept, what was corrected, or that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.api import N_
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from farolito.api import FamilyLetter

    Line = tuple[date, str, str, tuple[str, ...]]

TITLES = {
    "show": N_("What we keep about you"),
    "correct": N_("We corrected your answers"),
    "erase": N_("We erased your answers"),
}
KEPT = {
    "notes": N_("Notes of our staff: {many}"),
    "contacts": N_("Calls, texts, visits and letters: {many}"),
    "follow_ups": N_("Things we planned to do: {many}"),
    "referrals": N_("Partners we told about you: {many}"),
}

TOLD = {
    "referrals": N_("Partners we told about you"),
    "follow_ups": N_("Things we planned to do"),
    "notes": N_("Notes of our staff"),
}
STATES = {
    "sent": N_("Sent"),
    "received": N_("They have it"),
    "accepted": N_("They said yes"),
    "waitlisted": N_("On a waiting list"),
    "in_progress": N_("They have started"),
    "completed": N_("It is done"),
    "declined": N_("They can not help"),
    "no_contact": N_("They could not reach you"),
    "withdrawn_by_family": N_("You said no after all"),
    "done": N_("Done"),
}
SHARED = {
    "name": N_("your name"),
    "phone": N_("your phone"),
    "email": N_("your email"),
    "address": N_("your address"),
    "language": N_("your language"),
}


def render(document: FamilyLetter) -> str:
    """The letter as HTML."""
    speech = Speech(document.language)
    title = speech.plain(TITLES[document.kind])
    return page(
        "family_letter.html",
        speech,
        title=f"{title} – {document.place_name}",
        foot=(document.place_name, speech.date(document.date)),
        large_print=document.large_print,
        document=document,
        heading=speech.say(TITLES[document.kind]),
        told=[(speech.say(TOLD[what]), _lines(speech, lines)) for what, lines in document.told],
        kept=[speech.say(KEPT[what], many=many) for what, many in document.kept if many],
    )


def _lines(speech: Speech, lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [
        {
            "on": speech.date(on),
            "words": words,  # of our staff, in whatever language they wrote
            "state": speech.say(STATES[state]) if state in STATES else "",
            "shared": [speech.say(SHARED[one]) for one in shared if one in SHARED],
        }
        for on, words, state, shared in lines
    ]
