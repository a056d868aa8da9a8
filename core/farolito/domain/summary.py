"""What somebody answered, for people: one model for check-answers, staff pages and both printed copies."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.drafts import entries
from farolito.domain.languages import pick
from farolito.domain.names import is_skipped
from farolito.domain.question_types.base import Shown
from farolito.domain.relevance import answer_of, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from farolito.domain.definitions import Form, Question, Repeat
    from farolito.domain.drafts import Answers
    from farolito.domain.relevance import Stop, Types

Copy = Literal["respondent", "staff", "family_copy", "staff_copy"]
State = Literal["answered", "skipped", "unanswered", "unavailable"]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question and its answer.

    ``answer`` is in pieces (lines of an address, each chosen choice), empty unless something was
    answered. ``unavailable``: the question's type is not installed, or does not recognise the answer, and
    ``answer`` is what is stored. ``private``: mask it on a screen that others may see. ``other_label`` and
    ``other`` are the same in the second language, where one was asked for.
    """

    question: str  # its path
    label: str
    label_language: str
    answer: tuple[Shown, ...]
    answer_language: str  # of its words; that of the page when it has none
    state: State
    step_key: str  # where it can be changed
    private: bool
    codes: Mapping[str, str]
    attribution: str | None = None
    other_label: str = ""
    other: tuple[Shown, ...] = ()
    group: str = ""  # the heading of its group of questions
    group_language: str = ""

    @property
    def ltr(self) -> bool:
        """Whether the whole answer runs left to right in every language: phones, numbers, codes."""
        return bool(self.answer) and all(piece.ltr for piece in self.answer)


