"""Numbers: how many responses, needs and languages a place has, kept current and shown so that nobody is found.

    count(work, arrival) -> None                                  # a step of arrivals; again changes nothing
    forget(work, place_id, response_id) -> None                   # call it before a response is erased
    rebuild(works) -> int                                         # counts what was never counted
    shown(work, place_slug, form_name=None, period=None) -> Numbers          # Forbidden, NotFound
    report(work, place_slug, form_name, period, language) -> CountReport     # the same, in words
    shown_counts(work, place_slug, form_name, question) -> ShownCounts       # for pages of plugins
    shown_form(work, place_slug, form_name, year, language) -> ShownForm     # the same, all of a form
    hide_up_to(work, place_slug, threshold) -> int                # what is too small to show; may rise
    places_of_actor(work) -> tuple[PlaceView, ...]                # whose numbers the actor may see

A response is counted in the round of its form and place. When a round is over it goes through ``suppress()``,
what may be shown is added to what is shown, and the counts themselves are gone (docs/decisions/0025-numbers.md).
"""

from farolito.services.numbers.counting import count, forget
from farolito.services.numbers.for_plugins import ShownForm, shown_form
from farolito.services.numbers.rebuilding import rebuild
from farolito.services.numbers.reporting import months_of, report, report_of
from farolito.services.numbers.showing import (
    FormShown,
    Numbers,
    Period,
    ShownCounts,
    places_of_actor,
    shown,
    shown_counts,
)
from farolito.services.numbers.thresholds import hide_up_to

__all__ = [
    "FormShown",
    "Numbers",
    "Period",
    "ShownCounts",
    "ShownForm",
    "count",
    "forget",
    "hide_up_to",
    "months_of",
    "places_of_actor",
    "rebuild",
    "report",
    "report_of",
    "shown",
    "shown_counts",
    "shown_form",
]
