"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, NavItem, Plugin, hookimpl
from farolito_wellbeing_centers import counting, finding
from farolito_wellbeing_centers.settings import CenterSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import NextStep, Pages, ResponseView, SubmissionView


class WellbeingCenters(Plugin):
    """Counts drop-in visits by service line, and shows the counts to staff of the school."""

    name = "wellbeing_centers"
    title = N_("Wellbeing centers")
    summary = N_("A form for drop-in visits that keeps only counts, and a form to ask for a time.")
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("anonymous", "provider"),
        only_own_forms=True,
        forms=True,
        tables=True,
        says=(
            N_("Counts visits by school, day and service line"),
            N_("Has a page with counts for staff who may see counts"),
            N_("Tells students who asked for a time where the center is"),
        ),
    )
    settings = CenterSettings

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Count an anonymous visit in the transaction that stores it: never one without the other."""
        counting.count(session, submission)

    @hookimpl
    def next_steps(self, response: ResponseView, settings: CenterSettings) -> Iterable[NextStep]:
        """Where the center is and when it is open, as the school has set it."""
        return finding.next_steps(response, settings)

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The page with the counts."""
        from farolito_wellbeing_centers.pages import pages

        return [pages]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to it."""
        return [NavItem(N_("Wellbeing visits"), "/-/wellbeing_centers/", "counts.view")]
