"""What ``static/tablet/telling.js`` needs to put answers in words: the words of what can be chosen, and sentences.

    told_answers(form, language, types) -> JSON value; ``language`` must be spoken now

All of it is HTML. Where something of an answer goes, it has ``{y}``, ``{d}`` (``{dd}`` with two digits), ``{m}``,
``{age}``, ``{year}``, ``{school}`` or ``{path}``. Only what the form's own question types need is there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from farolito.domain.question_types import child, decimal, language, money, phone, rating
from farolito.domain.question_types.base import Shown
from farolito.domain.question_types.choice import shown_choice
from farolito.domain.spoken_languages import LITTLE_READING
from farolito.web.filters import date_words, shown
from farolito.web.phrases import phrase
from farolito.web.values import clock_words, language_words, month_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.definitions import Form, Question
    from farolito.domain.question_types.base import Answer, QuestionType

_DATED = frozenset({"date", "birth_date", "child", "consent", "signature"})
_BORN = frozenset({"birth_date", "child"})
_YEAR, _DAY, _MINUTE = (
    2019,
    23,
    37,
)  # numbers that stand for nothing else in a date or a time of day


def told_answers(form: Form, tag: str, types: Mapping[str, QuestionType]) -> dict[str, Any]:
    """The words of answers to this form in the language ``tag``."""
    used = form.types_used
    told: dict[str, Any] = {
        "labels": {
            one.name: labels
            for one in form.all_questions()
            if one.type in types and (labels := _labels(one, types[one.type], tag))
        }
    }
    if used & _DATED:
        told["dates"] = [_date(month, tag) for month in range(1, 13)]
    if used & _BORN:
        told["age"] = _phrase("years_old", tag, age="{age}")
        told["born"] = _phrase("born_in", tag, year="{year}")
    if "child" in used:
        told["grades"] = {one: _phrase("grade", tag, grade=one) for one in child.GRADES}
        told["school"] = _phrase("school", tag, school="{school}")
    if "month" in used:
        told["months"] = [_month(month, tag) for month in range(1, 13)]
    if "time" in used:
        told["hours"] = [_hour(hour, tag) for hour in range(24)]
        told["sharp"] = {  # midnight may have words of its own
            at: words
            for hour, said in enumerate(told["hours"])
            if (words := str(escape(clock_words(at := f"{hour:02}:00", tag))))
            != said.replace("{m}", "00")
        }
    if "decimal" in used:
        told["point"] = decimal.point(tag)
    if "phone" in used:
        told["no_phone"] = _phrase("no_phone", tag)
        told["safe"] = {
            way: {said: _phrase(f"safe_{way}", tag, safe=said) for said in ("yes", "no", "")}
            for way in phone.SAFE
        }
    if "address" in used:
        told["no_address"] = _phrase("no_address", tag)
    if "signature" in used:
        told["drawing"] = str(shown([Shown("{path}", "drawing")], tag))
    return told


def _labels(question: Question, kind: QuestionType, tag: str) -> dict[str, str]:
    """What can be chosen, by what is stored for it, in words."""
    if question.choices:
        return {
            one.name: str(shown([shown_choice(question, one.name, tag)], tag))
            for one in question.choices
        }
    if question.type == "language":
        listed = {
            one.tag: str(escape(language_words(one.tag, tag))) for one in language.offered(question)
        }
        little = {LITTLE_READING: _phrase("reads_little", tag)}
        return listed | (little if question.options.get("of") == "read" else {})
    return {str(one): str(shown(kind.show(question, one, tag), tag)) for one in _stored(question)}


def _stored(question: Question) -> Sequence[Answer]:
    """The answers there are to a question of a type that has choices of its own."""
    if question.type == "yes_no":
        return ("yes", "no")
    if question.type == "money":
        return [one.name for one in money.ranges(question)]
    return rating.points(question) if question.type == "rating" else ()


def _phrase(code: str, tag: str, **params: str) -> str:
    return str(escape(phrase(code, params, tag)))


def _date(month: int, tag: str) -> str:
    day = "{dd}" if "05" in date_words(date(_YEAR, month, 5), tag) else "{d}"
    said = date_words(date(_YEAR, month, _DAY), tag).replace(str(_YEAR), "{y}")
    return str(escape(said.replace(str(_DAY), day)))


def _month(month: int, tag: str) -> str:
    return str(escape(month_words(f"{_YEAR}-{month:02}", tag).replace(str(_YEAR), "{y}")))


def _hour(hour: int, tag: str) -> str:
    return str(escape(clock_words(f"{hour:02}:{_MINUTE}", tag).replace(str(_MINUTE), "{m}")))
