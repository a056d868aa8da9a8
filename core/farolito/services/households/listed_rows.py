"""What rows say in a list of families: a person with what is safe, contacts, referrals, what is to be done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.db.sealing import unseal_json
from farolito.services.casework import contacts, follow_ups
from farolito.services.households.listed import (
    FamilyContact,
    FamilyPerson,
    FamilyReferral,
    FamilyTask,
)
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row

    from farolito.services.households.values import PersonView, Said
    from farolito.services.work import Work


def person_of(person: PersonView) -> FamilyPerson:
    """A person of a household, with how it is safe to reach them."""
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


def contacts_of(
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
                    topics=said.topics,
                )
            )
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def referral_of(row: Any) -> FamilyReferral:
    """A referral."""
    return FamilyReferral(
        id=row.id,
        partner=row.partner_name,
        service=row.service,
        state=row.state,
        outcome=row.outcome,
        sent_on=row.sent_at.astimezone(SCHOOL_ZONE).date(),
        next_check_on=date.fromisoformat(row.next_check_on) if row.next_check_on else None,
    )


def task_of(work: Work, place_id: str, row: Any, names: Mapping[str, str]) -> FamilyTask:
    """A follow-up."""
    what = unseal_json(work.keyring, follow_ups.cell(place_id, row.id), row.what)
    return FamilyTask(what, date.fromisoformat(row.due_on), names.get(row.assigned_to, ""))
