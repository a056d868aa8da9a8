"""What a form is: frozen values, read once from JSON by :mod:`farolito.domain.reading`.

Everything a family meets on paper or screen comes from these classes. They hold no behaviour beyond
look-ups: the journey, the problems, the scores and the summary are computed elsewhere from a form and answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.dependents import Dependents
from farolito.domain.expressions import names_in
from farolito.domain.folding import folded
from farolito.domain.upstream import Upstream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.domain.expressions import Tree
    from farolito.domain.regimes import ConsentPath
    from farolito.domain.shared_facts import FactName

Purpose = Literal["intake", "survey", "screener", "checklist", "referral", "request", "visit"]
Regime = Literal[
    "education_record",
    "counseling",
    "provider",
    "clinic",
    "support_group",
    "anonymous",
    "self_service",
]
Sensitivity = Literal["normal", "private", "crisis"]
TranslationState = Literal["source", "missing", "machine", "draft", "reviewed", "stale"]
Demand = Literal[
    "on_duty_responder", "not_by_link", "not_anonymous", "private_setting", "once_per_student"
]
"""What a question asks of those who offer it: see :mod:`farolito.domain.demands`."""

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
    was: tuple[str, ...] = ()  # names it had in earlier versions
    within: tuple[str, ...] = ()  # answers to ``choices_within`` with which it is offered
    audio: Mapping[str, str] = field(default_factory=dict)  # by language: a sound file of a plugin


@dataclass(frozen=True, slots=True)
class Group:
    """A titled run of questions on one page. ``relevant`` goes for all of them."""

    name: str
    label: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)
    relevant: Tree | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a matrix, as its author wrote it."""

    name: str
    label: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)
    was: tuple[str, ...] = ()  # names it had in earlier versions


@dataclass(frozen=True)
class Question:
    """What is asked. ``options`` holds what only this question type understands (e.g. ``min`` of an integer).

    ``choices`` are those that are asked, whether they were written here or in one of the form's lists, and
    their ``relevant`` says ``within`` too.
    """

    name: str
    type: str
    label: Mapping[str, str] = field(default_factory=dict)  # only a calculated value may have none
    hint: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)  # one sentence: why we ask
    appearance: str | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: str | None = None  # the list of the form that they were written in
    choices_within: str | None = None  # the earlier question that narrows them down
    randomize: bool = False  # another order in each response
    calculation: Tree | None = None  # what it is, where nobody is asked
    default: Tree | None = None  # what stands in its fields at first
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
    was: tuple[str, ...] = ()  # names it had in earlier versions
    fact: FactName | None = None  # the shared fact of a person or household that it asks
    audio: Mapping[str, str] = field(default_factory=dict)  # by language: a sound file of a plugin
    options: Mapping[str, Any] = field(default_factory=dict)
    group: Group | None = None  # the one it stands in, set where its page is built

    @cached_property
    def choice_by_name(self) -> Mapping[str, Choice]:
        """The choices by the name that is stored."""
        return {choice.name: choice for choice in self.choices}

    @cached_property
    def folded_labels(self) -> tuple[tuple[str, ...], ...]:
        """The labels of each choice in all languages, as they are looked for."""
        return tuple(
            tuple(dict.fromkeys(map(folded, choice.label.values()))) for choice in self.choices
        )

    @cached_property
    def has_relevant_choices(self) -> bool:
        """Whether some choices are offered only when a rule holds."""
        return any(choice.relevant is not None for choice in self.choices)


def by_group(
    questions: Iterable[Question],
) -> list[tuple[Group | None, tuple[Question, ...]]]:
    """Questions in their order, run by run of one group; None: those between groups."""
    runs = groupby(questions, key=attrgetter("group"))
    return [(group, tuple(run)) for group, run in runs]


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

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        """Its questions by name."""
        return {question.name: question for question in self.questions}

    @cached_property
    def always_whole(self) -> bool:
        """Whether no rule takes away one of its questions or choices."""
        return not any(
            question.relevant
            or question.calculation
            or (question.group and question.group.relevant)
            or any(choice.relevant for choice in question.choices)
            for question in self.questions
        )

    @cached_property
    def stands_alone(self) -> bool:
        """Whether nothing that was answered elsewhere decides what is asked and accepted on it."""
        return self.always_whole and all(
            isinstance(question.required, bool)
            and (question.constraint is None or not names_in(question.constraint))
            for question in self.questions
        )

    @cached_property
    def shown(self) -> tuple[Question, ...]:
        """The questions that people see, notes among them: all but those that are calculated."""
        return tuple(question for question in self.questions if question.calculation is None)


@dataclass(frozen=True)
class Repeat:
    """Makes a section answered once per entry, e.g. per household member."""

    name: str
    max: int
    entry_label: str  # the question whose answer names an entry
    entry: Mapping[str, str]  # "person": used in "Add another person?"
    add: Mapping[str, str]  # "Add another person?"
    empty: Mapping[str, str]  # "You have not added anyone yet."
    was: tuple[str, ...] = ()  # names it had in earlier versions


