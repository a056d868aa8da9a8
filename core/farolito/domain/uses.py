"""What else in a form looks at a question: rules, scores, needs, the name of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import Tree, names_in
from farolito.domain.placed import placed, placed_repeats, placed_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.definitions import Form


def uses(form: Form) -> dict[str, tuple[str, ...]]:
    """By the name of a question, repeat or score: where it is used, in words, in the order of the form."""
    found: dict[str, dict[str, None]] = {}
    for where, names in _looking(form):
        for name in names:
            found.setdefault(name, {})[where] = None
    return {name: tuple(places) for name, places in found.items()}


def _looking(form: Form) -> Iterator[tuple[str, frozenset[str] | tuple[str, ...]]]:
    for section in (one.section for one in placed_sections(form)):
        yield from _rule(f"the section {section.name}", section.relevant)
        for page in section.pages:
            yield from _rule(f"the page {page.name}", page.relevant)
    for one in placed(form):
        question = one.question
        if question.group is not None:
            yield from _rule(f"the group {question.group.name}", question.group.relevant)
        where = f"the question {question.name}"
        for rule in (question.relevant, question.required, question.constraint, question.default):
            yield from _rule(where, rule)
        yield from _rule(where, question.calculation)
        if question.choices_within:
            yield where, (question.choices_within,)
        for choice in question.choices:
            yield from _rule(f"the choice {question.name}/{choice.name}", choice.relevant)
    for each in placed_repeats(form):
        yield f"the name of an entry of {each.repeat.name}", (each.repeat.entry_label,)
    for score in form.scores:
        yield f"the score {score.name}", score.questions
    for need in form.needs:
        yield from _rule(f"the need {need.name}", need.when)


def _rule(where: str, rule: Tree | bool | None) -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(rule, Tree):
        yield where, names_in(rule)
