"""What somebody answered, for people: one model for check-answers, staff pages and both printed copies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.drafts import entries
from farolito.domain.languages import pick
from farolito.domain.question_types.base import Shown
from farolito.domain.relevance import is_skipped, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from farolito.domain.definitions import Form, Question
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

    @property
    def ltr(self) -> bool:
        """Whether the whole answer runs left to right in every language: phones, numbers, codes."""
        return bool(self.answer) and all(piece.ltr for piece in self.answer)


@dataclass(frozen=True, slots=True)
class SummarySection:
    """A section, or one entry of a repeated section (``entry_number`` from 1, ``entry_title`` its name).

    A repeat without entries is one section without rows: ``empty`` has the form's words for it.
    """

    title: str
    title_language: str
    rows: tuple[SummaryRow, ...]
    step_key: str  # of the list, for a repeat; of the first page otherwise
    entry_title: str | None = None
    entry_number: int | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A form as one respondent answered it, for a reader of ``language``."""

    title: str
    language: str
    sections: tuple[SummarySection, ...]
    second_language: str | None = None


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
        section = reader.section(list(run), answers)
        if section is not None:
            sections.append(section)
    title = pick(form.title, language, form.languages[0])[0]
    return Summary(title, language, tuple(sections), second_language)


def _part(stop: Stop) -> tuple[str, bool, str | None]:
    """Stops with the same key are one section of the summary: pages of a section, a list, an entry."""
    return stop.section.name, stop.page is None, None if stop.entry is None else stop.entry["id"]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: which rows they get, and in which words."""

    form: Form
    types: Types
    language: str
    copy: Copy
    second_language: str | None
    roles: frozenset[str]

    def section(self, stops: list[Stop], answers: Answers) -> SummarySection | None:
        """One section of the summary; None when there is nothing to show in it."""
        first = stops[0]
        title, title_language = self.words(first.section.title)
        repeat = first.section.repeat
        if repeat is None or first.page is not None:
            rows = tuple(self.row(q, stop) for stop in stops for q in stop.questions if self.may(q))
            key = first.path(first.page.name) if first.page else first.section.name
            number = self.entry_number(first, answers)
            if not rows and number is None:
                return None
            name = self.entry_title(stops) if number else None
            return SummarySection(title, title_language, rows, key, name, number)
        if entries(answers, repeat.name):
            return None
        return SummarySection(
            title, title_language, (), repeat.name, empty=self.words(repeat.empty)[0]
        )

    def row(self, question: Question, stop: Stop) -> SummaryRow:
        """One question as this reader sees it."""
        source = self.form.languages[0]
        label, label_language = self.words(question.label)
        stored = stop.answers.get(question.name)
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
        if kind is not None and not kind.is_asked:
            return False
        for_staff = self.copy in ("staff", "staff_copy")
        if for_staff and question.audience_view and self.roles.isdisjoint(question.audience_view):
            return False
        if self.copy == "family_copy" and question.sensitivity != "normal":
            return False
        return self.copy in ("respondent", "staff") or self.copy in question.audience_print

    def entry_number(self, stop: Stop, answers: Answers) -> int | None:
        """Which entry of its repeat this is, from 1."""
        repeat = stop.section.repeat
        if repeat is None or stop.entry is None:
            return None
        return [one["id"] for one in entries(answers, repeat.name)].index(stop.entry["id"]) + 1

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
                " ".join(p.text for p in pieces if p.kind != "phrase")
                if state == "answered"
                else ""
            )
        return ""

    def words(self, text: Mapping[str, str]) -> tuple[str, str]:
        return pick(text, self.language, self.form.languages[0])
