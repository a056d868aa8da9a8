"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, DemoData, NavItem, Nightly, Panel, PlaceLink, Plugin, hookimpl
from farolito_wellbeing_centers import finding
from farolito_wellbeing_centers.settings import CenterSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import (
        DatedFact,
        NextStep,
        Pages,
        PanelRow,
        PlaceView,
        ResponseView,
        SubmissionView,
        Work,
    )


class WellbeingCenters(Plugin):
    """The desk of a student wellbeing center: visits counted, times given, courses; numbers for the school."""

    name = "wellbeing_centers"
    title = N_("Wellbeing centers")
    summary = N_(
        "The desk of a student wellbeing center: counts visits without names, gives times, and keeps courses."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("anonymous", "provider", "clinic", "support_group"),
        only_own_forms=True,
        forms=True,
        tables=True,
        says=(
            N_("Sends an anonymous form when a visit is counted at the desk"),
            N_("Keeps who asked for a time, when and in which room; never what for"),
            N_("Keeps rosters of courses, with sealed names"),
            N_("Has pages for health educators, the clinic and group leaders: each sees its own"),
            N_("Has a page with counts for staff who may see counts"),
            N_("Has a public page with the services of the center, and its PDF"),
            N_("Hands a tablet to a student, and logs out whoever was logged in there"),
            N_("Tells students who asked for a time where the center is"),
        ),
    )
    settings = CenterSettings

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Write down that somebody waits, in the transaction that stores what they said."""
        from farolito_wellbeing_centers import requests

        requests.note(session, submission)

    @hookimpl
    def next_steps(self, response: ResponseView, settings: CenterSettings) -> Iterable[NextStep]:
        """Where the center is and when it is open, as the school has set it."""
        return finding.next_steps(response, settings)

    @hookimpl
    def dated_facts(self) -> Iterable[DatedFact]:
        """The menu of services, which somebody looks at again each school year."""
        from farolito_wellbeing_centers.menu import fact

        return [fact()]

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The desk, the counts, and the menu of services."""
        from farolito_wellbeing_centers.all_pages import ALL

        return ALL

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
    def register_nightly(self) -> Iterable[Nightly]:
        """Names on rosters of courses that nobody closed go after a year."""
        return [Nightly(_sweep)]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Visits, a course, and who has a time."""
        told = {
            "where": "Room 12, beside the library",
            "hours": "Monday to Friday, 8 AM to 3:30 PM",
            "asking": "pass",
        }
        return [DemoData(_fill, told)]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to them."""
        return [
            NavItem(
                N_("Wellbeing center"),
                "/-/wellbeing_centers/desk/",
                "responses.list",
                regimes=("provider", "clinic", "support_group"),
            ),
            NavItem(N_("Wellbeing visits"), "/-/wellbeing_centers/", "counts.view"),
        ]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """The menu of services, on the public page of each school."""
        return [PlaceLink(N_("Wellbeing Center"), "/-/wellbeing_centers/<place>/menu")]


def _rows(work: Work, place: PlaceView) -> Iterable[PanelRow]:
    from farolito_wellbeing_centers.panel import rows

    return rows(work, place)


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_wellbeing_centers.demo import fill

    fill(work, place)


def _sweep(work: Work) -> None:
    from farolito_wellbeing_centers.courses import sweep

    sweep(work)
