"""Families as a list to work through: what a plugin's page is given of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.households import Role
    from farolito.domain.referring import State


@dataclass(frozen=True, slots=True)
class FamilyPerson:
    """Somebody of a family, with the latest that was said. ``grade`` is a text for people, empty if nobody said it.

    ``phone`` is E.164 or empty. ``safe`` has ``call``, ``text`` and ``message`` as far as it was answered what is
    safe, each yes or no: what is not in it is **not** safe. ``asked_safe``: whether it was asked at all.
    ``safe_words``: what was chosen of the ways that are safe, as texts for people.
    """

    name: str
    role: Role
    grade: Mapping[str, str]
    phone: str = ""
    asked_safe: bool = False
    safe: Mapping[str, str] | None = None
    safe_words: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyContact:
    """One call, text, email, visit or letter, without what was said. ``by`` is the name of who wrote it down.

    ``topics``: what it was about, by key, with the words it had that day in each language.
    """

    on: date
    channel: str
    direction: str
    outcome: str
    language: str
    by: str
    next_try: date | None
    topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FamilyReferral:
    """A referral that was sent."""

    id: str
    partner: str
    service: str
    state: State
    outcome: str | None
    sent_on: date
    next_check_on: date | None


@dataclass(frozen=True, slots=True)
class FamilyTask:
    """Something to do by a day. ``person`` is a name, empty when it is for whoever comes first."""

    what: str
    due_on: date
    person: str


@dataclass(frozen=True, slots=True)
class TrackedFamily:
    """A family of a place: the household, and what staff do about what it sent. Contacts are the latest first.

    ``response_id`` is the latest response that the reader may work on. ``answers`` holds what was asked for by the
    names of questions, the latest that was answered; ``answered_on`` the day of the latest response.
    """

    id: str
    response_id: str
    code: str
    language: str
    answered_on: date
    people: tuple[FamilyPerson, ...]
    contacts: tuple[FamilyContact, ...]
    referrals: tuple[FamilyReferral, ...]
    tasks: tuple[FamilyTask, ...]
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TrackedFamilies:
    """Part of the list, newest first; ``next`` is the value of ``after`` that brings more, or None."""

    families: tuple[TrackedFamily, ...]
    next: str | None
