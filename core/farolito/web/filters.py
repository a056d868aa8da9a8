"""Filters of templates and plugins: what runs left to right, dates in words, answers for people.

Everything that is Latin or made of digits inside right-to-left text goes through one filter, :func:`ltr`.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape

from farolito.domain.drawing import HEIGHT, WIDTH
from farolito.domain.languages import LANGUAGES, pick
from farolito.web.i18n import direction, gettext
from farolito.web.phrases import phrase
from farolito.web.sent_files import described
from farolito.web.values import clock_words, language_words, month_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.question_types.base import Shown


def ltr(text: object) -> Markup:
    """``text`` isolated and left to right: phone numbers, codes, addresses of the web, times."""
    return Markup('<bdi dir="ltr" class="ltr">{}</bdi>').format(text)


def own_words(text: object) -> Markup:
    """What a person typed: isolated, in the direction of its own first letter, lines kept."""
    return Markup('<bdi dir="auto" class="pre">{}</bdi>').format(text)


def in_language(words: str, language: str, page: str) -> Markup:
    """``words`` marked with the language they are in, where that differs from the page's."""
    if language == page or not language:
        return escape(words)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(language, direction(language), words)


def form_words(text: Mapping[str, str], page: str) -> Markup:
    """Words of a form on a page in ``page``, marked where the form has them in another language only."""
    return in_language(*pick(text, page), page)


@lru_cache(maxsize=1024)
def date_words(day: date, language: str) -> str:
    """ "November 23, 2026" in ``language``, always with the digits 0-9 (they meet US forms and phones)."""
    return str(format_date(day, format="long", locale=LANGUAGES[language].locale))


@lru_cache(maxsize=1024)
def day_words(day: date, language: str) -> str:
    """ "Mon, Nov 23" in ``language``: a day near enough that nobody asks for its year."""
    return str(format_skeleton("MMMEd", day, locale=LANGUAGES[language].locale))


def time_words(at: datetime, language: str, zone: str = "America/Los_Angeles") -> str:
    """The time of day at the school."""
    return clock_words(f"{at.astimezone(ZoneInfo(zone)):%H:%M}", language)


_DRAWING = Markup(
    '<svg width="240" height="80" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}" fill="none" '
    'stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def shown(pieces: Iterable[Shown], language: str, files: str = "") -> Markup:
    """An answer for people, its pieces one below the other, for a page in ``language``.

    ``files`` is the address below which the reader may open what was sent; else its name and size are all there is.
    """
    return Markup("<br>").join(
        described(piece.params, number, files)
        if piece.kind in ("photo", "file")
        else _piece(piece, language)
        for number, piece in enumerate(pieces, start=1)
    )


_IN_WORDS = {"language": language_words, "month": month_words, "time": clock_words}
"""Pieces that are stored as codes and put into words here; ``date`` is one of them, with a way out."""


def _piece(piece: Shown, language: str) -> Markup:
    if piece.kind == "typed":
        return own_words(piece.text)
    if piece.kind == "phrase":
        return escape(phrase(piece.text, dict(piece.params), language))
    if piece.kind == "date":
        try:
            return escape(date_words(date.fromisoformat(piece.text), language))
        except ValueError:
            return ltr(piece.text)
    if piece.kind == "drawing":
        return _DRAWING.format(WIDTH, HEIGHT, gettext("Drawn signature"), piece.text)
    if piece.kind in _IN_WORDS:
        return escape(_IN_WORDS[piece.kind](piece.text, language))
    if piece.ltr:
        return ltr(piece.text)
    return in_language(piece.text, piece.language, language)
