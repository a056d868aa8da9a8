"""What a family shows besides its code, to come back to its answers: four numbers that it has said or chosen.

Source: research ux F7 and F9. A code alone opens nothing: it stands on paper and in messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.consent_paths import may_be_students_own
from farolito.domain.digits import plain_number
from farolito.domain.drafts import entries
from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Question

Kind = Literal["phone", "birthday", "pin"]
"""The last four numbers of the phone that was given; month and day on which the first child was born; a PIN."""

DIGITS = 4
LONGEST = 40  # characters that are looked at
_EASY = frozenset({"0123", "1234", "2345", "3456", "4567", "5678", "6789", "4321", "9876"})


@dataclass(frozen=True, slots=True)
class SecondFact:
    """A second fact: which one it is, and its four numbers. A day of birth may be typed month or day first."""

    kind: Kind
    digits: str

    @property
    def meaning(self) -> str:
        """The same for all that is accepted as this fact: what a keyed hash is made of."""
        return as_birthday(self.digits) if self.kind == "birthday" else as_number(self.digits)


def may_be_told(form: Form) -> bool:
    """Whether something that the family said may be the second fact; else only a PIN of its own.

    Not where the parents of a student know the phone and the birthday as well, and may not see what the student said;
    nor where nobody may know whose an answer is.
    """
    policy = POLICIES[form.regime]
    return policy.parents in ("all", "own") and not may_be_students_own(form)


def told(form: Form, answers: Answers) -> SecondFact | None:
    """The second fact among the answers: the phone first, then the first child's birthday; None without either."""
    if not may_be_told(form):
        return None
    digits = _phone(form, answers)
    if digits:
        return SecondFact("phone", digits)
    digits = next(_birthdays(form, answers), "")
    return SecondFact("birthday", digits) if digits else None


def chosen(text: str) -> SecondFact | None:
    """A PIN as somebody typed it, in the digits of any script; None unless it is four numbers that are no guess."""
    digits = typed(text)
    if len(digits) != DIGITS or digits in _EASY or len(set(digits)) == 1:
        return None
    return SecondFact("pin", digits)


def typed(text: str) -> str:
    """The numbers in what was typed, whatever stands between them; ``""`` where there is anything else."""
    plain = plain_number(text[:LONGEST])
    digits = "".join(letter for letter in plain if letter.isdecimal())
    return digits if all(letter.isdecimal() or letter in " -/." for letter in plain) else ""


def as_number(digits: str) -> str:
    """What four numbers mean as those of a phone or a PIN."""
    return f"number {digits}"


def as_birthday(digits: str) -> str:
    """What four numbers mean as a day of birth: the same whether the month or the day comes first."""
    first, second = sorted((digits[:2], digits[2:]))
    return f"birthday {first} {second}"


def _phone(form: Form, answers: Answers) -> str:
    """The last four numbers of whoever answers: the question bound to their phone, else the first that asks one."""
    asked = [
        question
        for section in form.sections
        if section.repeat is None
        for page in section.pages
        for question in page.questions
        if question.type == "phone"
    ]
    bound = [question for question in asked if question.fact == "person.phone"]
    for question in bound or asked[:1]:
        answer = answers.get(question.name)
        number = answer.get("number") if isinstance(answer, dict) else answer
        if isinstance(number, str):
            return number.partition(";")[0][-DIGITS:]
    return ""


def _birthdays(form: Form, answers: Answers) -> Iterator[str]:
    """Month and day of birth of the children in the answers, in their order, as ``0314``."""
    for name, answer in answers.items():
        question = form.questions.get(name)
        if question is not None:
            day = _born(question, answer)
            if day:
                yield day
        elif name in form.repeats:
            for one in entries(answers, name):
                yield from _birthdays(form, one["answers"])


def _born(question: Question, answer: Any) -> str:
    if question.type == "child" and isinstance(answer, dict):
        answer = answer.get("born")
    elif question.fact != "student.birth_date":
        return ""
    day = answer.get("date", "") if isinstance(answer, dict) else ""
    return day[5:7] + day[8:10] if isinstance(day, str) else ""
