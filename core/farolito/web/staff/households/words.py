"""Facts of people and households in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import date_words, shown
from farolito.web.i18n import gettext, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from markupsafe import Markup

    from farolito.domain.households import Role
    from farolito.domain.matching import Hint
    from farolito.services.households import Said
    from farolito.services.work import Work

SAFE = "person.safe_contact"


def fact_words(fact: str) -> str:
    """What a fact is called beside its value."""
    return {
        "name": gettext("Name"),
        "birth_date": gettext("Born"),
        "phone": gettext("Phone"),
        "email": gettext("E-mail"),
        "language": gettext("Speaks"),
        "reads": gettext("Reads"),
        "safe_contact": gettext("Safe contact"),
        "address": gettext("Address"),
        "size": gettext("People in the home"),
        "large_print": gettext("Papers in large print"),
        "grade": gettext("Grade"),
        "school": gettext("School"),
    }[fact.partition(".")[2]]


def said_words(work: Work, said: Said) -> Markup | str:
    """An answer in words, as on the page of its response."""
    kind = work.types.get(said.question.type)
    if kind is None or not kind.recognises(said.question, said.answer):
        return str(said.answer)
    return shown(kind.show(said.question, said.answer, spoken()), spoken())


def name_of(work: Work, said: Sequence[Said]) -> Markup | str:
    """What a person is called; or that nobody said it."""
    for one in said:
        if one.fact in ("person.name", "student.name"):
            kind = work.types[one.question.type]
            return shown(kind.show(one.question, one.answer, spoken())[:1], spoken())
    return gettext("No name")


def role_words(role: Role) -> str:
    """Why somebody stands in a household."""
    return {
        "respondent": gettext("Answered the form"),
        "student": gettext("Student"),
        "member": gettext("Lives there"),
    }[role]


def hint_words(hint: Hint) -> list[str]:
    """What matches and what differs, one sentence each."""
    called = {
        "name": gettext("name"),
        "birth_date": gettext("birth date"),
        "phone": gettext("phone"),
        "email": gettext("e-mail"),
    }
    return [
        f"{words}: {', '.join(called[one] for one in fields)}."
        for fields, words in matches(hint)
        if fields
    ]


def matches(hint: Hint) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The fields of a hint by how well they match, in words."""
    return (
        (hint.same, gettext("Same")),
        (hint.close, gettext("Almost the same")),
        (hint.different, gettext("Different")),
    )


def day_words(at: datetime | None) -> str:
    """A day at the school; blank for none."""
    return date_words(at.astimezone(SCHOOL_ZONE).date(), spoken()) if at else ""
