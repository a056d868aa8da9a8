"""A household as staff see it. Each reading is recorded, as readings of responses are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import households as queries
from farolito.domain.access import holds
from farolito.domain.consent_paths import HOUSEHOLD_SEES
from farolito.domain.households import known, together
from farolito.errors import Forbidden, NotFound
from farolito.services import audit, forms, places
from farolito.services.households.cells import open_facts
from farolito.services.households.doors import Here, entered, ties_of
from farolito.services.households.values import (
    HouseholdView,
    PersonView,
    Said,
    SentView,
    TieView,
)
from farolito.services.places import findable
from farolito.services.responses.cells import open_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.domain.households import Facts, Role
    from farolito.domain.matching import Known
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

NAMES = ("person.name", "student.name")
"""Facts that made two tellings one person: written otherwise, they tell nothing new."""

ORDER: tuple[Role, ...] = ("respondent", "student", "member")


def read(work: Work, place_slug: str, household_id: str) -> HouseholdView:
    """A household with all that is joined to it, by the id of any of them. Needs a writing work.

    Raises :class:`NotFound` when there is none or the actor may not read its records, :class:`Forbidden`.
    """
    here = entered(work, place_slug, "households.view")
    head = head_of(work, here, household_id)
    audit.record(work, here.place.id, "household.read", f"household/{head}")
    return view(work, here, head)


def head_of(work: Work, here: Here, household_id: str) -> str:
    """The head under which a household is shown. Raises :class:`NotFound`."""
    findable(household_id)
    given = {"place_id": here.place.id, "household_id": household_id}
    for row in work.peek(queries.HOUSEHOLD, given):
        if row.regime in here.regimes:
            return str(row.head_id)
    raise NotFound("There is no such household.")


def of_response(work: Work, place_slug: str, response_id: str) -> str | None:
    """The household of a response; None when it is in none, or when this is not for the actor."""
    here = entered(work, place_slug, "households.view")
    findable(response_id)
    for row in work.peek(queries.BROUGHT, {"place_id": here.place.id, "response_id": response_id}):
        return str(row.head_id) if row.regime in here.regimes and row.number else None
    return None


def said_with(work: Work, place_id: str, response_id: str) -> tuple[Said, ...]:
    """What was said of the household of a response as a whole; nothing where it is in none.

    For the host's own use, whoever asks: it is shown to nobody.
    """
    given = {"place_id": place_id, "response_id": response_id}
    heads = [row.head_id for row in work.peek(queries.BROUGHT, given) if row.number]
    nodes = work.peek(queries.NODES, {"place_id": place_id, "heads": heads})
    return _said_of_all(work, place_id, nodes, sent_by(work, place_id, [one.id for one in nodes]))


def view(work: Work, here: Here, head: str) -> HouseholdView:
    """What stands under a head, recorded by who calls."""
    place_id = here.place.id
    nodes = work.peek(queries.NODES, {"place_id": place_id, "heads": [head]})
    ids = [node.id for node in nodes]
    rows = work.peek(queries.PEOPLE, {"place_id": place_id, "nodes": ids})
    told = [facts_of(work, row) for row in rows]
    knowns = tuple(map(known, told))
    sent = sent_by(work, place_id, ids)
    return HouseholdView(
        id=head,
        place=here.place,
        people=shown_once(work, rows, told, knowns),
        said=_said_of_all(work, place_id, nodes, sent),
        sent=_sent(work, here, sent),
        ties=_ties(work, place_id, ids, sent),
        elsewhere=_elsewhere(work, here, ids),
        known=knowns,
    )


def shown_once(
    work: Work, rows: Sequence[Row[Any]], told: Sequence[Facts], knowns: Sequence[Known]
) -> tuple[PersonView, ...]:
    """The people of a household, each once: who answers first, then the students."""
    people = [
        _person(work, [rows[n] for n in run], [told[n] for n in run]) for run in together(knowns)
    ]
    return tuple(sorted(people, key=lambda one: ORDER.index(one.role)))


def people_of(work: Work, place_id: str, heads: Sequence[str]) -> dict[str, list[Known]]:
    """What there is to compare of the people under each head."""
    head = heads_of(work, place_id, heads)
    found: dict[str, list[Known]] = {}
    for row in work.peek(queries.PEOPLE, {"place_id": place_id, "nodes": list(head)}):
        found.setdefault(head[row.household_id], []).append(known(facts_of(work, row)))
    return found


def heads_of(work: Work, place_id: str, heads: Sequence[str]) -> dict[str, str]:
    """All households under these heads, each with its head."""
    given = {"place_id": place_id, "heads": list(heads)}
    return {row.id: row.head_id for row in work.peek(queries.NODES, given)}


def sent_by(work: Work, place_id: str, nodes: Sequence[str]) -> list[tuple[str, Row[Any]]]:
    """What these households sent, latest first, each with its household."""
    given = {"place_id": place_id, "nodes": list(nodes)}
    brought = {row.response_id: row.household_id for row in work.peek(queries.BROUGHT_IN, given)}
    given = {"place_id": place_id, "responses": list(brought), "paths": list(HOUSEHOLD_SEES)}
    return [(brought[row.id], row) for row in work.peek(queries.RESPONSES, given)]


def facts_of(work: Work, row: Row[Any]) -> Facts:
    """What was told of a person."""
    return open_facts(work.keyring, "person", row.place_id, row.id, row.facts)


def _person(work: Work, rows: Sequence[Row[Any]], told: Sequence[Facts]) -> PersonView:
    latest: dict[str, Said] = {}
    earlier: dict[tuple[str, str], Said] = {}
    for row, facts in zip(rows, told, strict=True):
        for said in _said(work, facts, row.form_hash, row.told_at):
            newest = latest.setdefault(said.fact, said)
            if newest.answer != said.answer and said.fact not in NAMES:
                earlier.setdefault((said.fact, repr(said.answer)), said)
    enrolled = [row for row in rows if row.since is not None]
    return PersonView(
        ids=tuple(row.id for row in rows),
        role=min((row.role for row in rows), key=ORDER.index),
        said=tuple(latest.values()),
        earlier=tuple(earlier.values()),
        since=min((row.since for row in enrolled), default=None),
        until=None
        if any(row.until is None for row in enrolled)
        else max((row.until for row in enrolled), default=None),
    )


def _said(work: Work, facts: Facts, form_hash: str, at: datetime) -> list[Said]:
    questions = forms.version(work, form_hash).questions
    found: list[Any] = [
        Said(fact, questions[name], answer, at)  # type: ignore[arg-type]  # sealed by its own name
        for fact, (name, answer) in facts.items()
        if name in questions
    ]
    return found


def _said_of_all(
    work: Work,
    place_id: str,
    nodes: Sequence[Row[Any]],
    sent: Sequence[tuple[str, Row[Any]]],
) -> tuple[Said, ...]:
    """What was said of the household as a whole, the latest of each fact."""
    sealed = {node.id: node.facts for node in nodes}
    latest: dict[str, Said] = {}
    for node, row in sent:
        facts = open_facts(work.keyring, "household", place_id, node, sealed[node])
        for said in _said(work, facts, row.form_hash, row.received_at):
            latest.setdefault(said.fact, said)
    return tuple(latest.values())


def _sent(work: Work, here: Here, sent: Sequence[tuple[str, Row[Any]]]) -> tuple[SentView, ...]:
    """The responses that the actor may open."""
    if not holds(work.actor.grants, "responses.view", here.path):
        return ()
    found = []
    for _, row in sent:
        form = forms.version(work, row.form_hash)
        may = row.regime in here.regimes and work.hooks.decide_access(
            work.actor, "responses.view", here.place, row.regime, form.name
        )
        if may:
            code = open_code(work.keyring, here.place.id, row.id, row.code)
            found.append(SentView(row.id, code, form.title, row.language, row.received_at))
    return tuple(found)


def _ties(
    work: Work, place_id: str, nodes: Sequence[str], sent: Sequence[tuple[str, Row[Any]]]
) -> tuple[TieView, ...]:
    """What was said of these households, oldest first."""
    codes = {
        node: open_code(work.keyring, place_id, row.id, row.code) for node, row in reversed(sent)
    }
    rows = ties_of(work, place_id, nodes)
    users = {row.said_by for row in rows} - {None}
    names = {row.id: row.name for row in work.peek(queries.NAMES_OF, {"users": sorted(users)})}
    found = []
    for row in rows:
        ends = (row.other_id, row.household_id)
        found.append(
            TieView(
                verdict_id=row.id,
                verdict=row.verdict,
                how=row.how,
                by=names.get(row.said_by),
                at=row.said_at,
                other=next((end for end in ends if end not in nodes), None),
                code=next((codes[end] for end in ends if codes.get(end)), None),
            )
        )
    return tuple(found)


def _elsewhere(work: Work, here: Here, nodes: Sequence[str]) -> tuple[tuple[PlaceView, str], ...]:
    """The same household at other places, for who may see households there too."""
    others = {
        place.id: place
        for place in places.of_actor(work)
        if place.id != here.place.id and _may_see(work, place)
    }
    if not others:
        return ()
    given = {"places": sorted(others), "nodes": sorted(nodes)}
    found = {(row.place_id, row.head_id) for row in work.peek(queries.ELSEWHERE, given)}
    return tuple((others[place_id], head) for place_id, head in sorted(found))


def _may_see(work: Work, place: PlaceView) -> bool:
    try:
        entered(work, place.slug, "households.view")
    except Forbidden:
        return False
    return True
