"""Calls, texts, emails, visits and letters: what is written down about one, and what must not be.

Title VI: a school provides the interpreter. A child may interpret only where nothing else is possible, so that needs
a reason (28 CFR 42.405; 45 CFR 92.201(e); research: domain 4.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from farolito.domain.languages import LANGUAGES
from farolito.domain.question_types.phone import SAFE
from farolito.domain.safe_contact import says_what_is_safe
from farolito.domain.spoken_languages import SPOKEN_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Question

Channel = Literal["call", "text", "email", "visit", "letter"]
Direction = Literal["out", "in"]
Interpreter = Literal["none", "staff", "phone", "family_adult", "minor"]
Outcome = Literal[
    "reached", "no_answer", "left_message", "wrong_number", "asked_not_to_call", "sent"
]

CHANNELS: tuple[Channel, ...] = get_args(Channel)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
INTERPRETERS: tuple[Interpreter, ...] = get_args(Interpreter)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

LONGEST = 2000
"""Characters of what was said, and of a reason."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as it is written down. ``language`` is the one that was used; ``on`` the day at the school.

    ``topics``: what it was about, by key, each with the words that it had that day in each language.
    """

    channel: str
    direction: str
    language: str
    interpreter: str
    outcome: str
    on: date
    words: str = ""
    minor_reason: str = ""
    next_try: date | None = None
    topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)


def problems(contact: Contact, today: date) -> dict[str, str]:
    """Field to problem code: choose, day, future, past, reason, long. Empty when all is well."""
    found: dict[str, str] = {}
    for name, known in (
        ("channel", CHANNELS),
        ("direction", DIRECTIONS),
        ("interpreter", INTERPRETERS),
        ("outcome", OUTCOMES),
    ):
        if getattr(contact, name) not in known:
            found[name] = "choose"
    if contact.language not in LANGUAGES and contact.language not in SPOKEN_LANGUAGES:
        found["language"] = "choose"
    if contact.on > today:
        found["on"] = "future"
    if contact.next_try is not None and contact.next_try < today:
        found["next_try"] = "past"
    if contact.interpreter == "minor" and not contact.minor_reason.strip():
        found["minor_reason"] = "reason"
    for name in ("words", "minor_reason"):
        if len(getattr(contact, name)) > LONGEST:
            found[name] = "long"
    return found


REACHES = frozenset({"phone", "email"})
"""Types of questions whose answer is a way to reach somebody."""


def is_limited(form: Form, answers: Answers) -> bool:
    """Whether it was asked what is safe, and not everything is: what was not answered is not safe."""
    return any(
        says_what_is_safe(question) and not _all_safe(question, answers.get(name))
        for name, question in form.questions.items()
    )


def _all_safe(question: Question, answer: Any) -> bool:
    if question.type == "phone":
        return isinstance(answer, dict) and all(answer.get(way) == "yes" for way in SAFE)
    offered = {choice.name for choice in question.choices if not choice.exclusive}
    return bool(offered) and isinstance(answer, list | tuple) and offered <= set(answer)
