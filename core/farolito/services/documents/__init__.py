"""Paper: who may have which document, what is on it, and that it was printed.

    family_copy(work, response: ResponseDraft | ResponseRecord) -> Document       # NotFound before it is sent
    family_copy_for_staff(work, place_slug, response_id) -> Document              # NotFound; audited
    staff_copy(work, place_slug, response_id, language="en") -> Document          # NotFound; audited
    count_report(work, report: CountReport) -> Document                           # NotFound
    blank_form(work, place_slug, form_name, language) -> Document                 # NotFound, Forbidden
    referral_slip(work, place_slug, referral_id) -> Document                      # NotFound; audited
    family_letter(work, place_slug, response_id, kind, asker) -> Document         # NotFound; audited
    poster(work, place_slug, form_name, kind) -> Document                         # NotFound, Forbidden
    queue_tickets(work, fair, first) -> Document                                  # NotFound
    table_signs(work, fair) -> Document                                           # NotFound

Each but the last three takes ``large_print=True``. Each may also raise LimitExceeded, PdfUnavailable or PaperFailed:
then there is no paper, and the screen has everything. The layouts are plugins'; without one, NotFound says which
to turn on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farolito.services.documents.asked import (
        blank_form,
        count_report,
        family_copy,
        family_copy_for_staff,
        staff_copy,
    )
    from farolito.services.documents.fair_tickets import queue_tickets, table_signs
    from farolito.services.documents.letters import family_letter, referral_slip
    from farolito.services.documents.posters import poster
    from farolito.services.documents.printing import Document, PaperFailed

__all__ = [
    "Document",
    "PaperFailed",
    "blank_form",
    "count_report",
    "family_copy",
    "family_copy_for_staff",
    "family_letter",
    "poster",
    "queue_tickets",
    "referral_slip",
    "staff_copy",
    "table_signs",
]

_WHERE = {
    "Document": "printing",
    "PaperFailed": "printing",
    "family_letter": "letters",
    "poster": "posters",
    "queue_tickets": "fair_tickets",
    "referral_slip": "letters",
    "table_signs": "fair_tickets",
}


def __getattr__(name: str) -> object:
    """Imported at their first use: most processes never print, and no start should wait for paper."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE.get(name, 'asked')}"), name)