@dataclass(frozen=True)
class Section:
    """A titled run of pages, for progress and summaries.

    A repeated section may have ``sections`` of its own, repeated too: they are answered within each
    entry, after its pages.
    """

    name: str
    title: Mapping[str, str]
    pages: tuple[Page, ...]
    relevant: Tree | None = None
    repeat: Repeat | None = None
    intro: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, None]:
        """What an entry of it can hold, in order: the names of its questions and of the repeats within it."""
        questions = (question.name for page in self.pages for question in page.questions)
        repeats = (inner.repeat.name for inner in self.sections if inner.repeat)
        return dict.fromkeys((*questions, *repeats))

    @cached_property
    def upstream(self) -> Upstream:
        """What must be decided before what, within an entry of it."""
        return Upstream([(self, page) for page in self.pages], self.sections)


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of a score: from ``at_least`` up to the next band."""

    name: str
    at_least: float
    label: Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """A number from answers: the sum of the ``score`` of the chosen choices of ``questions``, times ``multiply``.

    A missing answer means no score, or with ``when_missing`` "zero" counts as 0, as long as no more than
    ``most_missing`` are missing and at least ``least_answered`` are there.
    """

    name: str
    label: Mapping[str, str]
    questions: tuple[str, ...]
    when_missing: Literal["none", "zero"] = "none"
    most_missing: int | None = None  # None: any number
    least_answered: int = 0
    multiply: float = 1
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
    urgent: bool = False  # staff see it first: it can not wait until tomorrow


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
class UsedBlock:
    """Which block of the question bank a part of the form came from, and under which terms.

    ``verified`` is False when nobody has compared the words with their source; ``unverified`` says why.
    ``prefix`` is what its names start with in this form.
    """

    name: str
    version: str
    hash: str
    licence: str
    attribution: str
    source: str
    verified: bool
    unverified: str = ""
    instrument_version: str = ""
    demands: tuple[Demand, ...] = ()
    prefix: str = ""


@dataclass(frozen=True)
class Use:
    """Stands in a definition where a block of the question bank goes; a form that was read has none."""

    use: str
    prefix: str = ""
    sensitivity: Sensitivity = "normal"
    without: tuple[str, ...] = ()
    relevant: Tree | None = None


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
    consent_path: ConsentPath | None = None  # who consents to the record being made
    consent_path_from: str = ""  # or the question that asks it
    neutral_title: Mapping[str, str] = field(
        default_factory=dict
    )  # for tabs, files and history on sensitive forms
    leave_now: bool = False  # quick exit on every page
    stop_here: bool = False  # "Stop here" on every page: keep or erase
    translations: Mapping[str, Translation] = field(default_factory=dict)
    licence: str | None = None
    attributions: tuple[str, ...] = ()
    choice_lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    needs: tuple[Need, ...] = ()
    thanks: Mapping[str, str] = field(default_factory=dict)  # first line of "what happens now"
    uses: tuple[str, ...] = ()  # question types of plugins, and plugins whose functions rules call
    codes: Mapping[str, str] = field(default_factory=dict)  # of the form as a whole
    blocks: tuple[UsedBlock, ...] = ()  # of the question bank, in the order of the form

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by name; page names are unique in a form."""
        return {page.name: page for section in self.all_sections() for page in section.pages}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by name; question names are unique in a form, repeats included."""
        return {question.name: question for question in self.all_questions()}

    @cached_property
    def types_used(self) -> frozenset[str]:
        """The names of the question types it asks with."""
        return frozenset(question.type for question in self.all_questions())

    @cached_property
    def repeats(self) -> Mapping[str, Section]:
        """The repeated sections, at any depth, by the name of their repeat."""
        return {section.repeat.name: section for section in self.all_sections() if section.repeat}

    @cached_property
    def around(self) -> Mapping[str, tuple[Section, ...]]:
        """The sections in which each section stands, the outermost first, by the name of the inner one."""
        found: dict[str, tuple[Section, ...]] = {section.name: () for section in self.sections}
        for section in self.all_sections():
            outer = (*found[section.name], section)
            found |= {inner.name: outer for inner in section.sections}
        return found

    @cached_property
    def dependents(self) -> Dependents:
        """What must be decided again when an answer changes."""
        return Dependents(self)

    @cached_property
    def upstream(self) -> Upstream:
        """What must be decided before what, outside of entries."""
        return Upstream((), self.sections)

    def all_sections(self) -> Iterator[Section]:
        """Every section, each before those within it, in the order of the form."""
        ahead = list(reversed(self.sections))
        while ahead:
            section = ahead.pop()
            yield section
            ahead += reversed(section.sections)

    def all_questions(self) -> Iterator[Question]:
        """Every question, in the order of the form."""
        for section in self.all_sections():
            for page in section.pages:
                yield from page.questions
