"""What this plugin is, and the documents it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, PdfLayout, Plugin, hookimpl
from farolito_printables import (
    blank_form,
    family_copy,
    family_letter,
    poster,
    queue_tickets,
    referral_slip,
    report,
    staff_copy,
    table_signs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Printables(Plugin):
    """Lays out paper. It keeps nothing and asks nobody for anything."""

    name = "printables"
    title = N_("Printed documents")
    summary = N_(
        "The page that a family takes home, the staff copy, every form on paper, and reports."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=(
            "education_record",
            "counseling",
            "provider",
            "clinic",
            "support_group",
            "anonymous",
            "self_service",
        ),
        says=(N_("Sees answers only at the moment when they are printed, and keeps nothing"),),
    )

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """Every document, each in normal and in large print, as the document asks."""
        return (
            PdfLayout("leave_behind", "family_copy", N_("Family copy"), family_copy.render),
            PdfLayout("staff_copy", "staff_copy", N_("Staff copy"), staff_copy.render),
            PdfLayout("blank_form", "blank_form", N_("Form on paper"), blank_form.render),
            PdfLayout("report", "report", N_("Report of counts"), report.render),
            PdfLayout(
                "family_letter", "family_letter", N_("Letter to a family"), family_letter.render
            ),
            PdfLayout("poster", "poster", N_("Poster with a QR code"), poster.render),
            PdfLayout(
                "queue_tickets", "queue_tickets", N_("Tickets of a fair"), queue_tickets.render
            ),
            PdfLayout(
                "table_signs",
                "table_signs",
                N_("Signs for the tables of a fair"),
                table_signs.render,
            ),
            PdfLayout("referral_slip", "referral_slip", N_("Referral slip"), referral_slip.render),
        )
