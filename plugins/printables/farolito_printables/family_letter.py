"""The letter that answers a family's request: what is kept, what was corrected, or that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import FamilyLetter

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
        kept=[speech.say(KEPT[what], many=many) for what, many in document.kept if many],
    )
