"""Where the questions of a form stand in its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.definitions import Form, Page, Question, Section


class Placed(NamedTuple):
    """A question with what is around it; ``pointer`` (RFC 6901) leads to it in the definition."""

    pointer: str
    section: Section
    page: Page
    question: Question


def placed(form: Form) -> Iterator[Placed]:
    """Every question, in the order of the form."""
    for s, section in enumerate(form.sections):
        for p, page in enumerate(section.pages):
            for q, question in enumerate(page.questions):
                yield Placed(f"/sections/{s}/pages/{p}/questions/{q}", section, page, question)
