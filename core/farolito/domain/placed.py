"""Where the questions of a form stand in its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from farolito.domain.definitions import by_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.domain.definitions import Form, Page, Question, Section


class Placed(NamedTuple):
    """A question with what is around it; ``pointer`` (RFC 6901) leads to it in the definition."""

    pointer: str
    section: Section
    page: Page
    question: Question


def placed(form: Form) -> Iterator[Placed]:
    """Every question, in the order of the form, those of groups and of lists within lists included."""
    yield from _in("", form.sections)


def pointers(page: Page) -> Iterator[tuple[str, Question]]:
    """Every question of a page, with the end of its pointer: ``/questions/2`` or ``/questions/2/questions/0``."""
    number = 0
    for group, questions in by_group(page.questions):
        for q, question in enumerate(questions):
            if group is None:
                yield f"/questions/{number + q}", question
            else:
                yield f"/questions/{number}/questions/{q}", question
        number += 1 if group else len(questions)


def _in(around: str, sections: Iterable[Section]) -> Iterator[Placed]:
    for s, section in enumerate(sections):
        for p, page in enumerate(section.pages):
            for end, question in pointers(page):
                pointer = f"{around}/sections/{s}/pages/{p}{end}"
                yield Placed(pointer, section, page, question)
        yield from _in(f"{around}/sections/{s}", section.sections)
