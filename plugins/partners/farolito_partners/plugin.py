"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, DemoData, NavItem, Plugin, hookimpl
from farolito_partners import models  # noqa: F401  its tables are known from the start
from farolito_partners.settings import PartnersSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Pages, PlaceView, Work


class Partners(Plugin):
    """Agreements with partners, what they offer, meetings with them, and referrals for the team's meeting."""

    name = "partners"
    title = N_("Partners and agreements")
    summary = N_("Agreements, what partners offer, partner meetings, and referrals for the team.")
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record",),
        tables=True,
        says=(
            N_("Changes partners and what their agreements let a referral share"),
            N_("Lists referrals that are under way, with initials and codes, never names"),
            N_("Keeps what partners offer, and the notes of meetings with them, sealed"),
        ),
    )
    settings = PartnersSettings

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The register, the menu of offers, meetings, and the team's list."""
        from farolito_partners import (  # noqa: F401
            meeting_pages,
            offer_pages,
            pages,
            team_pages,
        )
        from farolito_partners.shared import pages as all_of_them

        return [all_of_them]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to it."""
        return [
            NavItem(N_("Partners"), "/-/partners/", "referrals.send"),
            NavItem(N_("What we offer"), "/-/partners/own", "referrals.answer"),
        ]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """The agencies that the pilot names."""
        return [DemoData(_fill)]


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_partners.demo import fill

    fill(work, place)
