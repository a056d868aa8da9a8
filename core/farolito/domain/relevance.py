"""One walk over form and answers: what is asked, in order, and what its answers mean to rules.

Rules never look ahead, so one pass in the order of the form decides everything. An answer whose
question is not asked (any more) counts as missing for every rule after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import entries, is_done
from farolito.domain.expressions import holds

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Form, Page, Question, Repeat, Section
    from farolito.domain.drafts import Answers, Entry
    from farolito.domain.expressions import Tree, Value
    from farolito.domain.question_types.base import QuestionType

Types = Mapping[str, "QuestionType"]

_latest: tuple[date, tuple[Form, Answers, Types], Walk] | None = None

SKIPPED: Mapping[str, Any] = {"skipped": True}
"""What is stored where somebody chose not to answer."""


def is_skipped(answer: object) -> bool:
    """Whether this stored answer is a skip."""
    return isinstance(answer, Mapping) and answer.get("skipped") is True


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way: a page to answer, or (without ``page``) the list of a repeat's entries.

    ``questions`` are those that are relevant, each with its relevant choices only, whether or not their
    type is known. ``answers`` are the form's or the entry's, and ``names`` what rules may see here.
    """

    section: Section
    page: Page | None
    questions: tuple[Question, ...]
    entry: Entry | None
    answers: Answers
    names: Mapping[str, Value]

    def path(self, question: str) -> str:
        """The path of a question of this page: ``members/k3f9/member_name`` inside an entry."""
        if self.entry is None or self.section.repeat is None:
            return question
        return f"{self.section.repeat.name}/{self.entry['id']}/{question}"

    def question(self, name: str) -> Question | None:
        """The question of this name, if it is asked here."""
        return next((one for one in self.questions if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Walk:
    """The stops in order, and what every answer of the form means to rules once all are known."""

    stops: tuple[Stop, ...]
    names: Mapping[str, Value]


def walk(form: Form, answers: Answers, types: Types, today: date) -> Walk:
    """Every relevant page and list, whatever was answered so far. Costs one pass over the form.

    Sending asks for problems, relevant answers, needs and the journey of the very same answers: the latest
    walk is remembered. Answers are never changed in place, so the same object means the same walk.
    """
    global _latest
    latest = _latest
    if latest and latest[0] == today and all(map(is_, latest[1], (form, answers, types))):
        return latest[2]
    walked = _Walker(types, today, answers).over(form)
    _latest = (today, (form, answers, types), walked)
    return walked


def values(
    form: Form,
    answers: Answers,
    types: Types,
    today: date,
    entry: tuple[str, str] | None = None,
) -> Mapping[str, Value]:
    """What the answers mean to rules, by question and repeat name; a name that is missing has no answer.

    A repeat is a list with one mapping per entry. With ``entry`` (repeat name, entry id) its own questions
    are there too, and hide others of the same name.
    """
    walked = walk(form, answers, types, today)
    if entry is None:
        return walked.names
    own: dict[str, Value] = {}
    for stop in walked.stops:
        repeat = stop.section.repeat
        if repeat and stop.entry and entry == (repeat.name, stop.entry["id"]):
            questions = (q for page in stop.section.pages for q in page.questions)
            own = {question.name: stop.names.get(question.name) for question in questions}
    return {**walked.names, **own}


def relevant_answers(form: Form, answers: Answers, types: Types, today: date) -> dict[str, Any]:
    """What is sent: the answers whose questions are asked, entries included, in the order of the form."""
    sent: dict[str, Any] = {}
    for stop in walk(form, answers, types, today).stops:
        repeat = stop.section.repeat
        if repeat is None:
            goes_to = sent
        elif stop.entry is None:
            listed = [{"id": one["id"], "answers": {}} for one in entries(answers, repeat.name)]
            sent[repeat.name] = {"entries": listed, "done": is_done(answers, repeat.name)}
            continue
        else:
            ids = [one["id"] for one in sent[repeat.name]["entries"]]
            goes_to = sent[repeat.name]["entries"][ids.index(stop.entry["id"])]["answers"]
        for question in stop.questions:
            if stop.answers.get(question.name) is not None:
                goes_to[question.name] = stop.answers[question.name]
    return sent


def is_required(question: Question, names: Mapping[str, Value], today: date) -> bool:
    """Whether this question may not be skipped."""
    required = question.required
    return required if isinstance(required, bool) else holds(required, names, today)


def is_settled(question: Question, stop: Stop, types: Types, today: date) -> bool:
    """Whether a question that is asked here has an answer, or a skip where that is allowed.

    Says nothing about whether the answer is right: that was checked when it was taken.
    """
    kind = types.get(question.type)
    if kind is None or not kind.is_asked:
        return True
    stored = stop.answers.get(question.name)
    if is_skipped(stored):
        return not is_required(question, stop.names, today)
    return stored is not None and kind.recognises(question, stored)


class _Walker:
    def __init__(self, types: Types, today: date, answers: Answers) -> None:
        self.types = types
        self.today = today
        self.answers = answers
        self.names: dict[str, Value] = {}
        self.stops: list[Stop] = []

    def over(self, form: Form) -> Walk:
        for section in form.sections:
            if not self.applies(section.relevant, self.names):
                continue
            if section.repeat is None:
                self.pages(section, None, self.answers, self.names)
            else:
                self.entries(section, section.repeat)
        return Walk(tuple(self.stops), self.names)

    def entries(self, section: Section, repeat: Repeat) -> None:
        """The list, then the pages of each entry. A rule sees the entry's own questions first."""
        self.stops.append(Stop(section, None, (), None, self.answers, self.names))
        missing: dict[str, Value] = dict.fromkeys(
            question.name for page in section.pages for question in page.questions
        )
        meant: list[Mapping[str, Value]] = []
        for entry in entries(self.answers, repeat.name)[: repeat.max]:
            names = {**self.names, **missing}
            self.pages(section, entry, entry["answers"], names)
            meant.append({name: names[name] for name in missing})
        if repeat.name in self.answers:
            self.names[repeat.name] = meant

    def pages(
        self, section: Section, entry: Entry | None, answers: Answers, names: dict[str, Value]
    ) -> None:
        """The relevant pages of a section or an entry; what they mean is added to ``names``."""
        for page in section.pages:
            if not self.applies(page.relevant, names):
                continue
            asked: list[Question] = []
            for question in page.questions:
                if self.applies(question.relevant, names):
                    asked.append(self.with_relevant_choices(question, names))
                    stored = answers.get(question.name)
                    if stored is not None:
                        names[question.name] = self.meaning(asked[-1], stored)
            self.stops.append(Stop(section, page, tuple(asked), entry, answers, names))

    def applies(self, rule: Tree | None, names: Mapping[str, Value]) -> bool:
        return rule is None or holds(rule, names, self.today)

    def with_relevant_choices(self, question: Question, names: Mapping[str, Value]) -> Question:
        if all(choice.relevant is None for choice in question.choices):
            return question
        kept = tuple(c for c in question.choices if self.applies(c.relevant, names))
        return question if kept == question.choices else replace(question, choices=kept)

    def meaning(self, question: Question, stored: Any) -> Value:
        kind = self.types.get(question.type)
        if kind is None or is_skipped(stored) or not kind.recognises(question, stored):
            return None
        return kind.value(question, stored)
