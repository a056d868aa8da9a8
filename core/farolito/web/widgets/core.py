"""The widgets of the core's own question types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.dates import get_month_names, get_period_names

from farolito.domain.languages import LANGUAGES
from farolito.domain.pseudo import pseudo_words
from farolito.domain.question_types import barcode, child, money, rating, time
from farolito.domain.question_types.language import offered
from farolito.domain.question_types.ranking import last_rank
from farolito.domain.spoken_languages import LITTLE_READING
from farolito.web.filters import form_words
from farolito.web.i18n import gettext
from farolito.web.phrases import grade_words, phrase
from farolito.web.values import language_words
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
    # where people count the years otherwise
    calendar = gettext("Dates of the Western calendar") if language == "fa" else ""
    return {"order": order, "months": months, "calendar": calendar}


def money_ranges(question: Question, language: str) -> Mapping[str, Any]:
    """The ranges of a money question: what is stored, and the words."""
    shown = [
        (one.name, phrase("amount", dict(money.amount(question, one)), language))
        for one in money.ranges(question)
    ]
    return {"ranges": shown}


def rating_points(question: Question, language: str) -> Mapping[str, Any]:
    """The numbers of a scale, and the words at its ends."""
    points = [
        (point, form_words(rating.end_label(question, point), language))
        for point in rating.points(question)
    ]
    return {"points": points}


def time_halves(question: Question, language: str) -> Mapping[str, Any]:
    """The two halves of the day as ``language`` calls them."""
    names = get_period_names("abbreviated", "format", LANGUAGES[language].locale)
    return {"halves": [(half, names[half]) for half in time.HALVES]}


def language_list(question: Question, language: str) -> Mapping[str, Any]:
    """The languages to choose from, each by its own name and the one in ``language``."""
    listed = [(one.tag, language_words(one.tag, language)) for one in offered(question)]
    return {
        "languages": listed,
        "reads": question.options.get("of") == "read",
        "little": LITTLE_READING,
    }


def child_parts(question: Question, language: str) -> Mapping[str, Any]:
    """What a birth date needs, and the grades."""
    grades = [(grade, grade_words(grade)) for grade in child.GRADES]
    return {**date_parts(question, language), "grades": grades}


def code_shape(question: Question, language: str) -> Mapping[str, Any]:
    """How a code looks, where the form says so."""
    pattern = question.options.get("pattern", "")
    return {"example": barcode.example(pattern) if pattern else "", "length": len(pattern)}


def ranks(question: Question, language: str) -> Mapping[str, Any]:
    """The numbers that a choice may be given."""
    return {"last": last_rank(question)}


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
    Widget("decimal", "widgets/decimal.html"),
    Widget("money", "widgets/money.html", context=money_ranges),
    Widget("rating", "widgets/rating.html", context=rating_points),
    Widget("month", "widgets/month.html", context=date_parts),
    Widget("time", "widgets/time.html", context=time_halves),
    Widget("language", "widgets/language.html", context=language_list),
    Widget("child", "widgets/child.html", context=child_parts),
    Widget("barcode", "widgets/barcode.html", context=code_shape),
    Widget("long_choice", "widgets/searched.html"),
    Widget("matrix", "widgets/matrix.html"),
    Widget("ranking", "widgets/ranking.html", context=ranks),
    Widget("location", "widgets/searched.html"),
    Widget("signature", "widgets/signature.html"),
    Widget("photo", "widgets/attached_question.html"),
    Widget("file", "widgets/attached_question.html"),
)
