"""Which language a page speaks, and where its words come from. The only module that touches Flask-Babel.

``gettext`` and ``ngettext`` translate English sentences of our own code. Words of forms are not here: they
are in the form (:func:`farolito.domain.languages.pick`).
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import flask_babel  # type: ignore[import-untyped]  # ships no types
from babel.support import NullTranslations, Translations
from flask import g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from farolito.domain.languages import LANGUAGES, OF_STAFF, PSEUDO_LOCALES
from farolito.domain.pseudo import pseudo_words
from farolito.plugins.at_work import AT_WORK, at_work
from farolito.web.host import host
from farolito.web.locale_data import keep_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flask import Flask

keep_apart()  # whatever makes pages or papers imports this

HOST_CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "messages"
SOURCE = "en"
LONGEST_HEADER = 500  # characters of Accept-Language that are read

# left to right up to here, and a sign without width that no sentence of ours begins or ends with
ENGLISH, ENGLISH_END = "\u2066\u2060", "\u2060\u2069"

# what phones send, and what we call it
ALIASES = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant",
    "fil": "tl",
}  # fmt: skip


class PseudoTranslations(NullTranslations):
    """English in disguise, for the two pseudo-locales."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def gettext(self, message: str) -> str:
        """``message`` accented and longer, or turned right to left."""
        return pseudo_words(message, self.language)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English plural rule, disguised."""
        return pseudo_words(msgid1 if n == 1 else msgid2, self.language)

    ugettext = gettext
    ungettext = ngettext


class InEnglish(NullTranslations):
    """What no catalogue of a language has: the English, between signs that nobody sees.

    They say that it runs left to right, in plain text too, and :mod:`farolito.web.marking` makes ``lang="en"`` of them.
    """

    def gettext(self, message: str) -> str:
        """``message``, marked."""
        return f"{ENGLISH}{message}{ENGLISH_END}" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English plural rule, marked."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    ugettext = gettext
    ungettext = ngettext


class Catalogues(flask_babel.Domain):  # type: ignore[misc]  # untyped base
    """The words of each language: those of the plugin that is at work, then the host's, then those of each plugin.

    One English word may say two things: "Minutes" are a time here and the notes of a meeting there.
    """

    def __init__(self, of_plugins: Mapping[str, Path]) -> None:
        super().__init__([str(HOST_CATALOGUES), *map(str, of_plugins.values())], DOMAIN)
        self._of_plugins = of_plugins
        self._known: dict[tuple[str, str], NullTranslations] = {}
        self._checked: dict[str, bool] = {}

    def get_translations(self) -> NullTranslations:
        """The catalogue of the language that is spoken now; what Flask-Babel asks for."""
        return self.of(spoken(), AT_WORK.get())

    def of(self, language: str, plugin: str = "") -> NullTranslations:
        """The catalogue of ``language``, with the words of ``plugin`` first; English answers where there is none."""
        found = self._known.get((language, plugin))
        if found is None:
            found = self._known[language, plugin] = self._loaded(language, plugin)
        return found

    def translate(self, words: str, language: str) -> str:
        """One sentence in ``language``, outside any request; in English when there is none, without a mark."""
        said = str(self.of(language, AT_WORK.get()).gettext(words))
        return said.replace(ENGLISH, "").replace(ENGLISH_END, "")

    def checked(self, language: str) -> bool:
        """Whether a native reader has checked the host's words in ``language``, as its catalogue says."""
        found = self._checked.get(language)
        if found is None:
            found = self._checked[language] = _says_reviewed(language)
        return found

    def _loaded(self, language: str, plugin: str) -> NullTranslations:
        if language in PSEUDO_LOCALES:
            return PseudoTranslations(language)
        if plugin in self._of_plugins:
            own = Translations.load(self._of_plugins[plugin], [folder_of(language)], DOMAIN)
            if not isinstance(own, Translations):  # it does not speak this language
                return self.of(language)
            own.add_fallback(self.of(language))
            return own
        merged = Translations()
        for folder in reversed(self.translation_directories):  # the last one merged wins: the host
            found = Translations.load(folder, [folder_of(language)], DOMAIN)
            if isinstance(found, Translations):  # else this folder has no such language
                merged.merge(found)
                merged.plural = found.plural  # merge leaves the rule behind
        if language != SOURCE:
            merged.add_fallback(InEnglish())
        return merged


