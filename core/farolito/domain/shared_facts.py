"""Facts that a family states once: what a question is bound to, and what each fact is read from.

A form says ``"fact": "person.birth_date"``. Outside of repeats ``person.`` is who answers; an entry of a repeat is one
person, and whoever has a ``student.`` fact is a student. The list is closed: what is not in it is never shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form, Question, Regime

FactName = Literal[
    "person.name",
    "person.birth_date",
    "person.phone",
    "person.email",
    "person.language",
    "person.reads",
    "person.safe_contact",
    "household.address",
    "household.size",
    "household.large_print",
    "student.name",
    "student.birth_date",
    "student.grade",
    "student.school",
]


@dataclass(frozen=True, slots=True)
class Fact:
    """``meaning`` is one line for authors; ``types`` are the question types whose answers say it."""

    meaning: str
    types: frozenset[str]

    @property
    def named_types(self) -> str:
        """The types, for a sentence."""
        return ", ".join(sorted(self.types))


def _fact(meaning: str, *types: str) -> Fact:
    return Fact(meaning, frozenset(types))


_CHOSEN = ("choice", "long_choice")

FACTS: Mapping[FactName, Fact] = {
    "person.name": _fact("what a person is called", "full_name", "text"),
    "person.birth_date": _fact("when a person was born", "birth_date", "date"),
    "person.phone": _fact("a phone at which a person is reached", "phone"),
    "person.email": _fact("an e-mail address of a person", "email"),
    "person.language": _fact("the language a person likes to speak", "language", *_CHOSEN),
    "person.reads": _fact("the language a person likes to read", "language", *_CHOSEN),
    "person.safe_contact": _fact(
        "how it is safe to reach a person", "choices", "choice", "text", "long_text"
    ),
    "household.address": _fact("where the household stays", "address"),
    "household.size": _fact("how many people live there", "integer"),
    "household.large_print": _fact(
        "whether the household wants its papers in large print: the choice “yes”", "choice"
    ),
    "student.name": _fact(
        "what a student is called; of a child also birth date, grade and school",
        *("full_name", "text", "child"),
    ),
    "student.birth_date": _fact("when a student was born", "birth_date", "date"),
    "student.grade": _fact("the grade a student is in", "text", "integer", *_CHOSEN),
    "student.school": _fact("the school of a student", "location", "text", *_CHOSEN),
}
"""Every fact that a question may be bound to."""

OFFERED: tuple[FactName, ...] = (
    "person.name",
    "person.birth_date",
    "person.phone",
    "person.email",
    "person.language",
    "person.reads",
    "household.address",
    "household.size",
    "household.large_print",
)
"""What the next form offers for confirmation. How to reach somebody safely is asked each time: it changes with the
day, and an old answer could do harm. Students are asked about in lists, which begin empty.
"""


def joins_households(regime: Regime) -> bool:
    """Whether records of a regime join a household, so that facts stated in them are shared at all."""
    return POLICIES[regime].households


def bound_at_top(form: Form) -> Iterator[tuple[FactName, Question]]:
    """The facts that a form asks once, outside of repeats, with their questions."""
    for section in form.sections:
        if section.repeat is None:
            for page in section.pages:
                yield from ((one.fact, one) for one in page.questions if one.fact)
