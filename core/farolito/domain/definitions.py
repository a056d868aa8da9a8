"""What a form is: frozen values, read once from JSON by :mod:`farolito.domain.reading`.

Everything a family meets on paper or screen comes from these classes. They hold no behaviour beyond
look-ups: the journey, the problems, the scores and the summary are computed elsewhere from a form and answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.expressions import Tree

Purpose = Literal["intake", "survey", "screener", "checklist", "referral", "request", "visit"]
Regime = Literal["education_record", "counseling", "provider", "anonymous", "self_service"]
Sensitivity = Literal["normal", "private", "crisis"]
TranslationState = Literal["source", "missing", "machine", "draft", "reviewed", "stale"]

Text = "Mapping[str, str]"
"""Words in several languages: language tag to string."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An allowed answer: ``name`` is stored, ``label`` is shown."""

    name: str
    label: Mapping[str, str]
    code: str | None = None  # e.g. a LOINC answer code
    score: float | None = None
    exclusive: bool = False  # "None of the above": clears the others
    relevant: Tree | None = None


@dataclass(frozen=True)
class Question:
    """What is asked. ``options`` holds what only this question type understands (e.g. ``min`` of an integer)."""

    name: str
    type: str
    label: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)  # one sentence: why we ask
    appearance: str | None = None
    choices: tuple[Choice, ...] = ()
    relevant: Tree | None = None
    required: Tree | bool = False
    constraint: Tree | None = None  # ``.`` in its text stands for this answer
    constraint_message: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    sensitivity: Sensitivity = "normal"
    audience_view: tuple[str, ...] = ()  # roles; empty: whoever may read the regime
    audience_print: tuple[str, ...] = ("family_copy", "staff_copy")
    ppra: tuple[str, ...] = ()  # 20 U.S.C. 1232h(b) areas, when a student answers
    attribution: str | None = None  # instrument and copyright line, printed where the question is
    options: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def choice_by_name(self) -> Mapping[str, Choice]:
        """The choices by the name that is stored."""
        return {choice.name: choice for choice in self.choices}


@dataclass(frozen=True)
class Page:
    """What is shown at once: one idea."""

    name: str
    questions: tuple[Question, ...]
    title: Mapping[str, str] = field(
        default_factory=dict
    )  # absent: the only question is the heading
    intro: Mapping[str, str] = field(default_factory=dict)
    relevant: Tree | None = None


@dataclass(frozen=True)
class Repeat:
    """Makes a section answered once per entry, e.g. per household member."""

    name: str
    max: int
    entry_label: str  # the question whose answer names an entry
    entry: Mapping[str, str]  # "person": used in "Add another person?"
    add: Mapping[str, str]  # "Add another person?"
    empty: Mapping[str, str]  # "You have not added anyone yet."


@dataclass(frozen=True)
class Section:
    """A titled run of pages, for progress and summaries."""

    name: str
    title: Mapping[str, str]
    pages: tuple[Page, ...]
    relevant: Tree | None = None
    repeat: Repeat | None = None
    intro: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of a score: from ``at_least`` up to the next band."""

    name: str
    at_least: float
    label: Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """A number from answers: the sum of the ``score`` of the chosen choices of ``questions``."""

    name: str
    label: Mapping[str, str]
    questions: tuple[str, ...]
    when_missing: Literal["none", "zero"] = "none"  # "none": one missing answer means no score
    bands: tuple[Band, ...] = ()
    source: str | None = None


@dataclass(frozen=True)
class NextStep:
    """One thing a family can do now. ``phone`` is shown left to right in every language."""

    title: Mapping[str, str]
    detail: Mapping[str, str] = field(default_factory=dict)
    phone: str | None = None
    url: str | None = None
    bring: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Need:
    """A named need, found when ``when`` holds, and what to do about it."""

    name: str
    label: Mapping[str, str]
    when: Tree
    next_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what is kept. Months are calendar months after the response was sent."""

    draft_days: int
    identity_months: int
    answers_months: int


@dataclass(frozen=True, slots=True)
class Translation:
    """How far a language is, and which source words it was made from (:mod:`farolito.domain.translations`)."""

    state: TranslationState
    of: str | None = None
    machine_of: str | None = None
    draft_of: str | None = None
    reviewed_of: str | None = None


@dataclass(frozen=True)
class Form:
    """A form definition. ``hash`` addresses exactly this content (SHA-256 of its canonical JSON, hex)."""

    name: str
    title: Mapping[str, str]
    purpose: Purpose
    regime: Regime
    languages: tuple[str, ...]  # the first is the source language
    sections: tuple[Section, ...]
    retention: Retention
    hash: str
    summary: Mapping[str, str] = field(default_factory=dict)  # shown on the landing page
    minutes: int | None = None
    audience: Literal["family", "student", "staff", "anyone"] = "family"
    neutral_title: Mapping[str, str] = field(
        default_factory=dict
    )  # for tabs, files and history on sensitive forms
    leave_now: bool = False  # quick exit on every page
    stop_here: bool = False  # "Stop here" on every page: keep or erase
    translations: Mapping[str, Translation] = field(default_factory=dict)
    licence: str | None = None
    attributions: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    needs: tuple[Need, ...] = ()
    thanks: Mapping[str, str] = field(default_factory=dict)  # first line of "what happens now"
    uses: tuple[str, ...] = ()  # question types of plugins

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by name; page names are unique in a form."""
        return {page.name: page for section in self.sections for page in section.pages}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by name; question names are unique in a form, repeats included."""
        return {question.name: question for question in self.all_questions()}

    @cached_property
    def repeats(self) -> Mapping[str, Section]:
        """The repeated sections by the name of their repeat."""
        return {section.repeat.name: section for section in self.sections if section.repeat}

    def all_questions(self) -> Iterator[Question]:
        """Every question, in the order of the form."""
        for section in self.sections:
            for page in section.pages:
                yield from page.questions
