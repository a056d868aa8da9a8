"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, NavItem, PdfLayout, Plugin, hookimpl

from farolito_food_bank import asking, sheet
from farolito_food_bank.settings import DeskSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import NextStep, Pages, ResponseView, SubmissionView
    from sqlalchemy.orm import Session


class FoodBank(Plugin):
    """Tells families where to go, and the desk who waits."""

    name = "food_bank"
    title = N_("Food bank")
    summary = N_("A form to ask for help, where to go next, and a list of who waits for the desk.")
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record",),
        forms=True,
        tables=True,
        says=(
            N_("Adds a next step when a family asks for this help"),
            N_("Keeps which response waits since when"),
            N_("Has a page for staff who may read these records, and a public sheet with its PDF"),
        ),
    )
    settings = DeskSettings

    @hookimpl
    def next_steps(
        self,
        response: ResponseView,
        settings: DeskSettings,
    ) -> Iterable[NextStep]:
        """Where to go, for whoever asked for help; the settings are those of their school."""
        return asking.next_steps(response, settings)

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Note who waits, in the transaction that stores the answers: never one without the other."""
        asking.note(session, submission)

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """The sheet on paper."""
        return [
            PdfLayout(
                "food_bank_sheet",
                "checklist",
                N_("What to bring"),
                sheet.render,
            )
        ]

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The desk and the sheet. Imported here: what shows no page need not load the web."""
        from farolito_food_bank.pages import pages

        return [pages]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to the desk, in the menu of staff."""
        return [
            NavItem(
                N_("Food bank"),
                "/-/food_bank/",
                "responses.list",
            )
        ]
