"""Values in the words of a language: amounts, numbers of months, times of day, names of languages.

Babel knows how each language writes them. Digits are 0-9 everywhere, and dollars look as they do on a paycheck.
"""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton, format_time

from farolito.domain.languages import LANGUAGES
from farolito.domain.pseudo import pseudo_words
from farolito.domain.spoken_languages import SPOKEN_LANGUAGES

_CLOCKS = {"ko": "aaaa h:mm"}
"""Where CLDR's short form has letters of another script: "PM 2:30" for what Koreans write with words of their own."""
_LTR, _END = "\u2066", "\u2069"  # left to right, up to here, whatever stands around it


@lru_cache(maxsize=1024)
def dollars(amount: int, language: str) -> str:
    """ "$1,500" in every language, as on a paycheck; isolated in those that run from right to left."""
    written = f"${amount:,}"
    return f"{_LTR}{written}{_END}" if LANGUAGES[language].direction == "rtl" else written


@lru_cache(maxsize=1024)
def month_words(month: str, language: str) -> str:
    """ "November 2026" in ``language``, for ``2026-11``."""
    first = date.fromisoformat(f"{month}-01")
    written = str(format_skeleton("yMMMM", first, locale=LANGUAGES[language].locale))
    return pseudo_words(written, language) if LANGUAGES[language].pseudo else written


@lru_cache(maxsize=2048)
def clock_words(at: str, language: str) -> str:
    """ "2:30 PM" as ``language`` writes it, for ``14:30``."""
    locale = LANGUAGES[language].locale
    return str(format_time(time.fromisoformat(at), _CLOCKS.get(locale, "short"), locale=locale))


@lru_cache(maxsize=2048)
def language_words(tag: str, language: str) -> str:
    """A language by its own name and, where a reader of ``language`` calls it otherwise, by that name too."""
    known = SPOKEN_LANGUAGES.get(tag)
    if known is None:
        return tag
    page = LANGUAGES[language]
    named = Locale.parse(page.locale).languages.get(tag.replace("-", "_"), "")
    if page.locale == "en_US":
        named = known.english
    if not named or named.casefold() in known.autonym.casefold():
        return known.autonym
    return f"{known.autonym} – {named}"
