"""Our own sentences in another language where no page is being made: in hooks. Pages have ``work.translate``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

LOCALE = Path(__file__).parent / "locale"


def translate(sentence: str, language: str) -> str:
    """The sentence in ``language``; in English where our catalogue has no such language."""
    return str(_catalogue(language).gettext(sentence))


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(LOCALE, [language.replace("-", "_")], "messages")
