"""What each problem says to the person who can mend it: do this, so that. Never "invalid", never blame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.dates import get_month_names

from farolito.domain.languages import LANGUAGES, words
from farolito.domain.question_types.matrix import row_of
from farolito.web.i18n import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.problems import Problem

    Sentence = Callable[[dict[str, Any], str], str]


def sentence(problem: Problem, language: str) -> str:
    """The sentence shown beside the field and in the summary, in ``language``, which must be spoken now.

    The form's own words go first; an unknown code (of a plugin that is gone) still says what to do.
    """
    if problem.message:
        return words(problem.message, language)
    say = SENTENCES.get(problem.code)
    return say(dict(problem.params), language) if say else gettext("Check this answer, or skip it")


def sentence_about(question: Question | None, problem: Problem, language: str) -> str:
    """Like :func:`sentence`; about a row of a matrix it begins with the row, which has no heading of its own."""
    row = row_of(question) if question else None
    said = sentence(problem, language)
    if question and problem.code == "required" and question.type in ("photo", "file"):
        said = _add(question.type)
    return f"{words(row.label, language)}: {said}" if row else said


def _unbroken(words: str, number: str) -> str:
    """A sentence in which a number stays on one line."""
    return words.replace(number, number.replace(" ", "\N{NO-BREAK SPACE}"))


def _add(kind: str) -> str:
    return (
        gettext("Add a photo. We need this one")
        if kind == "photo"
        else gettext("Add a file or a photo. We need this one")
    )


def _days(params: dict[str, Any], language: str) -> str:
    names = get_month_names("wide", "stand-alone", LANGUAGES[language].locale)
    return gettext(
        "Check the day: %(month)s has %(days)s days",
        month=names[params["month"]],
        days=params["days"],
    )


SENTENCES: Mapping[str, Sentence] = {
    "required": lambda p, _: gettext("Write an answer. We need this one"),
    "choose": lambda p, _: gettext("Choose an answer. We need this one"),
    "choose_or_skip": lambda p, _: gettext("Choose an answer, or choose “Skip this question”"),
    "not_a_choice": lambda p, _: gettext("Choose one of the answers in the list"),
    "characters": lambda p, _: gettext(
        "There is a letter here that we cannot read. Take it out, or write it another way"
    ),
    "too_long": lambda p, _: ngettext(
        "Use %(num)s letter or fewer. You have used %(used)s",
        "Use %(num)s letters or fewer. You have used %(used)s",
        p["max"],
        used=p["used"],
    ),
    "number": lambda p, _: gettext("Write a number, like 4"),
    "whole_number": lambda p, _: gettext("Write a whole number, like 4"),
    "number_range": lambda p, _: gettext("Write a number from %(min)s to %(max)s", **p),
    "number_min": lambda p, _: gettext("Write %(min)s or a larger number", **p),
    "number_max": lambda p, _: gettext("Write %(max)s or a smaller number", **p),
    "day_missing": lambda p, _: gettext("Write the day, like 27"),
    "month_missing": lambda p, _: gettext("Choose the month"),
    "year_missing": lambda p, _: gettext("Write the year, with 4 numbers"),
    "day_number": lambda p, _: gettext("Write the day as a number from 1 to 31"),
    "month_number": lambda p, _: gettext("Choose the month from the list"),
    "day_in_month": _days,
    "year_number": lambda p, _: gettext("Write the year with 4 numbers, like 2015"),
    "two_digit_year": lambda p, _: gettext("Write all 4 numbers of the year, like 2015"),
    "year_range": lambda p, _: gettext("Write a year from %(min)s to %(max)s", **p),
    "birth_date_future": lambda p, _: gettext("The birth date must be before today"),
    "age_number": lambda p, _: gettext("Write the age in years, from 0 to %(max)s", **p),
    "age_or_year": lambda p, _: gettext("Write the age or the year of birth. A guess is fine"),
    "phone": lambda p, _: _unbroken(
        gettext("Write a phone number with 10 numbers, like 213 555 0142"), "213 555 0142"
    ),
    "email": lambda p, _: gettext("Write an email address like name@example.com"),
    "decimal": lambda p, _: gettext("Write a number, like 4 or 2.5"),
    "decimal_either": lambda p, _: gettext(
        "Write %(whole)s or %(fraction)s, so that we know which number you mean", **p
    ),
    "decimal_places": lambda p, _: ngettext(
        "Write at most %(num)s digit after the point, like 2.5",
        "Write at most %(num)s digits after the point, like 2.5",
        p["max"],
    ),
    "hour_missing": lambda p, _: gettext("Write the hour, like 3"),
    "hour_number": lambda p, _: gettext("Write the hour as a number from 1 to 12"),
    "minute_missing": lambda p, _: gettext("Write the minutes, like 00 or 30"),
    "minute_number": lambda p, _: gettext("Write the minutes as a number from 00 to 59"),
    "time_half": lambda p, _: gettext("Choose AM (morning) or PM (afternoon or night)"),
    "language_twice": lambda p, _: gettext(
        "Choose a language in the list, or write one. Take out the other"
    ),
    "code_letters": lambda p, _: gettext("Use only the letters A to Z and numbers, like AB1234"),
    "code_pattern": lambda p, _: gettext("Write the code like this: %(example)s", **p),
    "child_name": lambda p, _: gettext("Write your child’s name, or initials if you like"),
    "signature_name": lambda p, _: gettext("Type your name too, so that we can read it"),
    "drawing": lambda p, _: gettext("Clear the drawing and draw it again, or leave it empty"),
    "photo_kind": lambda p, _: gettext("Choose a photo. We can’t open this kind of file"),
    "photo_heic": lambda p, _: gettext(
        "We can’t open this kind of photo (HEIC). Take a screenshot of it, and choose the screenshot"
    ),
    "photo_broken": lambda p, _: gettext(
        "This photo did not arrive whole. Choose it again, or choose another photo"
    ),
    "photo_large": lambda p, _: gettext(
        "This photo is too large. Take a screenshot of it, and choose the screenshot"
    ),
    "file_kind": lambda p, _: gettext("Choose a photo or a PDF. We can’t take this kind of file"),
    "pdf_kind": lambda p, _: gettext("Choose a PDF. We can’t take this kind of file"),
    "file_broken": lambda p, _: gettext(
        "This file did not arrive whole. Choose it again, or choose another file"
    ),
    "file_large": lambda p, _: gettext("Choose a file of %(max)s MB or less", **p),
    "file_none": lambda p, _: gettext("First choose what you want to add"),
    "file_busy": lambda p, _: gettext("We could not look at this photo. Choose it one more time"),
    "files_many": lambda p, _: ngettext(
        "We can keep %(num)s here. Remove one, then add the new one",
        "We can keep %(num)s here. Remove one, then add the new one",
        p["max"],
    ),
    "files_full": lambda p, _: gettext(
        "We can keep %(max)s in one form. Remove one, then add the new one", **p
    ),
    "yes_or_no": lambda p, _: gettext("Choose Yes or No"),
    "max_entries": lambda p, _: ngettext(
        "The list has room for %(num)s. Tell the person at the table about the others",
        "The list has room for %(num)s. Tell the person at the table about the others",
        p["max"],
    ),
    "entry_not_finished": lambda p, _: gettext("Finish this one with Change, or remove it"),
    "constraint": lambda p, _: gettext("Check this answer, or skip it"),
    "choose_found": lambda p, _: gettext(
        "Choose one of the answers that were found, or look for another"
    ),
    "chosen_and_written": lambda p, _: gettext(
        "You chose one answer and wrote another. Take out the words that you wrote"
    ),
    "rank_number": lambda p, _: gettext("Choose a number from 1 to %(max)s", **p),
    "rank_twice": lambda p, _: gettext(
        "You gave the number %(rank)s two times. Give each number one time", **p
    ),
    "not_understood": lambda p, _: gettext("Answer this question again"),
}
"""A sentence for every code of :data:`farolito.domain.problems.CODES`."""
