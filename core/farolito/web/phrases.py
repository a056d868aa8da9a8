"""The fixed phrases that answers are shown with: yes, no phone, grade 3, $500 to $999 a month."""

from __future__ import annotations

from typing import Any

from farolito.web.i18n import gettext
from farolito.web.values import dollars


def amount_words(least: int, most: int | None, period: str, language: str) -> str:
    """A range of dollars: "$500 to $999 a month"."""
    if most is None:
        words = gettext("%(amount)s or more", amount=dollars(least, language))
    elif least == 0:
        words = gettext("Less than %(amount)s", amount=dollars(most + 1, language))
    else:
        words = gettext(
            "%(least)s to %(most)s", least=dollars(least, language), most=dollars(most, language)
        )
    by = {
        "week": gettext("%(amount)s a week", amount=words),
        "month": gettext("%(amount)s a month", amount=words),
        "year": gettext("%(amount)s a year", amount=words),
    }
    return by.get(period, words)


def grade_words(grade: str) -> str:
    """A grade of :data:`farolito.domain.question_types.child.GRADES`."""
    named = {
        "preschool": gettext("Preschool"),
        "tk": gettext("TK (transitional kindergarten)"),
        "k": gettext("Kindergarten"),
        "none": gettext("Not in school"),
    }
    return named.get(grade) or gettext("Grade %(number)s", number=grade)


def _safe_words(way: str, said: object) -> str:
    """What was said about one way to reach somebody. No answer never reads like a yes."""
    words = {
        "safe_call": (
            gettext("Safe to call"),
            gettext("Do not call"),
            gettext("Calls: not answered. Do not call"),
        ),
        "safe_text": (
            gettext("Safe to text"),
            gettext("Do not text"),
            gettext("Texts: not answered. Do not text"),
        ),
        "safe_message": (
            gettext("Safe to leave a message"),
            gettext("Do not leave a message"),
            gettext("Messages: not answered. Do not leave one"),
        ),
    }
    return words[way][("yes", "no").index(said) if said in ("yes", "no") else 2]


def phrase(code: str, params: dict[str, Any], language: str) -> str:
    """The words of a phrase of :data:`farolito.domain.question_types.base.PHRASES`."""
    if code == "amount":
        return amount_words(params["least"], params["most"], params["period"], language)
    if code == "grade":
        return grade_words(params["grade"])
    if code == "school":
        return gettext("School: %(school)s", school=params["school"])
    if code.startswith("safe_"):
        return _safe_words(code, params["safe"])
    sentences = {
        "yes": gettext("Yes"),
        "no": gettext("No"),
        "no_phone": gettext("I don’t have a phone"),
        "no_address": gettext("No fixed address, or rather not say"),
        "years_old": gettext("Age: about %(age)s", **params) if "age" in params else "",
        "born_in": gettext("Born in %(year)s", **params) if "year" in params else "",
        "photos": gettext("Photos: %(count)s", **params) if "count" in params else "",
        "files": gettext("Files: %(count)s", **params) if "count" in params else "",
        "reads_little": gettext("I don’t read much"),
    }
    return sentences.get(code) or code
