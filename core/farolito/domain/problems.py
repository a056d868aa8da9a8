"""What can be wrong with an answer. The domain names it with a code; the web has the sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    "required": (),  # nothing was written, and this question needs an answer
    "choose": (),  # nothing was chosen, and this question has no Skip
    "choose_or_skip": (),  # nothing was chosen: choose, or choose Skip
    "not_a_choice": (),  # not one of the choices (any more)
    "characters": (),  # holds a character that cannot be read: NUL, half of a pair, U+FFFD
    "too_long": ("max", "used"),  # in characters
    "number": (),  # not a number
    "whole_number": (),  # a number with a fraction
    "number_range": ("min", "max"),
    "number_min": ("min",),
    "number_max": ("max",),
    "day_missing": (),
    "month_missing": (),
    "year_missing": (),
    "day_number": (),  # not a number from 1 to 31
    "month_number": (),  # not a number from 1 to 12
    "day_in_month": ("day", "month", "year", "days"),  # April has 30 days; month is 1 to 12
    "year_number": (),  # not a number of four digits
    "two_digit_year": ("typed",),  # never guessed
    "year_range": ("min", "max"),
    "birth_date_future": (),  # a birth date must be today or before
    "age_number": ("max",),  # not a whole number from 0 to max
    "age_or_year": (),  # "I am not sure" was chosen, with neither an age nor a year
    "phone": (),  # not a number that can be called
    "email": (),
    "decimal": (),  # not a number, with or without a fraction
    "decimal_either": ("whole", "fraction"),  # 1,234: one number or the other, never guessed
    "decimal_places": ("max",),  # more places behind the point than asked for
    "hour_missing": (),
    "hour_number": (),  # not an hour of the day, or 14 am
    "minute_missing": (),
    "minute_number": (),  # not a number from 0 to 59
    "time_half": (),  # 2:30: in the morning or in the afternoon?
    "language_twice": (),  # chosen from the list, and another one written
    "code_letters": (),  # other things than letters A to Z and digits
    "code_pattern": ("example",),  # not made like the codes of this question
    "child_name": (),  # something about a child, but nothing to call them by
    "signature_name": (),  # a drawing, but no name typed
    "drawing": (),  # what was drawn cannot be kept: too much, or no drawing at all
    "photo_kind": (),  # no picture that can be opened here
    "photo_heic": (),  # a picture of an iPhone that can not be opened here
    "photo_broken": (),  # empty, cut short or damaged
    "photo_large": (),  # too many pixels
    "file_kind": (),  # neither a PDF nor a picture
    "pdf_kind": (),  # no PDF, where only that is taken
    "file_broken": (),  # a PDF that is empty or cut short
    "file_large": ("max",),  # more than max megabytes
    "file_none": (),  # "Add" was pressed and nothing was chosen
    "file_busy": (),  # there was no time to look at it
    "files_many": ("max",),  # the question has as many as it takes
    "files_full": ("max",),  # the response has as many as it may have
    "yes_or_no": (),  # a list page: add another?
    "max_entries": ("max",),  # a list page: no room for another
    "entry_not_finished": (),  # a list page: finish or remove this entry first
    "constraint": (),  # the form's own rule; ``message`` has the form's own words
    "choose_found": (),  # letters were looked for, and nothing was chosen of what was found
    "chosen_and_written": (),  # one of the list was chosen, and another was written
    "rank_number": ("max",),  # not a number from 1 to max
    "rank_twice": ("rank",),  # two choices have this number
    "not_understood": (),  # a stored answer that its question type does not recognise
}
"""Every code of the core, with the names of its params. Types of plugins add ``<plugin>.<code>``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an answer that a person can mend.

    ``question`` is the question's path (``food_worried``, ``members/k3f9/member_name``) or, on a list
    page, the repeat's path or an entry's. ``suffix`` names the field to mend. ``message``, when
    present, holds the form's own words and goes before those of the code.
    """

    question: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    suffix: str = ""
    message: Mapping[str, str] | None = None
