"""The ready strings of every page that was shown before, by form version, page and language.

A published version never changes, so nothing here is ever stale; what is not used for long makes room.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.definitions import by_group
from farolito.domain.ordering import in_order
from farolito.web.i18n import gettext, speaking
from farolito.web.respond.compiling import (
    compile_group,
    compile_question,
    compile_shell,
    heading_of,
    single_question,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form, Group, Page, Question, Section
    from farolito.domain.question_types.base import QuestionType
    from farolito.web.respond.holes import Skeleton
    from farolito.web.widgets import Widgets

MOST_PAGES = 2000  # about 20 kB each, with the stylesheet


@dataclass(frozen=True, slots=True)
class PageSkeleton:
    """A page in one language: its shell, its questions by name, and the few words that change with the visitor."""

    shell: Skeleton
    questions: Mapping[str, Skeleton]
    groups: Mapping[str, Skeleton]
    heading: str  # plain words, for the title
    step_words: str  # "Step %(n)s of %(of)s"
    problem_words: str  # "Problem:"

    def progress(self, n: int, of: int) -> str:
        """How far the visitor is."""
        return self.step_words % {"n": n, "of": of}

    def grouped(self, group: Group | None, body: str) -> str:
        """The questions of a run, below the heading of their group."""
        return body if group is None else self.groups[group.name].filled({"body": body})


class Skeletons:
    """Makes each page once, and keeps it."""

    def __init__(self, types: Mapping[str, QuestionType], widgets: Widgets) -> None:
        self._types = types
        self._widgets = widgets
        self._pages: OrderedDict[tuple[str, str, str, bool, bool, int], PageSkeleton] = (
            OrderedDict()
        )

    def page(
        self,
        form: Form,
        section: Section,
        page: Page,
        language: str,
        *,
        drafty: bool,
        many_languages: bool,
        order: int = 0,
    ) -> PageSkeleton:
        """The page. ``drafty``: say that no native reader has checked the translation. ``order``: of choices."""
        key = (form.hash, page.name, language, drafty, many_languages, order)
        found = self._pages.get(key)
        if found is None:
            with speaking(language):
                found = self._compiled(form, section, page, language, drafty, many_languages, order)
            self._pages[key] = found
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return found

    def _compiled(
        self,
        form: Form,
        section: Section,
        page: Page,
        language: str,
        drafty: bool,
        many_languages: bool,
        order: int,
    ) -> PageSkeleton:
        questions = {
            question.name: self._question(in_order(question, order), section, page, language)
            for question in page.shown
        }
        return PageSkeleton(
            shell=compile_shell(
                form,
                section,
                page,
                language,
                drafty=drafty,
                many_languages=many_languages,
                takes_files=any(
                    question.type in self._types and self._types[question.type].holds_files
                    for question in page.shown
                ),
            ),
            questions=questions,
            groups={
                group.name: compile_group(group, language)
                for group, _ in by_group(page.questions)
                if group is not None
            },
            heading=heading_of(section, page, language)[0],
            step_words=gettext("Step %(n)s of %(of)s", n="%(n)s", of="%(of)s"),
            problem_words=gettext("Problem:"),
        )

    def _question(
        self, question: Question, section: Section, page: Page, language: str
    ) -> Skeleton:
        return compile_question(
            question,
            language,
            types=self._types,
            widgets=self._widgets,
            heading=single_question(page),
            # in a repeated section the questions are about somebody else
            about_me=section.repeat is None,
        )