def _says_reviewed(language: str) -> bool:
    """The source needs no check; else what the header of the ``.po`` file says."""
    path = HOST_CATALOGUES / folder_of(language) / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language in (SOURCE, *PSEUDO_LOCALES) or not path.exists():
        return True
    header = path.read_text(encoding="utf-8").partition("\n\n")[0]
    return '"X-State: reviewed' in header


def folder_of(language: str) -> str:
    """The folder of a language in ``locale/``: ``zh_Hant`` for ``zh-Hant``."""
    return language.replace("-", "_")


def speak_in(app: Flask, of_plugins: Mapping[str, Path]) -> Catalogues:
    """Join Flask-Babel to the app, with the host's catalogues and those of plugins, by name."""
    catalogues = Catalogues(of_plugins)
    babel = flask_babel.Babel(
        app,
        default_locale=LANGUAGES[SOURCE].locale,
        locale_selector=lambda: LANGUAGES[spoken()].locale,
    )
    babel.domain_instance = catalogues
    return catalogues


def spoken() -> str:
    """The language of this page. Until :func:`speak` is called: the reader's own, if our pages have it."""
    language: str | None = g.get("language")
    if language is None:
        settings, route = host().settings, g.get("route")
        pseudo = PSEUDO_LOCALES if settings.pseudo_locales else ()
        ours = [
            tag
            for tag in settings.languages
            if tag in OF_STAFF or route is None or route.csp != "staff"
        ]
        language = g.language = negotiated((*ours, *pseudo)) or SOURCE
    return language


def languages_offered() -> tuple[str, ...]:
    """The languages in which families are spoken to here, as ``FAROLITO_LANGUAGES`` says."""
    return tuple(host().settings.languages)


def unchecked(language: str) -> bool:
    """Whether no native reader has checked our own words in ``language``; pages say so."""
    catalogues: Catalogues = flask_babel.get_domain()
    return not catalogues.checked(language)


def speak(language: str) -> None:
    """From here on, this page speaks ``language``."""
    if g.get("language") != language:
        g.language = language
        flask_babel.refresh()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak ``language`` for a moment, e.g. for one line of the landing page."""
    before = g.get("language")
    speak(language)
    try:
        yield
    finally:
        g.language = before
        flask_babel.refresh()


def negotiated(offered: Sequence[str]) -> str | None:
    """The reader's most wanted language among those ``offered``, from ``Accept-Language``; None if none is."""
    return _wanted(request.headers.get("Accept-Language", ""), tuple(offered))


@lru_cache(maxsize=1024)
def _wanted(header: str, offered: tuple[str, ...]) -> str | None:
    by_tag = {tag.lower(): tag for tag in offered}
    for wanted, quality in parse_accept_header(header[:LONGEST_HEADER], LanguageAccept):
        if quality <= 0:
            continue
        tag = wanted.lower()
        base = tag.split("-")[0]
        for guess in (
            tag,
            ALIASES.get(tag, "").lower(),
            _script(tag),
            base,
            ALIASES.get(base, "").lower(),
        ):
            if guess in by_tag:
                return by_tag[guess]
    return None


def direction(language: str) -> str:
    """``ltr`` or ``rtl``; unknown tags read left to right."""
    known = LANGUAGES.get(language)
    return known.direction if known else "ltr"


def gettext(message: str, **values: object) -> str:
    """``message`` in the language that is spoken now, with ``%(name)s`` filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """The form of the message for ``num`` things."""
    return str(flask_babel.ngettext(singular, plural, num, **values))


def label_of(plugin: str, label: str) -> str:
    """The label of an entry, a link or a box that ``plugin`` brings, in the language that is spoken."""
    with at_work(plugin):
        return gettext(label)


def N_(message: str) -> str:  # noqa: N802  the name that extraction looks for
    """Mark a sentence for translation where it stands; it is translated where it is shown."""
    return message


def _script(tag: str) -> str:
    """``zh-hant`` for ``zh-hant-tw``."""
    return "-".join(tag.split("-")[:2])
