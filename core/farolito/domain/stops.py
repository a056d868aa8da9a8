"""A place on the way through a form, and the rules that decide what is asked there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farolito.domain.expressions import evaluate, holds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.definitions import Page, Question, Section
    from farolito.domain.drafts import Answers
    from farolito.domain.expressions import Tree, Value
    from farolito.domain.names import Names
    from farolito.domain.question_types.base import QuestionType


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


class Asking:
    """Decides what is asked, by the rules of a form, on one day."""

    def __init__(self, types: Mapping[str, QuestionType], today: date) -> None:
        self.types = types
        self.today = today

    def page(
        self, section: Section, page: Page, within: str, answers: Answers, names: Names
    ) -> Stop | None:
        """The stop of a page, None when its rule takes it away; ``names`` are told what is asked on it."""
        if page.relevant is not None and not self.applies(page.relevant, names):
            return None
        if page.always_whole:
            asked = page.questions
            names.tell(page.by_name)
        else:
            asked = self._asked(page, names)
        return Stop(section, page, asked, within, answers, names)

    def applies(self, rule: Tree | None, names: Mapping[str, Value]) -> bool:
        """Whether there is no rule, or it holds."""
        return rule is None or holds(rule, names, self.today)

    def _asked(self, page: Page, names: Names) -> tuple[Question, ...]:
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
            offered = self._with_relevant_choices(question, names)
            if question.choices and not offered.choices:
                continue  # nothing is left to choose from, so there is nothing to ask
            asked.append(offered)
            names.tell({question.name: offered})
        return tuple(asked)

    def _with_relevant_choices(self, question: Question, names: Mapping[str, Value]) -> Question:
        if not question.has_relevant_choices:
            return question
        kept = tuple(c for c in question.choices if self.applies(c.relevant, names))
        return question if kept == question.choices else replace(question, choices=kept)
