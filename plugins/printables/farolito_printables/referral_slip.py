"""What a family carries to a partner: in its language, and in English for the partner, with a code to tear off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import ReferralSlip


def render(document: ReferralSlip) -> str:
    """The slip as HTML."""
    speech, english = Speech(document.language), Speech("en")
    title = speech.plain(N_("A referral for you"))
    return page(
        "referral_slip.html",
        speech,
        title=f"{title} – {document.place_name}",
        foot=(document.place_name, speech.date(document.date)),
        large_print=document.large_print,
        document=document,
        english=english,
        bilingual=document.language != "en",
    )
