"""Typing in a form from paper: every question in the order of the sheet, whether or not it had to be answered.

    slots(form, types) -> tuple[Slot, ...]
    transcribed(form, typed, types, context) -> tuple[Draft, tuple[Problem, ...]]

On paper everything is there at once: a list has room for so many entries, and what somebody answered although a
rule says that it is not asked stands there too. It is kept in the draft as it was typed, and not sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.answers import accept
from farolito.domain.drafts import Draft, with_entries
from farolito.domain.fields import is_blank
from farolito.domain.question_types.choice import SKIP
from farolito.domain.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form, Section
    from farolito.domain.problems import Problem
    from farolito.domain.question_types.base import ParseContext, Raw
    from farolito.domain.relevance import Types

ROOM = (4, 2, 2)
"""Entries of a list on one set of sheets; of a list within an entry, and so on. As forms are printed."""

NOT_ON_PAPER = ("photo", "file")


@dataclass(frozen=True, slots=True)
class Slot:
    """A page of the form, or of one entry of a list: ``numbers`` says which, from the outermost list."""

    step: Step
    numbers: tuple[int, ...] = ()


def slots(form: Form, types: Types) -> tuple[Slot, ...]:
    """Every page of the sheet in order, with the questions that are written on paper."""
    return tuple(one for section in form.sections for one in _slots(section, types, "", ()))


def transcribed(
    form: Form, typed: Mapping[str, Raw], types: Types, context: ParseContext
) -> tuple[Draft, tuple[Problem, ...]]:
    """What was typed, by the path of each question, as a draft; and what keeps it from being sent.

    An entry of which nothing was typed is none. What was left blank is skipped where that is allowed.
    """
    written = {path for path, raw in typed.items() if not is_blank(raw)}
    draft = Draft()
    for section in form.sections:
        draft = _with_lists(draft, section, "", written, 0)
    found: list[Problem] = []
    for slot in slots(form, types):
        here = slot.step
        if here.within and not _has(written, here.within):
            continue
        posted = {
            question.name: typed.get(here.path(question.name), {}) for question in here.questions
        }
        for question in here.questions:
            if types[question.type].is_chosen and is_blank(posted[question.name]):
                posted[question.name] = {"": (SKIP,)}
        draft, wrong = accept(form, here, posted, draft, types, context)
        found += wrong
    return draft, tuple(found)


def _slots(section: Section, types: Types, within: str, numbers: tuple[int, ...]) -> Iterator[Slot]:
    if section.repeat is None:
        yield from _pages(section, types, within, numbers)
        return
    path = f"{within}/{section.repeat.name}" if within else section.repeat.name
    for number in range(1, _room(section, len(numbers)) + 1):
        entry, counted = f"{path}/p{number}", (*numbers, number)
        yield from _pages(section, types, entry, counted)
        for inner in section.sections:
            yield from _slots(inner, types, entry, counted)


def _pages(section: Section, types: Types, within: str, numbers: tuple[int, ...]) -> Iterator[Slot]:
    for page in section.pages:
        questions = tuple(
            question
            for question in page.questions
            if question.type in types
            and types[question.type].is_asked
            and question.type not in NOT_ON_PAPER
            and question.calculation is None
        )
        if questions:
            key = f"{within}/{page.name}" if within else page.name
            step = Step("page", key, section, page, section.repeat, within, questions, False)
            yield Slot(step, numbers)


def _with_lists(
    draft: Draft, section: Section, within: str, written: set[str], depth: int
) -> Draft:
    """The draft with the entries of which something was typed."""
    if section.repeat is None:
        return draft
    path = f"{within}/{section.repeat.name}" if within else section.repeat.name
    there = [
        f"p{number}"
        for number in range(1, _room(section, depth) + 1)
        if _has(written, f"{path}/p{number}")
    ]
    entries = tuple({"id": entry, "answers": {}} for entry in there)
    draft = with_entries(draft, path, entries, done=True)
    for entry in there:
        for inner in section.sections:
            draft = _with_lists(draft, inner, f"{path}/{entry}", written, depth + 1)
    return draft


def _room(section: Section, depth: int) -> int:
    most = section.repeat.max if section.repeat else 0
    return min(ROOM[min(depth, len(ROOM) - 1)], most)


def _has(written: set[str], within: str) -> bool:
    """Whether anything was typed in an entry."""
    return any(path.startswith(f"{within}/") for path in written)
