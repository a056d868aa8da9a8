"""The page that staff open: how many visits named each service line this school year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import (
    NotFound,
    counts_words,
    gettext,
    places_where,
    render_page,
    settings_of,
    shown_counts,
    spoken,
)
from farolito_wellbeing_centers.counter import FORM, LINES
from farolito_wellbeing_centers.finding import TITLE, told
from farolito_wellbeing_centers.service_lines import SERVICE_LINES
from farolito_wellbeing_centers.settings import CenterSettings
from farolito_wellbeing_centers.where import pages

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work


@dataclass(frozen=True, slots=True)
class Line:
    """A row, with the number of visits in words."""

    label: str
    visits: str


@pages.route("/", permission="counts.view", cache="no-store", csp="staff")
def first_place(work: Work) -> str:
    """The counts of the first school that the reader may see counts of."""
    places = places_where(work, "counts.view")
    if not places:
        raise NotFound("You have no school yet. Ask an admin to give you a role at one.")
    return _page(work, places[0], places)


@pages.route("/<place_slug>", permission="counts.view", cache="no-store", csp="staff")
def one_place(work: Work, place_slug: str) -> str:
    """The counts of one school. Raises NotFound for a school that the reader has no role at."""
    places = places_where(work, "counts.view")
    for place in places:
        if place.slug == place_slug:
            return _page(work, place, places)
    raise NotFound("There is no such page.")


def _page(work: Work, place: PlaceView, places: tuple[PlaceView, ...]) -> str:
    found = shown_counts(work, place.slug, FORM, LINES)
    lines = [
        Line(
            gettext(label),
            counts_words(found.cells[line], found.small) if line in found.cells else "0",
        )
        for line, label in SERVICE_LINES.items()
    ]
    return render_page(
        "wellbeing_centers/counts.html",
        place=place,
        places=[other for other in places if other.id != place.id],
        lines=lines,
        until=found.until,
        told=told(
            settings_of(work, CenterSettings, place), spoken() if spoken() in TITLE else "en"
        ),
        fewest=found.small + 1,
    )
