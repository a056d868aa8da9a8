"""The journey: which pages this respondent should see, in which order, and how far they may go.

Computed from form and answers, never stored. Screens, summary and export all ask it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from farolito.domain.drafts import is_done
from farolito.domain.relevance import is_settled, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from farolito.domain.definitions import Form, Page, Question, Repeat, Section
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.base import Raw
    from farolito.domain.relevance import Stop, Types


@dataclass(frozen=True, slots=True)
class Step:
    """A page, or the list of a repeat's entries.

    ``key`` is its address: ``<page>``, ``<repeat>`` or ``<repeat>/<entry id>/<page>``. ``questions`` are
    those to show, in order. ``finished``: nothing here still lacks an answer or a second look; a list is
    finished when the person said that is everyone and every entry is.
    """

    kind: Literal["page", "list"]
    key: str
    section: Section
    page: Page | None
    repeat: Repeat | None
    entry_id: str | None
    questions: tuple[Question, ...]
    finished: bool

    def path(self, question: str) -> str:
        """The path of one of its questions, as in problems and drafts."""
        if self.repeat is None or self.entry_id is None:
            return question
        return f"{self.repeat.name}/{self.entry_id}/{question}"


Journey = tuple[Step, ...]


def journey(
    form: Form,
    answers: Answers,
    types: Types,
    today: date,
    raw: Mapping[str, Raw] | None = None,
) -> Journey:
    """The steps in order. ``raw`` is the draft's: a page with unchecked typing is not finished.

    A page disappears when it has no relevant question of a known type and no intro. The pages of a
    repeat's entries follow its list.
    """
    steps: list[Step] = []
    for stop in walk(form, answers, types, today).stops:
        step = _step(stop, answers, types, today, raw or {})
        if step is not None:
            steps.append(step)
    return tuple(_with_lists_finished(steps))


def step(steps: Journey, key: str) -> Step | None:
    """The step at this address, if it is on the journey."""
    return next((one for one in steps if one.key == key), None)


def after(steps: Journey, key: str) -> Step | None:
    """Where Continue leads: from an entry's last page to the list, from a list past its entries.

    None when it is time to check. To an entry just added, :func:`first_of_entry` leads.
    """
    here, rest = _from(steps, key)
    if here is None:
        return None
    following = next(iter(rest), None)
    if here.kind == "list":
        return next((one for one in rest if not _is_inside(one, here.repeat)), None)
    if here.entry_id is not None and (following is None or following.entry_id != here.entry_id):
        return _list_of(steps, here.repeat)
    return following


def before(steps: Journey, key: str) -> Step | None:
    """Where Back leads: from an entry's first page to the list, past the entries of a repeat."""
    here, rest = _from(steps[::-1], key)
    if here is None:
        return None
    previous = next(iter(rest), None)
    if here.entry_id is not None:
        if previous is not None and previous.entry_id == here.entry_id:
            return previous
        return _list_of(steps, here.repeat)
    return next((one for one in rest if one.entry_id is None), None)


def first_of_entry(steps: Journey, repeat: str, entry_id: str) -> Step | None:
    """The first page of an entry."""
    prefix = f"{repeat}/{entry_id}/"
    return next((one for one in steps if one.key.startswith(prefix)), None)


def furthest(steps: Journey) -> Step | None:
    """The first step that is not finished; None when it is time to check.

    For an entry it is the list, which says that the entry is not finished.
    """
    return next((one for one in steps if one.entry_id is None and not one.finished), None)


def may_visit(steps: Journey, key: str) -> bool:
    """Whether the person has come this far: up to the furthest step, and inside a list up to the first
    unfinished page of each entry.
    """
    end = furthest(steps)
    for number, one in enumerate(steps):
        if one.key == key:
            if one.entry_id is None:
                return True
            return all(
                earlier.finished
                for earlier in steps[:number]
                if earlier.entry_id == one.entry_id and earlier.repeat is one.repeat
            )
        if one is end and not (one.kind == "list" and key.startswith(f"{one.key}/")):
            return False
    return False


def unfinished_entries(steps: Journey, repeat: str) -> tuple[str, ...]:
    """The ids of the entries that still lack an answer, in order."""
    return tuple(
        dict.fromkeys(
            one.entry_id
            for one in steps
            if one.entry_id is not None
            and not one.finished
            and one.repeat is not None
            and one.repeat.name == repeat
        )
    )


def progress(form: Form, here: Step) -> tuple[int, int]:
    """ "Step n of m", counted in the form's sections, so that no answer makes it jump back."""
    names = [section.name for section in form.sections]
    return names.index(here.section.name) + 1, len(names)


def _step(
    stop: Stop, answers: Answers, types: Types, today: date, raw: Mapping[str, Raw]
) -> Step | None:
    repeat = stop.section.repeat
    if stop.page is None:
        if repeat is None:
            return None
        done = is_done(answers, repeat.name) and repeat.name not in raw
        return Step("list", repeat.name, stop.section, None, repeat, None, (), done)
    questions = tuple(question for question in stop.questions if question.type in types)
    if not questions and not stop.page.intro:
        return None
    finished = not any(
        stop.path(question.name) in raw or not is_settled(question, stop, types, today)
        for question in questions
    )
    entry_id = None if stop.entry is None else stop.entry["id"]
    return Step(
        "page",
        stop.path(stop.page.name),
        stop.section,
        stop.page,
        repeat,
        entry_id,
        questions,
        finished,
    )


def _with_lists_finished(steps: list[Step]) -> list[Step]:
    """The steps again, with each list unfinished while one of its entries is."""
    open_lists = {
        one.repeat.name
        for one in steps
        if one.entry_id is not None and not one.finished and one.repeat is not None
    }
    return [
        replace(one, finished=False) if one.kind == "list" and one.key in open_lists else one
        for one in steps
    ]


def _from(steps: Sequence[Step], key: str) -> tuple[Step | None, Sequence[Step]]:
    for number, one in enumerate(steps):
        if one.key == key:
            return one, steps[number + 1 :]
    return None, ()


def _is_inside(one: Step, repeat: Repeat | None) -> bool:
    return one.entry_id is not None and one.repeat is repeat


def _list_of(steps: Journey, repeat: Repeat | None) -> Step | None:
    return next((one for one in steps if one.kind == "list" and one.repeat is repeat), None)
