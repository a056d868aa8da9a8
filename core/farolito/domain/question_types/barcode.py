"""A code or number of something: a student ID, a library card, the label of a tablet. Typing always works."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from farolito.domain.digits import ascii_digits, unmarked
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import is_readable, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST = 64
SEPARATORS = "-/. "
"""What people put between the parts of a code, or leave out. None of it is stored, but where a pattern has it."""

_BETWEEN = re.compile(r"[\s./\u2010-\u2015\u2212_:-]")  # any dash, slash, dot or space
_CODE = re.compile(r"[A-Z0-9]+\Z")
_PATTERN = re.compile(rf"(?=.*[L9X])[{re.escape(SEPARATORS)}L9X]{{1,{LONGEST}}}\Z")
_PLACES = {"L": str.isalpha, "9": str.isdigit, "X": str.isalnum}
_SHAPES = {"L": "([A-Z])", "9": "([0-9])", "X": "([A-Z0-9])"}
_EXAMPLE = {"L": "ABCDEFGHJK", "9": "1234567890", "X": "A1B2C3D4E5"}


class BarcodeType(QuestionType):
    """Capital letters A to Z and digits, ``"AB1234"``; with the separators of ``pattern`` if it has one.

    In a pattern ``L`` is a letter, ``9`` a digit, ``X`` either of them; ``-``, ``/``, ``.`` and a space are
    themselves, and may be left out by whoever types. There is no check digit: O and 0 are never exchanged.
    """

    name = "barcode"
    options: ClassVar[Mapping[str, Option]] = {
        "pattern": Option(
            "string", "How the code is made: L a letter, 9 a digit, X either, as in LL-9999."
        ),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text = typed(raw)
        if not is_readable(text):
            return refused(question, "characters")
        if len(text) > 4 * LONGEST:
            return refused(question, "too_long", max=LONGEST, used=len(text))
        text = ascii_digits(unicodedata.normalize("NFKC", unmarked(text)))
        code = _BETWEEN.sub("", text)
        if not code:
            return Parsed() if not text.strip() else refused(question, "code_letters")
        pattern = str(question.options.get("pattern", ""))
        code = code.upper() if code.isascii() else code
        if not _CODE.match(code):
            return _misfit(question, pattern, "code_letters")
        if len(code) > LONGEST:
            return refused(question, "too_long", max=LONGEST, used=len(code))
        kept = _fitted(code, pattern) if pattern else code
        return Parsed(kept) if kept else _misfit(question, pattern, "code_pattern")

    def known(self, question: Question) -> Mapping[str, Any]:
        """The shape of the letters and digits as a regular expression, how it is kept, and what is said of others."""
        pattern = str(question.options.get("pattern", ""))
        if not pattern:
            shape = f"^([A-Z0-9]{{1,{LONGEST}}})$"
            return {"shape": shape, "kept": "$1", "wrong": "code_letters", "params": {}}
        number = count(1)
        return {
            "shape": f"^{''.join(_SHAPES.get(place, '') for place in pattern)}$",
            "kept": "".join(f"${next(number):02}" if one in _PLACES else one for one in pattern),
            "wrong": "code_pattern",
            "params": {"example": example(pattern)},
        }

    def recognises(self, question: Question, answer: Answer) -> bool:
        return isinstance(answer, str) and bool(_CODE.match(_BETWEEN.sub("", answer)))

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer, "code"),)

    def check(self, question: Question) -> list[tuple[str, str]]:
        pattern = str(question.options.get("pattern", "9"))
        if _PATTERN.match(pattern):
            return []
        return [
            (
                "/pattern",
                f"{pattern!r} is no pattern. Write L for a letter, 9 for a digit, X for either, "
                "and - / . or a space between them, like LL-9999.",
            )
        ]


def example(pattern: str) -> str:
    """A code of this pattern: ``AB-3456`` for ``LL-9999``."""
    places = enumerate(pattern)
    return "".join(_EXAMPLE[one][at % 10] if one in _EXAMPLE else one for at, one in places)


def _misfit(question: Question, pattern: str, code: str) -> Parsed:
    if pattern:
        return refused(question, "code_pattern", example=example(pattern))
    return refused(question, code)


def _fitted(code: str, pattern: str) -> str:
    """``code`` with the separators of ``pattern``; ``""`` when it does not fit."""
    left = iter(code)
    kept = "".join(next(left, "") if place in _PLACES else place for place in pattern)
    fits = len(kept) == len(pattern) and next(left, None) is None
    fits = fits and all(
        _PLACES[place](letter)
        for place, letter in zip(pattern, kept, strict=True)
        if place in _PLACES
    )
    return kept if fits else ""
