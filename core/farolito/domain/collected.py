"""What a tablet collected without internet, read again: raw text and entries become an ordinary draft.

    draft_of(form, collected, types, context) -> tuple[Draft, tuple[Problem, ...]]

A tablet keeps ``{"raw": {path: {suffix: [text, …]}}, "entries": {path of a repeat: {"ids": [id, …], "done": bool}}}``
and nothing that it made of it. A question whose path is there was on a page that the family left: with nothing typed it
was left blank. What it means is found out here, by the same functions as on a family's page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.answers import accept
from farolito.domain.drafts import ENTRY_ID, Draft, answers_in, with_entries
from farolito.domain.fields import is_blank, storable
from farolito.domain.journey import journey
from farolito.domain.journey_after import journey_after
from farolito.domain.problems import Problem
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form, Question
    from farolito.domain.journey import Step
    from farolito.domain.question_types.base import ParseContext, Raw
    from farolito.domain.relevance import Types


class UnreadableDraft(FarolitoError):
    """What should be a draft does not have the shape of one. Nothing of it can be read."""


def draft_of(
    form: Form, collected: Any, types: Types, context: ParseContext
) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft that a family's own pages would have made of the same typing, and why not all of it is answers.

    ``collected`` is the JSON value ``draft`` of an envelope; ``context`` is that of the hour in which the family
    answered. What is not good stays in ``raw`` beside its problem, so that a person can look at it. What belongs to no
    question or list of this form, or to an entry that is not there, is a problem ``not_understood`` of its path.
    Problems are those of what was typed; what is missing in the form as a whole, ``answers.problems`` says. Nothing is
    taken as a file: those are sent with internet only. Raises :class:`UnreadableDraft` for any other shape.
    """
    typed, lists = _typed(collected), _lists(collected)
    draft, strange = _with_lists(form, lists)
    replay = _Replay(form, typed, types, context)
    draft = replay.over(draft)
    left: dict[str, Raw] = {}
    for path, raw in typed.items():
        if path in replay.taken:
            continue
        question = _question_at(form, path, draft)
        if question is None and not _is_list(form, path, draft):
            strange.append(path)
        elif not is_blank(raw):
            kind = types.get(question.type) if question else None
            left[path] = storable(raw, kind, question)
    found = [*replay.problems(), *(Problem(path, "not_understood") for path in strange)]
    return replace(draft, raw={**left, **draft.raw}), tuple(found)


class _Replay:
    """Goes through the pages in order. Rules never look ahead, so what is decided stays decided."""

    def __init__(
        self, form: Form, typed: Mapping[str, Raw], types: Types, context: ParseContext
    ) -> None:
        self.form, self.typed, self.types, self.context = form, typed, types, context
        self.taken: dict[str, tuple[str, ...]] = {}  # path to the choices that were offered
        self._wrong: dict[str, list[Problem]] = {}

    def over(self, draft: Draft) -> Draft:
        """The draft with every page taken that the family saw and that is asked."""
        form, types, today = self.form, self.types, self.context.today
        steps = journey(form, draft.answers, types, today)
        at = 0
        while at < len(steps):
            here = steps[at]
            fresh = self._fresh(here)
            if not fresh:
                at += 1
                continue
            # an answer may bring up another question on the same page: then it is looked at again
            then, draft = draft, self._take(here, fresh, draft)
            steps = journey_after(steps, form, then, draft, types, today)
        return draft

    def problems(self) -> Iterator[Problem]:
        """What is wrong with what was typed, page by page."""
        for wrong in self._wrong.values():
            yield from wrong

    def _fresh(self, here: Step) -> tuple[Question, ...]:
        """The questions of a page that were not taken yet, or not with these choices."""
        return tuple(
            question
            for question in here.questions
            if (path := here.path(question.name)) in self.typed
            and self.taken.get(path) != tuple(question.choice_by_name)
        )

    def _take(self, here: Step, asked: tuple[Question, ...], draft: Draft) -> Draft:
        posted = {}
        for question in asked:
            path = here.path(question.name)
            self.taken[path] = tuple(question.choice_by_name)
            files = self.types[question.type].holds_files
            posted[question.name] = {} if files else self.typed[path]
        draft, wrong = accept(
            self.form, here._replace(questions=asked), posted, draft, self.types, self.context
        )
        for question in asked:
            self._wrong.pop(here.path(question.name), None)
        for problem in wrong:
            self._wrong.setdefault(problem.question, []).append(problem)
        return draft


def _with_lists(
    form: Form, lists: Mapping[str, tuple[tuple[str, ...], bool]]
) -> tuple[Draft, list[str]]:
    """A draft with these entries, empty; and the paths at which this form has no list."""
    draft, strange = Draft(), list[str]()
    for path in sorted(lists, key=lambda path: path.count("/")):  # the outer ones first
        ids, done = lists[path]
        if _is_list(form, path, draft):
            draft = with_entries(
                draft, path, tuple({"id": one, "answers": {}} for one in ids), done=done
            )
        else:
            strange.append(path)
    return draft, strange


def _is_list(form: Form, path: str, draft: Draft) -> bool:
    """Whether a list of this form stands at a path, in an entry that is there."""
    within, _, name = path.rpartition("/")
    section = form.repeats.get(name)
    return (
        section is not None
        and _stands(form, section.name, within)
        and answers_in(draft.answers, within) is not None
    )


def _question_at(form: Form, path: str, draft: Draft) -> Question | None:
    """The question at a path; None when there is none, or not in an entry that is there."""
    within, _, name = path.rpartition("/")
    question = form.questions.get(name)
    if question is None or answers_in(draft.answers, within) is None:
        return None
    home = next(one for one in form.all_sections() if name in one.names)
    inside = within.rpartition("/")[0]
    if home.repeat is None:
        return question if not within else None
    listed = inside.rpartition("/")[2] == home.repeat.name
    return question if listed and _stands(form, home.name, inside.rpartition("/")[0]) else None


def _stands(form: Form, section: str, within: str) -> bool:
    """Whether a section stands in entries of just those lists that the path of an entry names."""
    around = [one.repeat.name for one in form.around[section] if one.repeat is not None]
    return around == within.split("/")[::2] if within else not around


def _typed(collected: Any) -> dict[str, Raw]:
    raw = _part(collected, "raw")
    for fields in raw.values():
        if not isinstance(fields, dict) or not all(map(_is_texts, fields.values())):
            raise UnreadableDraft("The typed text of a question is not a list of texts by field.")
    return {
        path: {suffix: tuple(texts) for suffix, texts in fields.items()}
        for path, fields in raw.items()
    }


def _lists(collected: Any) -> dict[str, tuple[tuple[str, ...], bool]]:
    found = {}
    for path, listed in _part(collected, "entries").items():
        ids = listed.get("ids") if isinstance(listed, dict) else None
        if not isinstance(ids, list) or not _is_texts(ids) or not all(map(ENTRY_ID.match, ids)):
            raise UnreadableDraft("A list does not say which entries it has.")
        found[path] = (tuple(ids), listed.get("done") is True)
    return found


def _part(collected: Any, name: str) -> dict[str, Any]:
    part = collected.get(name) if isinstance(collected, dict) else None
    if not isinstance(part, dict):
        raise UnreadableDraft(f"A draft has {name} by path.")
    return part


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
