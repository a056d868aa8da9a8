"""A question page for one visitor: the ready strings, filled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import g, render_template
from markupsafe import escape

from farolito.domain.definitions import by_group
from farolito.domain.drafts import answer_at
from farolito.domain.fields import default_fields, shown_fields
from farolito.domain.journey import progress
from farolito.domain.languages import words
from farolito.domain.looking import looking
from farolito.domain.names import is_skipped
from farolito.domain.ordering import order_of
from farolito.domain.question_types.attached import AttachedType
from farolito.domain.question_types.searched import SearchedType
from farolito.domain.relevance import is_required
from farolito.web.filters import shown
from farolito.web.host import host
from farolito.web.i18n import speaking
from farolito.web.problems import sentence_about
from farolito.web.respond.attaching import attached_part
from farolito.web.respond.filling import Filling
from farolito.web.respond.found import found_part
from farolito.web.respond.question_view import field_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.definitions import Form, Question
    from farolito.domain.drafts import Draft
    from farolito.domain.expressions import Value
    from farolito.domain.journey import Step
    from farolito.domain.problems import Problem
    from farolito.domain.question_types.base import ParseContext, Raw
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Showing:
    """What a page is shown with besides its form: where, in which language, after what."""

    work: Work
    form: Form
    place_name: str
    language: str
    languages: tuple[str, ...]
    draft: Draft
    action: str  # where the page is sent
    leave: str  # where "Leave now" reports
    context: ParseContext  # what question types may know here
    names_around: tuple[str, ...] = ()  # of the entries in which the page stands
    files: str = ""  # where the family finds its own files
    response_id: str | None = None  # None: nobody has begun
    banner: str = ""  # that something which was sent is being changed

    def page(self, here: Step, problems: Sequence[Problem] = ()) -> str:
        """The HTML of a page of the journey."""
        if here.page is None:
            raise ValueError(f"{here.key} is a list.")
        skeleton = host().skeletons.page(
            self.form,
            here.section,
            here.page,
            self.language,
            drafty=is_drafty(self.form, self.language),
            many_languages=len(self.languages) > 1,
            order=order_of(here.page, self.response_id),
        )
        told = self._told(problems)
        step = skeleton.progress(*progress(self.form, here))
        neutral = words(self.form.neutral_title, self.language)
        title = f"{neutral} – {step}" if neutral else f"{skeleton.heading} – {self.place_name}"
        body: list[str] = []
        blank = not told and here.entry_id is None
        for group, questions in by_group(here.questions):
            run: list[str] = []
            for question in questions:
                filling = self._filling(here, question, told, skeleton.problem_words)
                blank = blank and not filling.raw
                run += self._offer(here, question, filling.raw) if not told else ()
                run += skeleton.questions[question.name].filled_by(filling)
            body.append(skeleton.grouped(group, "".join(run)))
        g.says_nothing = blank
        return skeleton.shell.filled(
            {
                "title": str(escape(f"{skeleton.problem_words} {title}" if told else title)),
                "place": str(escape(self.place_name)),
                "action": str(escape(self.action)),
                "leave": str(escape(self.leave)),
                "progress": step,
                "summary": self._summary(here, told),
                "caption": self._caption(),
                "body": "".join(body),
            }
        )

    def _offer(self, here: Step, question: Question, raw: Raw) -> tuple[str, ...]:
        """What the family said on another form, before the question that asks it again."""
        if not self.draft.awaits_confirmation(here.path(question.name)):
            return ()
        kind = self.work.types[question.type]
        with speaking(self.language):
            answer = kind.parse(question, raw, self.context).answer
            if answer is None:
                return ()
            said = shown(kind.show(question, answer, self.language), self.language)
            field = field_id(question.name, kind.fields(question)[0])
            return (render_template("respond/offer.html", said=said, field=field),)

    def _caption(self) -> str:
        """What is going on, and whom or what this page is about."""
        banner = f'<p class="note small">{escape(self.banner)}</p>' if self.banner else ""
        names = " – ".join(f"<bdi>{escape(name)}</bdi>" for name in self.names_around)
        return banner + (f'<p class="hint who">{names}</p>' if names else "")

    def _filling(
        self,
        here: Step,
        question: Question,
        told: Mapping[str, Mapping[str, str]],
        problem_words: str,
    ) -> Filling:
        whole = self.form.questions[question.name]
        raw = shown_fields(here, question, self.draft, self.work.types)
        return Filling(
            question.name,
            raw or self._default(here, question),
            required=self._required(here, question),
            hidden=frozenset() if question is whole else not_offered(whole, question),
            problems=told.get(here.path(question.name), {}),
            word=problem_words,
            found=self._found(here, question, raw, here.path(question.name) in told),
        )

    def _found(self, here: Step, question: Question, raw: Raw, wrong: bool) -> str:
        kind = self.work.types[question.type]
        if isinstance(kind, AttachedType):
            with speaking(self.language):
                return attached_part(kind, question, raw, self.files, wrong=wrong)
        if not isinstance(kind, SearchedType):
            return ""
        before = answer_at(self.draft.answers, here.path(question.name))
        context = replace(self.context, before=None if is_skipped(before) else before)
        with speaking(self.language):
            return found_part(kind, question, raw, context, wrong=wrong)

    def _required(self, here: Step, question: Question) -> bool:
        if isinstance(question.required, bool):
            return question.required
        return is_required(question, self._names(here), self.work.today())

    def _default(self, here: Step, question: Question) -> Raw:
        """What stands in fields that nobody has touched yet."""
        if question.default is None:
            return {}
        path = here.path(question.name)
        if path in self.draft.raw or answer_at(self.draft.answers, path) is not None:
            return {}
        return default_fields(question, self.work.types, self._names(here), self.work.today())

    def _names(self, here: Step) -> Mapping[str, Value]:
        """What is known where this page stands."""
        today, types = self.work.today(), self.work.types
        found = looking(self.form, self.draft.answers, types, today, here.within)
        return {} if found is None else found

    def _told(self, problems: Sequence[Problem]) -> dict[str, dict[str, str]]:
        """Question path to field suffix to sentence, in the order of the page."""
        told: dict[str, dict[str, str]] = {}
        if problems:
            with speaking(self.language):
                for problem in problems:
                    of_question = told.setdefault(problem.question, {})
                    question = self.form.questions.get(problem.question.rpartition("/")[2])
                    said = sentence_about(question, problem, self.language)
                    of_question.setdefault(self._field_of(question, problem), said)
        return told

    def _field_of(self, question: Question | None, problem: Problem) -> str:
        """The field to mend: the first one, for a problem of a question as a whole without such a field."""
        kind = self.work.types.get(question.type) if question else None
        fields = kind.fields(question) if kind and question else ()
        return problem.suffix if not fields or problem.suffix in fields else fields[0]

    def _summary(self, here: Step, told: Mapping[str, Mapping[str, str]]) -> str:
        if not told:
            return ""
        lines = [
            {"href": f"#{field_id(path.rpartition('/')[2], suffix)}", "words": said}
            for path, of_question in told.items()
            for suffix, said in of_question.items()
        ]
        with speaking(self.language):
            return render_template("respond/problem_summary.html", problems=lines)


def not_offered(whole: Question, question: Question) -> frozenset[str]:
    """The choices whose rules do not hold now."""
    return frozenset(choice.name for choice in whole.choices).difference(question.choice_by_name)


def is_drafty(form: Form, language: str) -> bool:
    """Whether nobody who reads ``language`` has checked this translation."""
    translation = form.translations.get(language)
    return translation is not None and translation.state not in ("source", "reviewed")
