"""Lets every plugin fill the school of the demo.

fill(works, place) -> list[str]        # what could not be filled, as sentences
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services.plugins.lending import call_each

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.domain.views import PlaceView
    from farolito.plugins.parts import DemoData
    from farolito.services.work import Work, Works


def fill(works: Works, place: PlaceView) -> list[str]:
    """Call what every plugin brought for the demo; one that fails is named, and the others are called all the same."""

    def at_place(part: DemoData) -> Callable[[Work], None]:
        return lambda work: part.fill(work, place)

    failed = call_each(works, "demo", lambda brought: map(at_place, brought.demo))
    return [f"The plugin {name} could not fill the demo ({cause})." for name, cause in failed]
