"""Where the parts of a form stand in its definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.definitions import by_group
from farolito.domain.question_types.matrix import as_written, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.domain.definitions import Form, Page, Question, Repeat, Section


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section where it stands; ``pointer`` (RFC 6901) leads to it. ``repeats``: outermost first, its own last."""

    pointer: str
    repeats: tuple[str, ...]
    section: Section


@dataclass(frozen=True, slots=True)
class Placed:
    """A question where it stands. ``repeats``: the repeats around it, the outermost first.

    The rows of a matrix share the pointer of the matrix.
    """

    pointer: str
    repeats: tuple[str, ...]
    section: Section
    page: Page
    question: Question

    @property
    def path(self) -> str:
        """The question with its repeats, without entries: ``members/member_name``."""
        return "/".join((*self.repeats, self.question.name))

    @property
    def is_written(self) -> bool:
        """Whether this stands for what the author wrote: of the rows of a matrix the first one does."""
        row = row_of(self.question)
        return row is None or row.is_first


@dataclass(frozen=True, slots=True)
class PlacedRepeat:
    """A repeat where it stands; ``path`` is its name after those of the repeats around it."""

    pointer: str
    path: tuple[str, ...]
    section: Section
    repeat: Repeat


def placed_sections(form: Form) -> Iterator[PlacedSection]:
    """Every section, in the order of the form, those within the entries of another after it."""
    yield from _in("", (), form.sections)


def placed(form: Form) -> Iterator[Placed]:
    """Every question, in the order of the form, those of groups and of lists within lists included."""
    for one in placed_sections(form):
        for number, page in enumerate(one.section.pages):
            for end, question in pointers(page):
                pointer = f"{one.pointer}/pages/{number}{end}"
                yield Placed(pointer, one.repeats, one.section, page, question)


def placed_repeats(form: Form) -> Iterator[PlacedRepeat]:
    """Every repeat, in the order of the form."""
    for one in placed_sections(form):
        if one.section.repeat:
            pointer = f"{one.pointer}/repeat"
            yield PlacedRepeat(pointer, one.repeats, one.section, one.section.repeat)


def pointers(page: Page) -> Iterator[tuple[str, Question]]:
    """Every question of a page, with the end of its pointer: ``/questions/2`` or ``/questions/2/questions/0``.

    The rows of a matrix have one pointer, as in :class:`Placed`.
    """
    number = 0
    for group, questions in by_group(page.questions):
        written = 0
        for q, question in as_written(questions):
            written = q + 1
            if group is None:
                yield f"/questions/{number + q}", question
            else:
                yield f"/questions/{number}/questions/{q}", question
        number += 1 if group else written


def _in(
    around: str, repeats: tuple[str, ...], sections: Iterable[Section]
) -> Iterator[PlacedSection]:
    for number, section in enumerate(sections):
        pointer = f"{around}/sections/{number}"
        own = (*repeats, section.repeat.name) if section.repeat else repeats
        yield PlacedSection(pointer, own, section)
        yield from _in(pointer, own, section.sections)
