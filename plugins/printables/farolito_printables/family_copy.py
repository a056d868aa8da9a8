"""What a family takes home: one page, next steps first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import FamilyCopy

MOST_STEPS = 5


def render(document: FamilyCopy) -> str:
    """The leave-behind as HTML. Never more than five steps; never scores, risks or what others may not see."""
    speech = Speech(document.language)
    title = speech.plain(N_("Your next steps"))
    return page(
        "family_copy.html",
        speech,
        title=f"{title} – {document.place_name}",
        foot=(
            document.place_name,
            speech.date(document.date),
            form_mark(document.form_version, document.language),
        ),
        large_print=document.large_print,
        document=document,
        steps=document.steps[:MOST_STEPS],
        code=f"{document.code[:4]}-{document.code[4:]}" if document.code else "",
    )
