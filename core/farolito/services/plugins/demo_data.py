"""Lets every plugin fill the school of the demo.

fill(works, place) -> list[str]        # what could not be filled, as sentences
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.errors import FarolitoError
from farolito.services import plugin_settings
from farolito.services.plugin_settings.reading import rows_at
from farolito.services.plugins.lending import call_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from farolito.domain.views import PlaceView
    from farolito.plugins.parts import DemoData
    from farolito.services.work import Work, Works


def fill(works: Works, place: PlaceView) -> list[str]:
    """Call what every plugin brought for the demo; one that fails is named, and the others are called all the same."""

    def at_place(part: DemoData) -> Callable[[Work], None]:
        return lambda work: part.fill(work, place)

    failed = call_each(works, "demo", lambda brought: map(at_place, brought.demo))
    failed += [(name, cause) for name, cause in _set(works, place) if cause]
    return [f"The plugin {name} could not fill the demo ({cause})." for name, cause in failed]


def _set(works: Works, place: PlaceView) -> Iterator[tuple[str, str]]:
    """What plugins want to have set at the school of the demo; of each, why it could not be."""
    for loaded in works.hooks.roster.loaded:
        for part in works.hooks.brought(loaded.name).demo:
            try:
                with works.open(SYSTEM) as work:
                    if part.settings and not rows_at(work, loaded.name, place.id):
                        plugin_settings.save(work, loaded.name, place.slug, part.settings)
            except FarolitoError as error:
                yield loaded.name, str(error)
