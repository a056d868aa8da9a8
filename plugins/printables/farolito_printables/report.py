"""A needs-assessment report: what was found, each count with a bar and in a table, and how it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import CountReport


def render(document: CountReport) -> str:
    """The report as HTML. Every word and number in it was decided before."""
    speech = Speech(document.language)
    return page(
        "report.html",
        speech,
        title=document.title,
        foot=(
            document.place_name,
            document.form_title,
            document.as_of,
            form_mark(document.form_version, document.language),
        ),
        corner=(speech.plain(N_("Report")),),
        large_print=document.large_print,
        document=document,
    )
