"""What is known of a person for comparing: four facts, each blank where it was not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Known:
    """``birth_date`` is ISO 8601 or blank, ``phone`` E.164 or blank. A name stands as it was written."""

    name: str = ""
    birth_date: str = ""
    phone: str = ""
    email: str = ""

    @property
    def last_seven(self) -> str:
        """The end of the phone number, which people get right when they leave the area code out; or blank."""
        digits = [letter for letter in self.phone.partition(";")[0] if letter.isdecimal()]
        return "".join(digits[-7:]) if len(digits) >= 7 else ""

    @property
    def address(self) -> str:
        """The e-mail address as mail is delivered: nobody tells two people apart by its capitals."""
        return self.email.strip().casefold()


def known_of(answers: Mapping[str, Any]) -> Known:
    """From the answers to questions bound to facts, by the last part of the fact's name.

    A birth date that was told as an age or a year is not a date to compare; a phone may say what is safe with it.
    """
    born = answers.get("birth_date")
    phone = answers.get("phone")
    return Known(
        name=_text(answers.get("name")),
        birth_date=_text(born.get("date") if isinstance(born, dict) else born),
        phone=_text(phone.get("number") if isinstance(phone, dict) else phone),
        email=_text(answers.get("email")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
