"""What a submission tells of a household is taken in after the commit, so that nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import households as queries
from farolito.db.queries import places as place_queries
from farolito.domain.consent_paths import HOUSEHOLD_SEES
from farolito.domain.households import known, told_by
from farolito.domain.shared_facts import joins_households
from farolito.services.households.cells import hashes, seal_facts
from farolito.services.households.forgetting import forget_people, forget_response
from farolito.services.households.joining import say
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from farolito.domain.households import PersonTold
    from farolito.services.arrivals import Arrival
    from farolito.services.work import Work


def take_in(work: Work, arrival: Arrival) -> None:
    """Create the household that a submission tells of, or join it where the same browser has sent another one here.

    Whatever else looks alike is a hint for people. A correction replaces what the response told before. What a student
    alone consented to, or nobody is known to have consented to, is in no household: what stood there is forgotten.
    """
    place_id, response_id = arrival.place.id, arrival.response_id
    regime = arrival.form.regime
    if not joins_households(regime) or arrival.consent_path not in HOUSEHOLD_SEES:
        forget_response(work, place_id, response_id)
        return
    which = {"place_id": place_id, "response_id": response_id}
    row = work.connection.execute(queries.BROUGHT, which).one_or_none()
    if row is not None and row.number >= arrival.number:
        return
    household_id = (
        row.household_id if row else begin(work, place_id, response_id, regime, arrival.number)
    )
    if row is not None:
        given = {"of_place": place_id, "of_response": response_id, "number": arrival.number}
        work.connection.execute(queries.SET_NUMBER, given)
        forget_people(work, place_id, response_id, keeping=household_id)
    told = told_by(arrival.form, arrival.answers)
    facts = seal_facts(work.keyring, "household", place_id, household_id, told.facts)
    given = {"of_place": place_id, "of_household": household_id}
    work.connection.execute(queries.SET_FACTS, {**given, "facts": facts if told.facts else None})
    for number, person in enumerate(told.people):
        _add(work, arrival, household_id, number, person)
    if row is None:
        before = _brought_before(work, place_id, response_id, regime)
        if before:
            say(work, place_id, before, household_id, "same", "session")


def _brought_before(work: Work, place_id: str, response_id: str, regime: str) -> str | None:
    """The household that the same browser has brought here with another response, the latest of them."""
    which = {"place_id": place_id, "response_id": response_id}
    for session in work.connection.execute(queries.SESSION_OF, which):
        given = {"place_id": place_id, "session_id": session.session_id}
        others = [row.id for row in work.connection.execute(queries.IN_SESSION, given)]
        given = {"place_id": place_id, "regime": regime}
        others.remove(response_id)
        for row in work.connection.execute(queries.BROUGHT_BY, {**given, "responses": others}):
            return str(row.household_id)
    return None


def begin(work: Work, place_id: str, response_id: str, regime: str, number: int) -> str:
    """A household for what a response tells, empty so far; its id."""
    household_id = new_id(work.now())
    add_household(work, place_id, household_id, regime)
    work.connection.execute(
        queries.ADD_BROUGHT,
        {
            "place_id": place_id,
            "response_id": response_id,
            "household_id": household_id,
            "number": number,
        },
    )
    return household_id


def add_household(work: Work, place_id: str, household_id: str, regime: str) -> None:
    """An empty household."""
    work.connection.execute(
        queries.ADD_HOUSEHOLD,
        {
            "place_id": place_id,
            "id": household_id,
            "head_id": household_id,
            "regime": regime,
            "facts": None,
            "created_at": work.now(),
        },
    )


def _add(work: Work, arrival: Arrival, household_id: str, number: int, person: PersonTold) -> None:
    place_id = _seen_at(work, arrival, person)
    which = {"place_id": place_id, "household_id": household_id}
    if not work.connection.execute(queries.HOUSEHOLD, which).all():
        add_household(work, place_id, household_id, arrival.form.regime)
    person_id = f"{household_id}.{number:03}"  # in the order they were told of
    work.connection.execute(
        queries.ADD_PERSON,
        {
            **which,
            "id": person_id,
            "told_at_id": arrival.place.id,
            "response_id": arrival.response_id,
            "form_hash": arrival.form.hash,
            "role": person.role,
            "facts": seal_facts(work.keyring, "person", place_id, person_id, person.facts),
            "told_at": arrival.received_at,
        },
    )
    found = hashes(work.keyring, place_id, arrival.form.regime, known(person.facts))
    if found:
        keys = [{"place_id": place_id, "person_id": person_id, "value": one} for one in found]
        work.connection.execute(queries.ADD_KEY, keys)
    if person.school and (place_id != arrival.place.id or person.school == arrival.place.slug):
        enrolled = {"place_id": place_id, "person_id": person_id, "until": None}
        work.connection.execute(queries.ADD_ENROLLMENT, {**enrolled, "since": arrival.received_at})


def _seen_at(work: Work, arrival: Arrival, person: PersonTold) -> str:
    """The place that sees a person: the student's own school in the same district, or else where it was told."""
    if not person.school or person.school == arrival.place.slug:
        return arrival.place.id
    own = _parent(work.peek(place_queries.PLACE_BY_ID, {"place_id": arrival.place.id}))
    rows = work.peek(place_queries.PLACE_BY_SLUG, {"slug": person.school})
    if rows and rows[0].place_kind == "site" and own and _parent(rows) == own:
        return str(rows[0].place_id)
    return arrival.place.id


def _parent(rows: Any) -> str:
    return str(rows[0].place_path).rpartition("/")[0]
