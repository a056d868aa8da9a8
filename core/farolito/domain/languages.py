"""The languages people read here, and how words in several languages are picked.

The twelve written languages cover the thirteen threshold languages of Los Angeles County's Department
of Mental Health (spoken Cantonese and Mandarin are both read as Chinese). The two pseudo-locales are
English made long (``en-XA``) and English made right to left (``ar-XB``), for looking at screens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.domain.pseudo import pseudo_words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """A written language: ``tag`` is BCP 47, ``autonym`` its name in itself, ``locale`` a CLDR locale for Babel."""

    tag: str
    autonym: str
    english: str
    direction: Literal["ltr", "rtl"]
    locale: str

    @property
    def pseudo(self) -> bool:
        """Whether this is no language at all but English in disguise, never offered to families."""
        return self.tag in PSEUDO_LOCALES


PSEUDO_LOCALES = ("en-XA", "ar-XB")

LANGUAGES: Mapping[str, Language] = {
    language.tag: language
    for language in (
        Language("en", "English", "English", "ltr", "en_US"),
        Language("es", "Español", "Spanish", "ltr", "es_US"),  # bare "es" prints 1.732,00 US$
        Language("tl", "Tagalog", "Tagalog", "ltr", "fil"),  # CLDR has Filipino only
        Language("vi", "Tiếng Việt", "Vietnamese", "ltr", "vi"),
        Language("ru", "Русский", "Russian", "ltr", "ru"),
        Language("hy", "Հայերեն", "Armenian", "ltr", "hy"),
        Language("ar", "العربية", "Arabic", "rtl", "ar"),
        Language("fa", "فارسی", "Farsi", "rtl", "fa"),
        Language("km", "ខ្មែរ", "Khmer", "ltr", "km"),
        Language("zh-Hans", "简体中文", "Chinese (simplified)", "ltr", "zh_Hans"),
        Language("zh-Hant", "繁體中文", "Chinese (traditional)", "ltr", "zh_Hant"),
        Language("ko", "한국어", "Korean", "ltr", "ko"),
        Language("en-XA", "[Éñĝļîšĥ]", "English, made long", "ltr", "en_US"),
        Language("ar-XB", "Right to left", "English, made right to left", "rtl", "en_US"),
    )
}
"""Every language by its tag, in the order of their own names, as the list has them after a place's first three."""

WRITTEN: tuple[str, ...] = tuple(tag for tag in LANGUAGES if tag not in PSEUDO_LOCALES)
"""The tags a form may have words in."""

OF_STAFF: tuple[str, ...] = ("en", "es")
"""The languages that pages for staff speak. Families are spoken to in all of :data:`WRITTEN`."""


def pick(text: Mapping[str, str], language: str, source: str = "en") -> tuple[str, str]:
    """The words of ``text`` for a reader of ``language``, and the tag of the language they are really in.

    Falls back to ``source``, then to whatever there is; ``("", language)`` when there are no words.
    A screen must mark words whose tag differs from the page's with ``lang`` and ``dir``.
    """
    found = text.get(language)
    if found:
        return found, language
    if language in PSEUDO_LOCALES and source in text:
        return pseudo_words(text[source], language), language
    for tag in (source, *text):
        if text.get(tag):
            return text[tag], tag
    return "", language


def words(text: Mapping[str, str], language: str) -> str:
    """The words of ``text`` for a reader of ``language``; see :func:`pick`."""
    return pick(text, language)[0]
