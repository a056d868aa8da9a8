"""One walk over form and answers: what is asked, in order, and what its answers mean to rules.

Rules never look ahead, so one pass in the order of the form decides everything. An answer whose
question is not asked (any more) counts as missing for every rule after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple

from farolito.domain.drafts import entries, is_done
from farolito.domain.expressions import evaluate, holds
from farolito.domain.names import Names

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Form, Page, Question, Repeat, Section
    from farolito.domain.drafts import Answers
    from farolito.domain.expressions import Tree, Value
    from farolito.domain.question_types.base import QuestionType

Types = Mapping[str, "QuestionType"]

_latest: tuple[date, tuple[Form, Answers, Types], Walk] | None = None

SKIPPED: Mapping[str, Any] = {"skipped": True}
"""What is stored where somebody chose not to answer."""


class Stop(NamedTuple):
    """A place on the way: a page to answer, or (without ``page``) the list of a repeat's entries.

    ``questions`` are those that are relevant, each with its relevant choices only, whether or not their
    type is known. ``within`` is the path of the entry it stands in, ``""`` outside of entries;
    ``answers`` are that entry's or the form's, and ``names`` what rules may see here.
    """

    section: Section
    page: Page | None
    questions: tuple[Question, ...]
    within: str
    answers: Answers
    names: Names

    def path(self, name: str) -> str:
        """The path of a question of this page: ``members/k3f9/member_name`` inside an entry."""
        return f"{self.within}/{name}" if self.within else name

    @property
    def key(self) -> str:
        """Its address: that of the page, or the path of the repeat."""
        if self.page is not None:
            return self.path(self.page.name)
        return self.path(self.section.repeat.name if self.section.repeat else self.section.name)

    def question(self, name: str) -> Question | None:
        """The question of this name, if it is asked here."""
        return next((one for one in self.questions if one.name == name), None)


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


class _Walker:
    def __init__(self, types: Types, today: date) -> None:
        self.types = types
        self.today = today
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
            if page.relevant is not None and not self.applies(page.relevant, names):
                continue
            if page.always_whole:
                asked = page.questions
                names.tell(page.by_name)
            else:
                asked = self.asked(page, names)
            self.stops.append(Stop(section, page, asked, within, answers, names))

    def asked(self, page: Page, names: Names) -> tuple[Question, ...]:
        """The relevant questions of a page with rules, each with its relevant choices."""
        asked: list[Question] = []
        for question in page.questions:
            group = question.group
            if group is not None and not self.applies(group.relevant, names):
                continue
            if not self.applies(question.relevant, names):
                continue
            if question.calculation is not None:
                asked.append(question)
                names.tell_value(question.name, evaluate(question.calculation, names, self.today))
                continue
            offered = self.with_relevant_choices(question, names)
            if question.choices and not offered.choices:
                continue  # nothing is left to choose from, so there is nothing to ask
            asked.append(offered)
            names.tell({question.name: offered})
        return tuple(asked)

    def applies(self, rule: Tree | None, names: Mapping[str, Value]) -> bool:
        return rule is None or holds(rule, names, self.today)

    def with_relevant_choices(self, question: Question, names: Mapping[str, Value]) -> Question:
        if not question.has_relevant_choices:
            return question
        kept = tuple(c for c in question.choices if self.applies(c.relevant, names))
        return question if kept == question.choices else replace(question, choices=kept)
