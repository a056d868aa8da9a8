"""Households and their people: taken in, found, looked at, joined, parted and forgotten.

    take_in(work, arrival) -> None                                       # a step of services.arrivals
    forget_response(work, place_id, response_id) -> None                 # all that came only from it
    entered(work, place_slug, permission) -> Here                        # NotFound, Forbidden
    read(work, place_slug, household_id) -> HouseholdView                # NotFound, Forbidden; audited: a writing work
    of_response(work, place_slug, response_id) -> str | None             # Forbidden
    hints_for(work, place_slug, response_id) -> tuple[HintView, ...]     # never raises for who may not see them
    compare(work, place_slug, one, other) -> (HouseholdView, HouseholdView, Hint | None)   # audited
    by_code(work, place_slug, typed) -> str | None
    by_person(work, place_slug, wanted: Known) -> list[(HouseholdView, Hint)]              # audited
    join(work, place_slug, one, other) -> str                            # NotFound, Forbidden, Conflict
    keep_apart(work, place_slug, one, other) -> str                      # the same; never suggested again
    take_back(work, place_slug, verdict_id) -> None                      # NotFound, Forbidden
    set_enrolled(work, place_slug, household_id, person_id, *, here_still) -> None         # NotFound, Forbidden
    offer_known(work, handle: ResponseDraft) -> ResponseDraft            # what the same browser said before
    open_form(work, place_slug, household_id, link_slug) -> (ResponseDraft, NewSession)    # for this family; audited

Joining changes nothing of what responses told: it is a line that says so, and taking it back removes the line.
"""

from farolito.services.households.arriving import take_in
from farolito.services.households.doors import entered
from farolito.services.households.enrolling import set_enrolled
from farolito.services.households.finding import by_code, by_person
from farolito.services.households.forgetting import forget_response
from farolito.services.households.hinting import compare, hints_for
from farolito.services.households.joining import Clash, join, keep_apart, take_back
from farolito.services.households.reading import of_response, read
from farolito.services.households.sharing import offer_known, open_form
from farolito.services.households.values import (
    HintView,
    HouseholdView,
    PersonView,
    Said,
    SentView,
    TieView,
)

__all__ = [
    "Clash",
    "HintView",
    "HouseholdView",
    "PersonView",
    "Said",
    "SentView",
    "TieView",
    "by_code",
    "by_person",
    "compare",
    "entered",
    "forget_response",
    "hints_for",
    "join",
    "keep_apart",
    "of_response",
    "offer_known",
    "open_form",
    "read",
    "set_enrolled",
    "take_back",
    "take_in",
]
