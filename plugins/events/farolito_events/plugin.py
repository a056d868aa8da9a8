"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import (
    N_,
    Asks,
    DemoData,
    NavItem,
    Nightly,
    Panel,
    PlaceLink,
    Plugin,
    hookimpl,
)
from farolito_events.settings import EventSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Pages, PanelRow, PlaceView, Work


class Events(Plugin):
    """Workshops, fairs, trips, meetings: announced, signed up for, counted, and on paper."""

    name = "events"
    title = N_("Events and meetings")
    summary = N_(
        "Workshops, campaigns, staff development, fairs, trips and meetings: a public list, sign-up, how many came, "
        "and paper."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("anonymous",),
        only_own_forms=True,
        forms=True,
        tables=True,
        says=(
            N_("Has public pages with what comes up at a school, on which people sign up"),
            N_(
                "Keeps a name and a way to reach somebody, sealed, where they give them, and erases them after "
                "the event"
            ),
            N_("Keeps minutes and coaching notes, sealed"),
            N_("Keeps who is of a committee or team and in which role, names sealed"),
        ),
    )
    settings = EventSettings

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The pages of families, of staff, and paper."""
        from farolito_events import (  # noqa: F401  they fill it
            desk_pages,
            family_pages,
            paper_pages,
            team_pages,
        )
        from farolito_events.addresses import pages

        return [pages]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to them."""
        return [
            NavItem(N_("Events and meetings"), "/-/events/desk", "events.manage"),
            NavItem(N_("Coaching"), "/-/events/desk?kind=coaching", "counts.view"),
        ]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """On the page of a school, for families."""
        return [PlaceLink(N_("Coming events"), "/-/events/<place>")]

    @hookimpl
    def register_panels(self) -> Iterable[Panel]:
        """What took place, below the numbers of a school."""
        return [Panel("year", N_("Events this school year"), "counts.view", _rows)]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Some of each kind."""
        return [DemoData(_fill)]

    @hookimpl
    def register_nightly(self) -> Iterable[Nightly]:
        """Sign-ups, minutes and notes whose time is over are erased."""
        return [Nightly(_erase)]


def _rows(work: Work, place: PlaceView) -> Iterable[PanelRow]:
    from farolito_events.panel import rows

    return rows(work, place)


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_events.demo import fill

    fill(work, place)


def _erase(work: Work) -> None:
    from farolito.api import settings_of
    from farolito_events.keeping import erase_past

    erase_past(work.session, work.today(), settings_of(work, EventSettings))
