"""What the school keeps on paper: how to reach the family safely, what they need, what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, language_words
from farolito_printables.family_copy import MOST_STEPS
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import StaffCopy


def render(document: StaffCopy) -> str:
    """The staff copy as HTML, headed by a warning on every sheet."""
    speech = Speech(document.language)
    code = f"{document.code[:4]}-{document.code[4:]}" if document.code else ""
    return page(
        "staff_copy.html",
        speech,
        title=speech.plain(N_("Staff copy – do not hand out")),
        foot=(
            document.place_name,
            code,
            speech.date(document.date),
            form_mark(document.form_version, document.response_language),
        ),
        corner=(speech.plain(N_("STAFF COPY – DO NOT HAND OUT")),),
        large_print=document.large_print,
        document=document,
        steps=document.steps[:MOST_STEPS],
        code=code,
        family=Speech(document.response_language),
        language_name=language_words(document.response_language, document.language).partition(
            " – "
        )[2],
    )