@dataclass(frozen=True, slots=True)
class SummarySection:
    """A section, or one entry of a repeated section (``entry_number`` from 1, ``entry_title`` its name).

    A repeat without entries is one section without rows: ``empty`` has the form's words for it. ``around``
    says in which entries it stands ("Ana"), the outermost first, and ``list_key`` where its list is.
    """

    title: str
    title_language: str
    rows: tuple[SummaryRow, ...]
    step_key: str  # of the list, for a repeat; of the first page otherwise
    entry_title: str | None = None
    entry_number: int | None = None
    empty: str = ""
    around: tuple[str, ...] = ()
    list_key: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A form as one respondent answered it, for a reader of ``language``."""

    title: str
    language: str
    sections: tuple[SummarySection, ...]
    second_language: str | None = None


def runs_of(rows: Iterable[SummaryRow]) -> list[tuple[str, tuple[SummaryRow, ...]]]:
    """Rows in their order, run by run of one group of questions, each with its heading ("" for none)."""
    return [(group, tuple(run)) for group, run in groupby(rows, key=attrgetter("group"))]


def summarise(
    form: Form,
    answers: Answers,
    types: Types,
    today: date,
    language: str,
    copy: Copy,
    second_language: str | None = None,
    roles: Collection[str] = (),
) -> Summary:
    """The summary for one kind of reader.

    ``respondent``: everything that is asked. ``staff``: what ``roles`` may see (``audience_view``).
    ``staff_copy``: of that, what may be printed for staff. ``family_copy``: what may be printed for the
    family and is not private, with years instead of birth dates, since paper is left on buses.
    """
    reader = _Reader(form, types, language, copy, second_language, frozenset(roles))
    sections: list[SummarySection] = []
    for _, run in groupby(walk(form, answers, types, today).stops, key=_part):
        section = reader.section(list(run))
        if section is not None:
            sections.append(section)
    title = pick(form.title, language, form.languages[0])[0]
    return Summary(title, language, tuple(sections), second_language)


def _part(stop: Stop) -> tuple[str, bool, str]:
    """Stops with the same key are one section of the summary: pages of a section, a list, an entry."""
    return stop.section.name, stop.page is None, stop.within


_NAMING = frozenset({"words", "typed", "number", "phone", "code"})
"""Kinds of pieces that are words already, and can stand in a heading."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: which rows they get, and in which words."""

    form: Form
    types: Types
    language: str
    copy: Copy
    second_language: str | None
    roles: frozenset[str]
    numbers: dict[str, int] = field(default_factory=dict)  # of entries, by their path
    called: dict[str, str] = field(default_factory=dict)

    def section(self, stops: list[Stop]) -> SummarySection | None:
        """One section of the summary; None when there is nothing to show in it."""
        first = stops[0]
        repeat = first.section.repeat
        if first.page is None and repeat is not None:
            return self.empty_list(first, repeat)
        title, title_language = self.words(first.section.title)
        rows = tuple(self.row(q, stop) for stop in stops for q in stop.questions if self.may(q))
        if repeat is None or not first.within:
            return SummarySection(title, title_language, rows, first.key) if rows else None
        within = first.within
        self.called[within] = self.entry_title(stops)
        around = within.rpartition("/")[0]
        return SummarySection(
            title,
            title_language,
            rows,
            first.key,
            self.called[within],
            self.numbers.get(within),
            around=self.names_around(around),
            list_key=around,
        )

    def empty_list(self, stop: Stop, repeat: Repeat) -> SummarySection | None:
        """A list: nothing when it has entries, which are sections of their own; they are counted here."""
        path, listed = stop.key, entries(stop.answers, repeat.name)
        for number, entry in enumerate(listed, 1):
            self.numbers[f"{path}/{entry['id']}"] = number
        if listed:
            return None
        title, title_language = self.words(stop.section.title)
        empty = self.words(repeat.empty)[0]
        around = self.names_around(path)
        return SummarySection(
            title, title_language, (), path, empty=empty, around=around, list_key=path
        )

    def names_around(self, repeat: str) -> tuple[str, ...]:
        """What the entries around the list at this path are called, the outermost first."""
        parts = repeat.split("/")[:-1]
        return tuple(
            self.called.get(path) or self.counted(path)
            for path in ("/".join(parts[:end]) for end in range(2, len(parts) + 1, 2))
        )

    def counted(self, entry: str) -> str:
        """An entry whose name this reader may not see: Person 1."""
        repeat = self.form.repeats[entry.split("/")[-2]].repeat
        noun = self.words(repeat.entry)[0] if repeat else ""
        return f"{noun[:1].upper()}{noun[1:]} {self.numbers.get(entry, '')}".strip()

    def row(self, question: Question, stop: Stop) -> SummaryRow:
        """One question as this reader sees it."""
        source = self.form.languages[0]
        label, label_language = self.words(question.label)
        group = self.words(question.group.label) if question.group else ("", "")
        stored = answer_of(question, stop)
        state, answer = self.shown(question, stored, self.language)
        second = self.second_language
        spoken = next((piece.language for piece in answer if piece.language), self.language)
        return SummaryRow(
            question=stop.path(question.name),
            label=label,
            label_language=label_language,
            answer=answer,
            answer_language=spoken,
            state=state,
            step_key=stop.path(stop.page.name) if stop.page else "",
            private=question.sensitivity != "normal",
            codes=question.codes,
            attribution=question.attribution,
            group=group[0],
            group_language=group[1],
            other_label=pick(question.label, second, source)[0] if second else "",
            other=self.shown(question, stored, second)[1] if second else (),
        )

    def shown(
        self, question: Question, stored: Any, language: str
    ) -> tuple[State, tuple[Shown, ...]]:
        """The state of an answer, and its pieces."""
        if stored is None:
            return "unanswered", ()
        if is_skipped(stored):
            return "skipped", ()
        kind = self.types.get(question.type)
        if kind is None or not kind.recognises(question, stored):
            text = stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)
            return "unavailable", (Shown(text, "typed"),)
        show = kind.show_briefly if self.copy == "family_copy" else kind.show
        return "answered", show(question, stored, language)

    def may(self, question: Question) -> bool:
        """Whether this reader gets this question at all."""
        kind = self.types.get(question.type)
        if question.calculation is not None:
            if self.copy == "respondent" or not question.label:
                return False
        elif kind is not None and not kind.is_asked:
            return False
        for_staff = self.copy in ("staff", "staff_copy")
        if for_staff and question.audience_view and self.roles.isdisjoint(question.audience_view):
            return False
        if self.copy == "family_copy" and question.sensitivity != "normal":
            return False
        return self.copy in ("respondent", "staff") or self.copy in question.audience_print

    def entry_title(self, stops: list[Stop]) -> str:
        """The name of an entry, where this reader may see it; ``""`` otherwise."""
        repeat = stops[0].section.repeat
        for stop in stops:
            question = stop.question(repeat.entry_label) if repeat else None
            if question is None or not self.may(question):
                continue
            if self.copy == "respondent" and question.sensitivity != "normal":
                continue  # a heading cannot be masked
            state, pieces = self.shown(question, stop.answers.get(question.name), self.language)
            return (
                " ".join(p.text for p in pieces if p.kind in _NAMING) if state == "answered" else ""
            )
        return ""

    def words(self, text: Mapping[str, str]) -> tuple[str, str]:
        return pick(text, self.language, self.form.languages[0])
