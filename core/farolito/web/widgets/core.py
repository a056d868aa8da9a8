"""The widgets of the core's own question types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.dates import get_month_names

from farolito.domain.languages import LANGUAGES
from farolito.domain.pseudo import pseudo_words
from farolito.web.widgets.base import Widget
from farolito.web.widgets.fields import ManyField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question

MONTH_FIRST = frozenset({"en", "en-XA", "ar-XB"})
YEAR_FIRST = frozenset({"zh-Hant", "zh-Hans", "ko"})


def date_parts(question: Question, language: str) -> Mapping[str, Any]:
    """The order in which people who read ``language`` write a date, and the months' names."""
    if language in MONTH_FIRST:
        order = ("month", "day", "year")
    elif language in YEAR_FIRST:
        order = ("year", "month", "day")
    else:
        order = ("day", "month", "year")
    known = LANGUAGES[language]
    names = get_month_names("wide", "stand-alone", known.locale)
    months = [names[number] for number in range(1, 13)]
    if known.pseudo:
        months = [pseudo_words(name, language) for name in months]
    return {"order": order, "months": months}


CORE_WIDGETS = (
    Widget("text", "widgets/text.html"),
    Widget("long_text", "widgets/long_text.html"),
    Widget("integer", "widgets/integer.html"),
    Widget("yes_no", "widgets/choices.html"),
    Widget("choice", "widgets/choices.html"),
    Widget("choices", "widgets/choices.html", ManyField),
    Widget("date", "widgets/date.html", context=date_parts),
    Widget("birth_date", "widgets/birth_date.html", context=date_parts),
    Widget("phone", "widgets/phone.html"),
    Widget("email", "widgets/email.html"),
    Widget("address", "widgets/address.html"),
    Widget("full_name", "widgets/full_name.html"),
    Widget("consent", "widgets/consent.html"),
    Widget("note", "widgets/note.html"),
)
