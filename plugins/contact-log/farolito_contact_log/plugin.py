"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, DemoData, NavItem, Nightly, Plugin, hookimpl
from farolito_contact_log import models  # noqa: F401  its tables are known from the start
from farolito_contact_log.settings import TrackerSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Pages, PlaceView, Work


class ContactLog(Plugin):
    """Every student and every family of a school: who was reached, and whom to call today."""

    name = "contact_log"
    title = N_("Contact tracker")
    summary = N_("Every student and every family: who was reached, how, and whom to call today.")
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record",),
        forms=True,
        tables=True,
        says=(
            N_("Lists the families of a school for who works on follow-ups there"),
            N_("Prints a call sheet with names and phones, and a history for a family"),
            N_("Keeps the students of a roster that a school gives it, sealed"),
        ),
    )
    settings = TrackerSettings

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The tracker, the call sheet, the roster and the template."""
        from farolito_contact_log import (  # noqa: F401
            letter_pages,
            pages,
            roster_pages,
            template_pages,
        )
        from farolito_contact_log.shared import pages as all_of_them

        return [all_of_them]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to it."""
        return [NavItem(N_("Contact tracker"), "/-/contact_log/", "follow_ups.work")]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """A made-up roster."""
        return [DemoData(_fill)]

    @hookimpl
    def register_nightly(self) -> Iterable[Nightly]:
        """Students who left the roster long ago are erased; once, old contacts get topics that have a key."""
        return [Nightly(_erase), Nightly(_sort)]


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_contact_log.demo import fill

    fill(work, place)


def _sort(work: Work) -> None:
    from farolito_contact_log.sorting import sort

    sort(work)


def _erase(work: Work) -> None:
    from datetime import timedelta

    from farolito.api import settings_of
    from farolito_contact_log.roster import erase_past

    months = settings_of(work, TrackerSettings).keep_months or 14
    erase_past(work, work.today() - timedelta(days=months * 31))
