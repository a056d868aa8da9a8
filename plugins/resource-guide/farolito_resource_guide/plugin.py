"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from farolito.api import (
    N_,
    SCHOOL_ZONE,
    Asks,
    DemoData,
    NavItem,
    Panel,
    PlaceLink,
    Plugin,
    hookimpl,
)
from farolito_resource_guide.settings import GuideSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import DatedFact, NextStep, Pages, ResponseView


class ResourceGuide(Plugin):
    """Who helps near the school, where and when, and when somebody last checked."""

    name = "resource_guide"
    title = N_("Resource guide")
    summary = N_(
        "A guide to help near the school, on the web and on paper, that says how old each entry is."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record", "self_service"),
        tables=True,
        says=(
            N_("Has public pages with places that help, and their PDF"),
            N_(
                "Adds next steps when a family needs something that a place of the guide helps with"
            ),
            N_(
                "Keeps what visitors say is different, without who they are, until staff have decided"
            ),
        ),
    )
    settings = GuideSettings

    @hookimpl
    def next_steps(
        self, response: ResponseView, settings: GuideSettings, session: Session
    ) -> Iterable[NextStep]:
        """The nearest places for what a family needs, if somebody has checked them."""
        from farolito_resource_guide.steps import steps_for

        return steps_for(response, settings, session, datetime.now(SCHOOL_ZONE).date())

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The guide for families, its paper, and the desk of those who keep it."""
        from farolito_resource_guide.pages import pages

        return [pages]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to the desk."""
        where = "/-/resource_guide/"
        keeps = "places.manage"  # whoever looks after a district keeps its guide
        return [NavItem(N_("Resource guide"), where, "referrals.send", otherwise=keeps)]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """On the page of a school, beside its forms."""
        return [PlaceLink(N_("Help near you"), "/-/resource_guide/<place>")]

    @hookimpl
    def register_panels(self) -> Iterable[Panel]:
        """How much of the guide must be checked, below the numbers of a school."""
        from farolito_resource_guide.panel import fill

        where = "/-/resource_guide/<place>"
        return [Panel("to_check", N_("Resource guide"), "counts.view", fill, url=where)]

    @hookimpl
    def dated_facts(self) -> Iterable[DatedFact]:
        """The points of ZIP areas, which the Census Bureau makes anew. What staff check stands at their desk."""
        from farolito_resource_guide.near import FACT

        return [FACT]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """A guide for the school of the demo."""
        from farolito_resource_guide.demo import fill

        return [DemoData(fill, {"zip": "91010"})]
