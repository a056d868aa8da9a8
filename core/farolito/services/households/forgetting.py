"""Forgetting what only one response told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import households as queries
from farolito.db.row_security import EVERYTHING
from farolito.services import audit
from farolito.services.households.joining import prune
from farolito.services.work import seen_by

if TYPE_CHECKING:
    from farolito.services.work import Work


def forget_response(work: Work, place_id: str, response_id: str) -> None:
    """Remove all that came only from this response: its people at every school, its part of the household.

    Others that were one household through it stay one. A response that is in no household is no error. Whoever may have
    this response erased need not be granted anything at the schools that its children go to.
    """
    work.transaction.see(EVERYTHING)
    try:
        _forget(work, place_id, response_id)
    finally:
        work.transaction.see(seen_by(work.actor))


def _forget(work: Work, place_id: str, response_id: str) -> None:
    which = {"place_id": place_id, "response_id": response_id}
    row = work.connection.execute(queries.BROUGHT, which).one_or_none()
    if row is None:
        return
    # this holds the end of the chain, as joining does: nobody joins what is being forgotten
    audit.record(work, place_id, "household.forgotten", f"response/{response_id}")
    given = {"of_place": place_id, "of_response": response_id}
    work.connection.execute(queries.FORGET_BROUGHT, given)
    facts = {"of_place": place_id, "of_household": row.household_id, "facts": None}
    work.connection.execute(queries.SET_FACTS, facts)
    forget_people(work, place_id, response_id)
    prune(work, place_id, {row.household_id})


def forget_people(work: Work, place_id: str, response_id: str, keeping: str = "") -> None:
    """Remove the people that a response told of, wherever they are seen; ``keeping``: its household here stays."""
    which = {"place_id": place_id, "response_id": response_id}
    found = work.connection.execute(queries.OF_RESPONSE, which).all()
    for person in found:
        given = {"of_place": person.place_id, "of_person": person.id}
        for forget in queries.FORGET_PERSON:
            work.connection.execute(forget, given)
    for person in found:
        if person.household_id != keeping or person.place_id != place_id:
            prune(work, person.place_id, {person.household_id})
