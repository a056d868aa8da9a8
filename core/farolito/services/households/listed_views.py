"""From the heads of households to families of a list: their people, and what staff do about what they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import households as household_queries
from farolito.db.queries import listing as queries
from farolito.domain import codes
from farolito.domain.households import known
from farolito.domain.names import is_skipped
from farolito.services import forms
from farolito.services.casework.opening import WORKS, names_of
from farolito.services.households.listed import TrackedFamily
from farolito.services.households.listed_rows import contacts_of, person_of, referral_of, task_of
from farolito.services.households.reading import facts_of, heads_of, sent_by, shown_once
from farolito.services.permits import permits
from farolito.services.responses.cells import open_answers, open_code
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Row

    from farolito.services.households.doors import Here
    from farolito.services.households.values import PersonView
    from farolito.services.work import Work


def views(
    work: Work, here: Here, regimes: frozenset[Any], heads: Sequence[str], asking: Collection[str]
) -> tuple[TrackedFamily, ...]:
    """The families under some heads, in their order; left out are those of which the actor may work on nothing."""
    place_id = here.place.id
    head = heads_of(work, place_id, heads)
    sent: dict[str, list[Row[Any]]] = {}
    for node, row in sent_by(work, place_id, list(head)):
        form = forms.version(work, row.form_hash)
        if row.regime in regimes and permits(
            work, WORKS, here.place, here.path, row.regime, form.name
        ):
            sent.setdefault(head[node], []).append(row)
    ids = [row.id for rows in sent.values() for row in rows]
    given = {"place_id": place_id, "responses": ids}
    owner = {row.id: one for one, rows in sent.items() for row in rows}
    called = _by_family(owner, work.peek(queries.CONTACTS_OF, given))
    planned = _by_family(owner, work.peek(queries.FOLLOW_UPS_OF, given))
    referred = _by_family(owner, work.peek(queries.REFERRALS_OF, given))
    names = names_of(
        work,
        [row.author_id for rows in called.values() for row in rows]
        + [row.assigned_to for rows in planned.values() for row in rows],
    )
    people = _people(work, place_id, head)
    answers = _answers(work, here, sent, asking) if asking else {}
    views = []
    for one in heads:
        rows = sent.get(one)
        if not rows:  # joined to others meanwhile, or all of it is for somebody else
            continue
        latest = rows[0]
        code = open_code(work.keyring, place_id, latest.id, latest.code)
        views.append(
            TrackedFamily(
                id=one,
                response_id=latest.id,
                code=codes.shown(code) if code else "",
                language=latest.language,
                answered_on=latest.received_at.astimezone(SCHOOL_ZONE).date(),
                people=tuple(person_of(person) for person in people.get(one, ())),
                contacts=contacts_of(work, place_id, called.get(one, []), names),
                referrals=tuple(map(referral_of, referred.get(one, []))),
                tasks=tuple(task_of(work, place_id, row, names) for row in planned.get(one, [])),
                answers=answers.get(one, {}),
            )
        )
    return tuple(views)


def _by_family(owner: Mapping[str, str], rows: Sequence[Row[Any]]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(owner[row.response_id], []).append(row)
    return found


def _people(work: Work, place_id: str, head: Mapping[str, str]) -> dict[str, Sequence[PersonView]]:
    given = {"place_id": place_id, "nodes": list(head)}
    under: dict[str, list[Row[Any]]] = {}
    for row in work.peek(household_queries.PEOPLE, given):
        under.setdefault(head[row.household_id], []).append(row)
    found: dict[str, Sequence[PersonView]] = {}
    for one, rows in under.items():
        told = [facts_of(work, row) for row in rows]
        found[one] = shown_once(work, rows, told, tuple(map(known, told)))
    return found


def _answers(
    work: Work, here: Here, sent: Mapping[str, list[Row[Any]]], asking: Collection[str]
) -> dict[str, dict[str, Any]]:
    """The latest answer of each family to each question that is asked for, of forms that the actor may read."""
    hashes_: set[str] = set()
    for form_hash in {row.form_hash for rows in sent.values() for row in rows}:
        form = forms.version(work, form_hash)
        may = permits(work, "responses.view", here.place, here.path, form.regime, form.name)
        given_it = work.asked_for("tracked_families", form.regime, form.name)
        if may and given_it and any(name in form.questions for name in asking):
            hashes_.add(form_hash)
    owner = {row.id: one for one, rows in sent.items() for row in rows}
    if not hashes_:
        return {}
    wanted = {"place_id": here.place.id, "responses": list(owner), "hashes": sorted(hashes_)}
    found: dict[str, dict[str, Any]] = {}
    for row in work.peek(queries.ANSWERS_OF, wanted):
        said = open_answers(work.keyring, here.place.id, row.id, row.submitted_number, row.answers)
        for name in asking:
            answer = said.get(name)
            if answer is not None and not is_skipped(answer):
                found.setdefault(owner[row.id], {}).setdefault(name, answer)
    return found
