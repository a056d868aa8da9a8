"""Lets every plugin fill the school of the demo, each in a transaction of its own.

fill(works, place) -> list[str]        # what could not be filled, as sentences
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.services.plugins.lending import lent_to

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.plugins.parts import DemoData
    from farolito.services.work import Works


def fill(works: Works, place: PlaceView) -> list[str]:
    """Call what every plugin brought for the demo; one that fails is named, and the others are called all the same."""
    refused = []
    for loaded in works.hooks.roster.loaded:
        for part in works.hooks.brought(loaded.name).demo:
            cause = works.hooks.demo(loaded.name, partial(_fill, works, loaded.name, part, place))
            if cause is not None:
                refused.append(f"The plugin {loaded.name} could not fill the demo ({cause}).")
    return refused


def _fill(works: Works, plugin: str, part: DemoData, place: PlaceView) -> None:
    with works.open(SYSTEM) as work, lent_to(work, plugin):
        part.fill(work, place)
