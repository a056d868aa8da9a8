"""What our documents say in a language: sentences, dates, and answers in words."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from markupsafe import Markup, escape

from farolito.api import (
    LANGUAGES,
    N_,
    clock_words,
    dollars,
    isolated,
    language_words,
    ltr,
    month_words,
    svg_picture,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Shown

SOURCE = "en"
_LOCALE = Path(__file__).parent / "locale"


PHRASES = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "no_phone": N_("No phone"),
    "no_address": N_("No fixed address, or rather not say"),
    "years_old": N_("age: about {age}"),
    "born_in": N_("born in {year}"),
    "reads_little": N_("Does not read much"),
    "school": N_("School: {school}"),
    "photos": N_("Photos: {count}"),
    "files": N_("Files: {count}"),
    "preschool": N_("Preschool"),
    "tk": N_("TK (transitional kindergarten)"),
    "k": N_("Kindergarten"),
    "none": N_("Not in school"),
    "grade": N_("Grade {grade}"),
    "safe_call yes": N_("Safe to call"),
    "safe_call no": N_("Do not call"),
    "safe_call ": N_("Calls: not answered. Do not call"),
    "safe_text yes": N_("Safe to text"),
    "safe_text no": N_("Do not text"),
    "safe_text ": N_("Texts: not answered. Do not text"),
    "safe_message yes": N_("Safe to leave a message"),
    "safe_message no": N_("Do not leave a message"),
    "safe_message ": N_("Messages: not answered. Do not leave one"),
}


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path d="{}" fill="none" stroke="#000" '
    'stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
"""Around the path of a drawing, which the host has checked."""

IN_WORDS = {"language": language_words, "month": month_words, "time": clock_words}
"""Pieces of an answer that are codes: the host knows their words in every language."""

PERIODS = {
    "week": N_("{amount} a week"),
    "month": N_("{amount} a month"),
    "year": N_("{amount} a year"),
    "": "{amount}",
}


@dataclass(frozen=True, slots=True)
class Speech:
    """A language that a document is written in. Sentences without a translation stay English, marked as such."""

    language: str

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return LANGUAGES[self.language].direction

    def knows(self, message: str) -> bool:
        """Whether there are words for a sentence of ours in this language."""
        return self.language == SOURCE or _catalogue(self.language).gettext(message) != message

    def plain(self, message: str, **values: object) -> str:
        """A sentence without markup, for titles and page margins."""
        return _catalogue(self.language).gettext(message).format(**values)

    def say(self, message: str, **values: object) -> Markup:
        """A sentence as HTML. What is put into it is escaped, unless it is HTML already."""
        said = Markup(_catalogue(self.language).gettext(message)).format(**values)  # noqa: S704
        return said if self.knows(message) else self.foreign(said, SOURCE)

    def foreign(self, words: str, language: str) -> Markup:
        """Words as HTML, marked with their language when it is not the document's."""
        if language == self.language or not words:
            return isolated(words, self.language) if not isinstance(words, Markup) else words
        body = words if isinstance(words, Markup) else isolated(words, language)
        direction = LANGUAGES[language].direction
        return Markup('<span lang="{}" dir="{}">{}</span>').format(language, direction, body)

    def date(self, day: date) -> str:
        """``Monday, November 23, 2026``: the month in words, Latin digits."""
        return format_date(day, format="full", locale=self._locale)

    def answer(self, pieces: Iterable[Shown]) -> Markup:
        """An answer: its pieces one below the other."""
        return Markup("<br>").join(self.piece(piece) for piece in pieces)

    def line(self, pieces: Iterable[Shown]) -> Markup:
        """An answer where room is short: its pieces one after the other."""
        return Markup(" · ").join(self.piece(piece) for piece in pieces)

    def piece(self, piece: Shown) -> Markup:
        """One piece of an answer."""
        if piece.kind == "phrase":
            return self._phrase(piece.text, **piece.params)
        if piece.kind in IN_WORDS:
            return escape(IN_WORDS[piece.kind](piece.text, self.language))
        if piece.kind == "date":
            return escape(self.date(date.fromisoformat(piece.text)))
        if piece.kind == "drawing":
            return Markup('<img class="drawing" src="{}" alt="{}">').format(
                svg_picture(DRAWING.format(piece.text)), self.plain(N_("Drawn signature"))
            )
        if piece.kind in ("photo", "file"):
            return self._sent(piece)
        if piece.ltr:
            return ltr(piece.text)
        if piece.kind == "typed":
            return Markup('<bdi dir="auto">{}</bdi>').format(piece.text)
        return self.foreign(piece.text, piece.language or self.language)

    def _sent(self, piece: Shown) -> Markup:
        """Something that was sent: a photo as a small picture, anything else by its name."""
        called = (
            Markup('<bdi dir="auto">{}</bdi>').format(piece.params["name"])
            if "name" in piece.params
            else self.say(N_("Photo"))
        )
        if "picture" not in piece.params:
            return called
        shown = Markup('<img class="photo" src="{}" alt="{}">').format(
            piece.params["picture"], piece.params.get("name", self.plain(N_("Photo")))
        )
        return shown + Markup("<br>") + called if "name" in piece.params else shown

    def amount(self, least: int, most: int | None, period: str = "") -> Markup:
        """A range of dollars: $500 to $999 a month. ``most`` is None in the last one."""
        low = dollars(least, self.language)
        if most is None:
            words = self.say(N_("{amount} or more"), amount=low)
        elif least == 0:
            words = self.say(N_("Less than {amount}"), amount=dollars(most + 1, self.language))
        else:
            high = dollars(most, self.language)
            words = self.say(N_("{least} to {most}"), least=low, most=high)
        return self.say(PERIODS[period], amount=words) if period else words

    def _phrase(self, code: str, **params: Any) -> Markup:
        if code == "amount":
            return self.amount(**params)
        if code.startswith("safe_"):
            return self.say(PHRASES[f"{code} {params['safe']}"])
        if code == "grade" and params["grade"] in PHRASES:
            return self.say(PHRASES[params["grade"]])
        return self.say(PHRASES.get(code, code), **params)

    @property
    def _locale(self) -> str:
        return LANGUAGES[self.language].locale


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The words of a language; where there are none, every sentence stays as it is."""
    folder = language.replace("-", "_")
    return gettext.translation("messages", _LOCALE, languages=[folder], fallback=True)
