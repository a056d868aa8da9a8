"""One walk over form and answers: what is asked, in order, and what its answers mean to rules.

Rules never look ahead, so one pass in the order of the form decides everything. An answer whose
question is not asked (any more) counts as missing for every rule after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import entries, is_done
from farolito.domain.expressions import holds
from farolito.domain.names import Names
from farolito.domain.stops import Asking, Stop

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Form, Question, Repeat, Section
    from farolito.domain.drafts import Answers
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import QuestionType

__all__ = [
    "SKIPPED",
    "Stop",
    "Types",
    "Walk",
    "answer_of",
    "is_required",
    "relevant_answers",
    "values",
    "walk",
]

Types = Mapping[str, "QuestionType"]

_latest: tuple[date, tuple[Form, Answers, Types], Walk] | None = None

SKIPPED: Mapping[str, Any] = {"skipped": True}
"""What is stored where somebody chose not to answer."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The stops in order, and what every answer of the form means to rules once all are known."""

    stops: tuple[Stop, ...]
    names: Names


def walk(form: Form, answers: Answers, types: Types, today: date) -> Walk:
    """Every relevant page and list, whatever was answered so far. Costs one pass over the form.

    Sending asks for problems, relevant answers, needs and the journey of the very same answers: the latest
    walk is remembered. Answers are never changed in place, so the same object means the same walk.
    """
    global _latest
    latest = _latest
    if latest and latest[0] == today and all(map(is_, latest[1], (form, answers, types))):
        return latest[2]
    walked = _Walker(types, today).over(form, answers)
    _latest = (today, (form, answers, types), walked)
    return walked


def values(
    form: Form,
    answers: Answers,
    types: Types,
    today: date,
    within: str = "",
) -> Mapping[str, Value]:
    """What the answers mean to rules, by question and repeat name; a name that is missing has no answer.

    A repeat is a list with one mapping per entry. With the path of an entry (``members/k3f9``) its own questions
    are there too, and before them those of the entries around it.
    """
    walked = walk(form, answers, types, today)
    inside = (stop.names for stop in walked.stops if within and stop.within == within)
    return next(inside, walked.names)


def relevant_answers(form: Form, answers: Answers, types: Types, today: date) -> dict[str, Any]:
    """What is sent: the answers whose questions are asked, entries included, in the order of the form."""
    sent: dict[str, dict[str, Any]] = {"": {}}
    for stop in walk(form, answers, types, today).stops:
        goes_to, repeat = sent[stop.within], stop.section.repeat
        if stop.page is None and repeat is not None:
            listed = [
                {"id": one["id"], "answers": {}} for one in entries(stop.answers, repeat.name)
            ]
            goes_to[repeat.name] = {"entries": listed, "done": is_done(stop.answers, repeat.name)}
            for one in listed:
                sent.setdefault(f"{stop.key}/{one['id']}", one["answers"])
        for question in stop.questions:
            answer = answer_of(question, stop)
            if answer is not None:
                goes_to[question.name] = answer
    return sent[""]


def answer_of(question: Question, stop: Stop) -> Any:
    """What is stored for a question that is asked here, or what it comes to if it is calculated; None: nothing."""
    if question.calculation is None:
        return stop.answers.get(question.name)
    value = stop.names.get(question.name)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def is_required(question: Question, names: Mapping[str, Value], today: date) -> bool:
    """Whether this question may not be skipped."""
    required = question.required
    return required if isinstance(required, bool) else holds(required, names, today)


class _Walker(Asking):
    def __init__(self, types: Types, today: date) -> None:
        super().__init__(types, today)
        self.stops: list[Stop] = []

    def over(self, form: Form, answers: Answers) -> Walk:
        names = Names(self.types, answers)
        for section in form.sections:
            self.section(section, "", answers, names)
        return Walk(tuple(self.stops), names)

    def section(self, section: Section, within: str, answers: Answers, names: Names) -> None:
        """A section of the form, or of the entry at ``within``."""
        if not self.applies(section.relevant, names):
            return
        if section.repeat is None:
            self.pages(section, within, answers, names)
        else:
            self.entries(section, section.repeat, within, answers, names)

    def entries(
        self, section: Section, repeat: Repeat, within: str, answers: Answers, names: Names
    ) -> None:
        """The list, then the pages of each entry and the lists within it. A rule sees the entry's own names first."""
        self.stops.append(Stop(section, None, (), within, answers, names))
        path = self.stops[-1].key
        told: list[Names] = []
        for entry in entries(answers, repeat.name)[: repeat.max]:
            here, said = f"{path}/{entry['id']}", entry["answers"]
            own = Names(self.types, said, names, section.names)
            self.pages(section, here, said, own)
            for inner in section.sections:
                self.section(inner, here, said, own)
            told.append(own)
        if repeat.name in answers:
            names.tell_list(repeat.name, told)

    def pages(self, section: Section, within: str, answers: Answers, names: Names) -> None:
        """The relevant pages of a section or an entry; rules that follow see what is asked there."""
        for page in section.pages:
            stop = self.page(section, page, within, answers, names)
            if stop is not None:
                self.stops.append(stop)
