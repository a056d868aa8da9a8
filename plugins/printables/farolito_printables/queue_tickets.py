"""Tickets for those who wait at a fair: eight on a page, to cut apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import QueueTickets

ON_A_PAGE = 8
MOST_LANGUAGES = 6
SPOKEN = 3
"""Languages in which a ticket says what its code is for."""

GO_ON = N_("Scan to go on with your own phone.")


def render(document: QueueTickets) -> str:
    """The tickets as HTML."""
    speech = Speech(document.language)
    cards = document.tickets
    says = [
        (tag, speech_of.plain(GO_ON))
        for tag in document.languages
        if (speech_of := Speech(tag)).knows(GO_ON)
    ]
    return page(
        "queue_tickets.html",
        speech,
        title=document.title,
        foot=(document.title, speech.date(document.day)),
        large_print=False,
        document=document,
        sheets=[cards[at : at + ON_A_PAGE] for at in range(0, len(cards), ON_A_PAGE)],
        tongues=[LANGUAGES[tag] for tag in document.languages[:MOST_LANGUAGES]],
        says=[(tag, LANGUAGES[tag].direction, words) for tag, words in says[:SPOKEN]],
    )
