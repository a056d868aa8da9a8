"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, DemoData, NavItem, Panel, Plugin, hookimpl
from farolito_wellbeing_centers import counting, finding
from farolito_wellbeing_centers.settings import CenterSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import (
        NextStep,
        Pages,
        PanelRow,
        PlaceView,
        ResponseView,
        SubmissionView,
        Work,
    )


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
    def register_panels(self) -> Iterable[Panel]:
        """Visits below the numbers of a school."""
        return [
            Panel(
                "visits",
                N_("Wellbeing visits"),
                "counts.view",
                _rows,
                url="/-/wellbeing_centers/<place>",
            )
        ]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Visits of two weeks."""
        return [DemoData(_fill)]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to it."""
        return [NavItem(N_("Wellbeing visits"), "/-/wellbeing_centers/", "counts.view")]


def _rows(work: Work, place: PlaceView) -> Iterable[PanelRow]:
    from farolito_wellbeing_centers.panel import rows

    return rows(work, place)


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_wellbeing_centers.demo import fill

    fill(work, place)
