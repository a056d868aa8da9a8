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
SAFE = ("call", "text", "message")
"""What the three safe-to-contact questions are about: calling, texting, leaving a message."""

_EXTENSION = re.compile(r"\s*[,;]?\s*(?:ext(?:ension)?\.?|x|#)\s*([0-9]{1,7})\s*\Z", re.IGNORECASE)
_STORED = re.compile(r"\+[1-9][0-9]{3,14}(;ext=[0-9]{1,7})?\Z")
_NORTH_AMERICA = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}\Z")


class PhoneType(QuestionType):
    """E.164, ``"+12135550142"``, with ``;ext=12`` (RFC 3966) if it has an extension; or ``{"none": true}``.

    Where it is asked what is safe, ``{"number": "+12135550142", "call": "yes", "text": "no"}``: each of
    ``call``, ``text`` and ``message`` as far as it was answered. Not answered never means yes.

    Checked for having the right number of digits, not for being in service: new area codes come faster
    than tables of them.
    """

    name = "phone"
    suffixes: ClassVar[tuple[str, ...]] = ("", "none", *SAFE)
    options: ClassVar[Mapping[str, Option]] = {
        "region": Option(
            "string", "The country of numbers without one: two letters, US if absent."
        ),
        "none": Option("boolean", "Offers \u201cI don't have a phone\u201d."),
        "safe_contact": Option(
            "boolean", "Asks whether it is safe to call, to text, and to leave a message."
        ),
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
        if number is None:
            return refused(question, "phone")
        safe = {way: typed(raw, way) for way in SAFE if typed(raw, way) and _asks_safe(question)}
        wrong = next((way for way, said in safe.items() if said not in ("yes", "no")), None)
        if wrong:
            return refused(question, "not_a_choice", wrong)
        return Parsed({"number": _stored(number), **safe} if safe else _stored(number))

    def raw(self, question: Question, answer: Answer) -> Raw:
        if answer == NONE:
            return {"none": ("1",)}
        home = phonenumbers.country_code_for_region(_region(question))
        said = {way: (answer[way],) for way in SAFE if way in answer} if _has_safe(answer) else {}
        return {"": (_shown(_number(answer), home),), **said}

    def recognises(self, question: Question, answer: Answer) -> bool:
        if isinstance(answer, str):
            return bool(_STORED.match(answer))
        if _has_safe(answer):
            said = answer.keys() - {"number"}
            return (
                _asks_safe(question)
                and isinstance(answer["number"], str)
                and bool(_STORED.match(answer["number"]))
                and bool(said)
                and said <= set(SAFE)
                and all(answer[way] in ("yes", "no") for way in said)
            )
        return bool(answer == NONE and question.options.get("none") is True)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if answer == NONE:
            return (Shown("no_phone", "phrase"),)
        number = Shown(_shown(_number(answer)), "phone")
        if not _asks_safe(question):
            return (number,)
        known = answer if _has_safe(answer) else {}
        said = (Shown(f"safe_{w}", "phrase", params={"safe": known.get(w, "")}) for w in SAFE)
        return (number, *said)

    def show_briefly(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return self.show(question, answer, language)[:1]

    def value(self, question: Question, answer: Answer) -> Value:
        return None if answer == NONE else _number(answer)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        nothing = answer is None or answer == NONE
        columns: dict[str, str | int | float | None] = {
            "": None if nothing else _number(answer),
            "none": None if answer is None else int(answer == NONE),
        }
        if _asks_safe(question):
            known = dict(answer) if answer is not None and _has_safe(answer) else {}
            columns |= {way: int(known[way] == "yes") if way in known else None for way in SAFE}
        return columns

    def loses(self, question: Question, before: Question) -> str:
        if before.options.get("none") is True and question.options.get("none") is not True:
            return "\u201cI don't have a phone\u201d is not offered any more"
        return ""

    def check(self, question: Question) -> list[tuple[str, str]]:
        region = _region(question)
        if region in phonenumbers.SUPPORTED_REGIONS:
            return []
        return [("/region", f"There is no country {region!r}. Write two capital letters, like US.")]


def _asks_safe(question: Question) -> bool:
    return question.options.get("safe_contact") is True


def _has_safe(answer: Answer) -> bool:
    return isinstance(answer, dict) and "number" in answer


def _number(answer: Answer) -> str:
    """The number of an answer that has one."""
    return str(answer["number"] if _has_safe(answer) else answer)


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
