"""A phone number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from farolito.domain.digits import plain_number
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import is_readable, is_ticked, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST = 60  # a number with its extension, however it is spaced
NONE: Mapping[str, bool] = {"none": True}

_EXTENSION = re.compile(r"\s*[,;]?\s*(?:ext(?:ension)?\.?|x|#)\s*([0-9]{1,7})\s*\Z", re.IGNORECASE)
_STORED = re.compile(r"\+[1-9][0-9]{3,14}(;ext=[0-9]{1,7})?\Z")
_NORTH_AMERICA = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}\Z")


class PhoneType(QuestionType):
    """E.164, ``"+12135550142"``, with ``;ext=12`` (RFC 3966) if it has an extension; or ``{"none": true}``.

    Checked for having the right number of digits, not for being in service: new area codes come faster
    than tables of them.
    """

    name = "phone"
    suffixes: ClassVar[tuple[str, ...]] = ("", "none")
    options: ClassVar[Mapping[str, Option]] = {
        "region": Option(
            "string", "The country of numbers without one: two letters, US if absent."
        ),
        "none": Option("boolean", "Offers \u201cI don't have a phone\u201d."),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text = typed(raw)
        if not is_readable(text):
            return refused(question, "characters")
        text = plain_number(text)
        offers_none = question.options.get("none") is True
        newly_typed = bool(text) and context.before == NONE
        if offers_none and is_ticked(raw, "none") and not newly_typed:
            return Parsed(dict(NONE))
        if not text:
            return Parsed()
        number = _read(text, _region(question))
        return refused(question, "phone") if number is None else Parsed(_stored(number))

    def raw(self, question: Question, answer: Answer) -> Raw:
        return (
            {"none": ("1",)}
            if answer == NONE
            else {"": (_shown(answer, phonenumbers.country_code_for_region(_region(question))),)}
        )

    def recognises(self, question: Question, answer: Answer) -> bool:
        if isinstance(answer, str):
            return bool(_STORED.match(answer))
        return bool(answer == NONE and question.options.get("none") is True)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if answer == NONE:
            return (Shown("no_phone", "phrase"),)
        return (Shown(_shown(answer), "phone"),)

    def value(self, question: Question, answer: Answer) -> Value:
        return None if answer == NONE else str(answer)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        if answer is None:
            return {"": None, "none": None}
        return {"": None if answer == NONE else answer, "none": int(answer == NONE)}

    def check(self, question: Question) -> list[tuple[str, str]]:
        region = _region(question)
        if region in phonenumbers.SUPPORTED_REGIONS:
            return []
        return [("/region", f"There is no country {region!r}. Write two capital letters, like US.")]


def _region(question: Question) -> str:
    return str(question.options.get("region", "US"))


def _read(text: str, region: str) -> PhoneNumber | None:
    if len(text) > LONGEST:
        return None
    extension = _EXTENSION.search(text)
    written = text[: extension.start()] if extension else text
    if any(letter.isalpha() for letter in written):
        return None  # letters are words ("ask for Rosa") that would be lost
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None
    national = phonenumbers.national_significant_number(number)
    if not phonenumbers.is_possible_number(number) or not _digits(written).endswith(national):
        return None  # too short, too long, or two numbers of which one would be lost
    if number.country_code == 1 and not _NORTH_AMERICA.match(national):
        return None
    number.extension = extension[1] if extension else None
    return number


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _stored(number: PhoneNumber) -> str:
    extension = f";ext={number.extension}" if number.extension else ""
    number.extension = None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def _shown(stored: str, home: int = 1) -> str:
    """A stored number as people dial it: ``(213) 555-0142``, with its country unless that is ``home``."""
    e164, _, extension = stored.partition(";ext=")
    number = phonenumbers.parse(e164)
    at_home = number.country_code == home
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form) + (f" x{extension}" if extension else "")
