"""The boxes of plugins below the numbers of a place.

panels(work, place_slug) -> tuple[ShownPanel, ...]      # for whoever asks; NotFound
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from farolito.domain.access import holds
from farolito.plugins.callers import MOST
from farolito.services import places
from farolito.services.plugins.lending import lent_to
from farolito.services.plugins.reach import off_at_address

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.plugins.parts import Panel, PanelRow
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A box with what is in it. ``title`` is English still; ``rows`` are in the language that is spoken."""

    plugin: str
    title: str
    rows: tuple[PanelRow, ...]
    url: str


def panels(work: Work, place_slug: str) -> tuple[ShownPanel, ...]:
    """The boxes that the actor may see at a place, in the order of the plugins; an empty one is left out.

    One that fails is left out too, and counted. Raises :class:`NotFound` for an unknown place.
    """
    place, path = places.by_slug(work, place_slug), places.path(work, place_slug)
    off = off_at_address(work, place_slug)
    shown = []
    for loaded in work.hooks.roster.loaded:
        for panel in work.hooks.brought(loaded.name).panels:
            if loaded.name not in off and holds(work.actor.grants, panel.permission, path):
                rows = _rows(work, loaded.name, panel, place)
                if rows:
                    url = panel.url.replace("<place>", place.slug)
                    shown.append(ShownPanel(loaded.name, panel.title, rows, url))
    return tuple(shown)


def _rows(work: Work, plugin: str, panel: Panel, place: PlaceView) -> tuple[PanelRow, ...] | None:
    def fill() -> tuple[PanelRow, ...]:
        with lent_to(work, plugin):
            # all of them while the work is lent; one too many is enough to be refused
            return tuple(islice(panel.fill(work, place), MOST + 1))

    return work.hooks.panel(plugin, panel, fill)
