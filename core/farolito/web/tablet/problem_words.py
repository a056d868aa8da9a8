"""The sentences about problems as a tablet keeps them: the same as on family pages, with places for their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import get_month_names

from farolito.domain.languages import LANGUAGES
from farolito.domain.problems import CODES
from farolito.web.problems import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    Said = str | Mapping[str, str]

WITH_INTERNET = ("photo_", "file_", "files_", "pdf_")
"""What starts so is about files, which are sent with internet only."""

MOST_COUNTED = 200
"""Every plural form of our languages is used for one of the numbers up to this one."""


class Slot(int):
    """A number for a rule of plurals, that is written as ``{name}``."""

    name: str

    def __new__(cls, number: int, name: str) -> Slot:
        made = super().__new__(cls, number)
        made.name = name
        return made

    def __str__(self) -> str:
        return f"{{{self.name}}}"


def problem_words(language: str) -> dict[str, Said]:
    """Code to sentence with ``{max}`` where a number goes, in ``language``, which must be spoken now.

    Where the words depend on ``max``: by plural category of CLDR, as ``Intl.PluralRules`` names it.
    """
    return {
        code: _said(code, language)
        for code in CODES
        if code in SENTENCES and not code.startswith(WITH_INTERNET)
    }


def plural_forms(language: str) -> dict[str, int]:
    """A number for each plural category of a language."""
    rule = Locale.parse(LANGUAGES[language].locale).plural_form
    found: dict[str, int] = {}
    for number in range(MOST_COUNTED, -1, -1):
        found[rule(number)] = number
    return found


def _said(code: str, language: str) -> Said:
    if "max" not in CODES[code]:
        return _sentence(code, language, 2)
    forms = {form: _sentence(code, language, n) for form, n in plural_forms(language).items()}
    return forms if len(set(forms.values())) > 1 else next(iter(forms.values()))


def _sentence(code: str, language: str, number: int) -> str:
    params: dict[str, object] = {name: Slot(number, name) for name in CODES[code]}
    if "month" in params:
        params["month"] = 1
    said = SENTENCES[code](params, language)
    if "month" in params:
        names = get_month_names("wide", "stand-alone", LANGUAGES[language].locale)
        said = said.replace(names[1], "{month}")
    return said
