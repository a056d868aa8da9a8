"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, DemoData, NavItem, PlaceLink, Plugin, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Pages, PlaceView, Work


class CommunityAssessment(Plugin):
    """A survey of families, students and staff each year, and what becomes of it."""

    name = "community_assessment"
    title = N_("Assets and needs assessment")
    summary = N_(
        "Three anonymous surveys a year, how many answered, a report, a poster and a page for everybody, and "
        "outcomes by year."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("anonymous",),
        only_own_forms=True,
        forms=True,
        tables=True,
        says=(
            N_("Has pages with counts for staff who may see counts"),
            N_("Has a public page with results that staff publish"),
            N_("Keeps percentages that a district counted for a school, by year"),
        ),
    )

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The pages of staff, and the public one."""
        from farolito_community_assessment import changing, pages, public_page  # noqa: F401  they fill it
        from farolito_community_assessment.addresses import pages as filled

        return [filled]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to them."""
        return [NavItem(N_("Assessment"), "/-/community_assessment/", "counts.view")]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """On the page of a school, for families."""
        return [PlaceLink(N_("What our school told us"), "/-/community_assessment/results/<place>")]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Last year's cycle, published, this year's, begun, and outcomes."""
        return [DemoData(_fill)]


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_community_assessment.demo import fill

    fill(work, place)
