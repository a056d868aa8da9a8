"""The families of a place, for pages that work through them. A student's own records are in no family.

tracked_families(work, place, after=None, limit=25, ids=(), asking=(), …) -> TrackedFamilies       # Forbidden, NotFound
known_families(work, place, people) -> tuple[str | None, ...]                          # of (name, birth date, phone)
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.db.queries import households as household_queries
from farolito.db.queries import listing as queries
from farolito.db.sealing import unseal_json
from farolito.domain import codes
from farolito.domain.households import known
from farolito.domain.matching import Known, hint
from farolito.domain.names import is_skipped
from farolito.errors import Forbidden
from farolito.services import audit, forms
from farolito.services.casework import contacts, follow_ups
from farolito.services.casework.opening import WORKS, names_of
from farolito.services.households.cells import hashes
from farolito.services.households.doors import Here, entered
from farolito.services.households.listed import (
    FamilyContact,
    FamilyPerson,
    FamilyReferral,
    FamilyTask,
    TrackedFamilies,
    TrackedFamily,
)
from farolito.services.households.reading import (
    facts_of,
    heads_of,
    people_of,
    sent_by,
    shown_once,
)
from farolito.services.permits import permits
from farolito.services.places import findable
from farolito.services.responses.cells import open_answers, open_code
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.domain.views import PlaceView
    from farolito.services.households.values import PersonView, Said
    from farolito.services.work import Work

MOST = 200
"""Families of one page."""


def tracked_families(
    work: Work,
    place: PlaceView,
    *,
    after: str | None = None,
    limit: int = 25,
    ids: Collection[str] | None = None,
    asking: Collection[str] = (),
    language: str = "",
    quiet_since: datetime | None = None,
    due_by: date | None = None,
    referred: bool = False,
) -> TrackedFamilies:
    """The families of a place that sent something, newest first; recorded in the audit: needs a writing work.

    ``ids``: only these. ``asking``: names of questions whose latest answers are wanted too, which needs
    ``responses.view``. Narrowed to those that answered in a ``language``, that nobody has contacted since
    ``quiet_since``, that have something to do ``due_by`` a day, that are ``referred`` and wait for the partner.

    For who works on follow-ups and may see households there, of regimes that they read and the plugin asks for; others
    get :class:`Forbidden`. What a student alone consented to is not in a family, and nothing of it is shown.
    """
    here, regimes = _here(work, place)
    narrowed: dict[str, Any] = {
        "language": language,
        "quiet": quiet_since,
        "due": due_by.isoformat() if due_by else None,
        "referred": referred,
    }
    narrowed = {name: value for name, value in narrowed.items() if value}
    limit = max(1, min(limit, MOST))
    given = {**narrowed, "place_id": here.place.id, "regimes": sorted(regimes), "limit": limit + 1}
    given.pop("referred", None)
    findable(after or "", language, *(ids or ()))
    if after is not None:
        given["after"] = after
    if ids is not None:
        given["ids"] = sorted(set(ids))
    statement = queries.heads(frozenset(narrowed), paged=after is not None, named=ids is not None)
    heads = [str(row.id) for row in work.peek(statement, given)]
    shown = heads[:limit]
    audit.record(work, here.place.id, "families.listed", f"place/{here.place.id}")
    found = _views(work, here, regimes, shown, asking) if shown else ()
    return TrackedFamilies(found, shown[-1] if len(heads) > limit else None)


def known_families(
    work: Work, place: PlaceView, people: Sequence[tuple[str, str, str]]
) -> tuple[str | None, ...]:
    """For each of ``people`` (name, ISO birth date, E.164 phone) the family of the place in which they likely are.

    As staff are told that two families are likely one: a name alone finds nobody. Raises as
    :func:`tracked_families` does.
    """
    here, regimes = _here(work, place)
    wanted = [Known(name=name, birth_date=born, phone=phone) for name, born, phone in people]
    found: list[str | None] = [None] * len(wanted)
    for regime in sorted(regimes):
        keys = [hashes(work.keyring, here.place.id, regime, one) for one in wanted]
        values = sorted(frozenset[bytes]().union(*keys))
        if not values:
            continue
        given = {"place_id": here.place.id, "regime": regime, "values": values}
        by_key: dict[bytes, set[str]] = {}
        for row in work.peek(queries.HEADS_BY_KEY, given):
            by_key.setdefault(bytes(row.value), set()).add(str(row.head_id))
        heads = sorted({head for some in by_key.values() for head in some})
        members = people_of(work, here.place.id, heads) if heads else {}
        for number, (one, own) in enumerate(zip(wanted, keys, strict=True)):
            for head in sorted({h for key in own for h in by_key.get(key, ())}):
                seen = hint([one], members.get(head, []))
                if found[number] is None and seen is not None and seen.level == "likely":
                    found[number] = head
    return tuple(found)


def _here(work: Work, place: PlaceView) -> tuple[Here, frozenset[Any]]:
    """The place, and the regimes of which the actor sees households and works on responses there."""
    here = entered(work, place.slug, "households.view")
    regimes = frozenset(
        regime
        for regime in here.regimes
        if permits(work, WORKS, here.place, here.path, regime)  # type: ignore[arg-type]  # keys of POLICIES
        and (
            not work.plugin
            or work.hooks.given.some_answers(work.plugin, "tracked_families", regime)
        )
    )
    if not regimes:
        raise Forbidden("You do not work with the families of this place.")
    return here, regimes


def _views(
    work: Work, here: Here, regimes: frozenset[Any], heads: Sequence[str], asking: Collection[str]
) -> tuple[TrackedFamily, ...]:
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
                people=tuple(_person(person) for person in people.get(one, ())),
                contacts=_contacts(work, place_id, called.get(one, []), names),
                referrals=tuple(map(_referral, referred.get(one, []))),
                tasks=tuple(_task(work, place_id, row, names) for row in planned.get(one, [])),
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
        given_it = not work.plugin or work.hooks.given.answers(
            work.plugin, "tracked_families", form.regime, form.name
        )
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


def _person(person: PersonView) -> FamilyPerson:
    said: dict[str, Said] = {one.fact: one for one in person.said}
    student, name = said.get("student.name"), said.get("person.name")
    named = student or name
    called = named.answer if named else ""
    grade: Mapping[str, str] = {}
    if isinstance(called, dict):  # a child, in one question
        grade = {"en": str(called["grade"])} if called.get("grade") else {}
        called = called.get("name", "")
    if "student.grade" in said:
        grade = _label(said["student.grade"])
    phone = said.get("person.phone")
    number, safe, asked = "", None, False
    if phone is not None:
        answer = phone.answer
        asked = phone.question.options.get("safe_contact") is True
        if isinstance(answer, dict):
            number = str(answer.get("number", ""))
            safe = {way: answer[way] for way in ("call", "text", "message") if way in answer}
        else:
            number = str(answer)
    ways = said.get("person.safe_contact")
    if ways is not None and not safe:
        safe = _ticked(ways)
    return FamilyPerson(
        name=str(called),
        role=person.role,
        grade=grade,
        phone=number,
        asked_safe=asked or ways is not None,
        safe=safe,
        safe_words=_labels(ways) if ways is not None else (),
    )


def _ticked(said: Said) -> dict[str, str] | None:
    """What is safe, where that is a list of which the ways are choices; None where it is asked in other words."""
    offered = {choice.name for choice in said.question.choices}
    ticked = said.answer if isinstance(said.answer, list | tuple) else [said.answer]
    ways = [way for way in ("call", "text", "message") if way in offered]
    return {way: "yes" if way in ticked else "no" for way in ways} or None


def _label(said: Said) -> Mapping[str, str]:
    for choice in said.question.choices:
        if choice.name == said.answer:
            return choice.label
    return {"en": str(said.answer)}


def _labels(said: Said) -> tuple[Mapping[str, str], ...]:
    chosen = said.answer if isinstance(said.answer, list | tuple) else [said.answer]
    known_ = {choice.name: choice.label for choice in said.question.choices}
    return tuple(known_.get(one, {"en": str(one)}) for one in chosen)


def _contacts(
    work: Work, place_id: str, rows: Sequence[Row[Any]], names: Mapping[str, str]
) -> tuple[FamilyContact, ...]:
    """What was not corrected since, the latest day first."""
    wrong = {row.corrects for row in rows if row.corrects}
    found = []
    for row in rows:
        if row.id not in wrong:
            said = contacts.opened(work, place_id, row.id, row.body)
            found.append(
                FamilyContact(
                    on=said.on,
                    channel=said.channel,
                    direction=said.direction,
                    outcome=said.outcome,
                    language=said.language,
                    by=names.get(row.author_id, ""),
                    next_try=said.next_try,
                )
            )
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _referral(row: Any) -> FamilyReferral:
    return FamilyReferral(
        id=row.id,
        partner=row.partner_name,
        service=row.service,
        state=row.state,
        outcome=row.outcome,
        sent_on=row.sent_at.astimezone(SCHOOL_ZONE).date(),
        next_check_on=date.fromisoformat(row.next_check_on) if row.next_check_on else None,
    )


def _task(work: Work, place_id: str, row: Any, names: Mapping[str, str]) -> FamilyTask:
    what = unseal_json(work.keyring, follow_ups.cell(place_id, row.id), row.what)
    return FamilyTask(what, date.fromisoformat(row.due_on), names.get(row.assigned_to, ""))
