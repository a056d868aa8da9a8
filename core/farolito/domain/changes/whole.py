"""What changed about a form as a whole: its facts, its scores and needs, and the order of its questions."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from farolito.domain.changes.change import Change
from farolito.domain.definitions import Form
from farolito.domain.placed import placed, placed_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from farolito.domain.definitions import Need, Score
    from farolito.domain.lineage import Lineage

PARTS = frozenset({"sections", "scores", "needs", "hash"})
FACTS = tuple(one.name for one in fields(Form) if one.name not in PARTS)


def form_changes(old: Form, new: Form) -> Iterator[Change]:
    """The facts that differ, one change each; then scores and needs; then titles and rules of sections and pages."""
    for name in FACTS:
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield Change(
                "changed", "form", f"/{name}", name, members=(name,), says=_difference(one, other),
                why="Who may read the records changes with it." if name == "regime" else "",
            )  # fmt: skip
    yield from _named("score", "/scores", old.scores, new.scores)
    yield from _named("need", "/needs", old.needs, new.needs)
    yield from _outline(old, new)


def order_changes(old: Form, new: Form, found: Lineage) -> Iterator[Change]:
    """Whether the questions that stayed stand in another order."""
    before = [one.question.name for one in placed(old)]
    stayed = [
        found.questions[one.question.name].old
        for one in placed(new)
        if one.question.name in found.questions
    ]
    if stayed != [name for name in before if name in set(stayed)]:
        says = "the questions stand in another order"
        yield Change("moved", "form", "/sections", new.name, says=says)


def _named(
    what: Any, pointer: str, old: Sequence[Score | Need], new: Sequence[Score | Need]
) -> Iterator[Change]:
    before: Mapping[str, Any] = {one.name: one for one in old}
    for number, one in enumerate(new):
        gone = before.get(one.name)
        if gone is None:
            yield Change("added", what, f"{pointer}/{number}", one.name, says=f"a {what}")
            continue
        members = tuple(
            each.name for each in fields(one) if getattr(one, each.name) != getattr(gone, each.name)
        )
        if members:
            yield Change(
                "changed", what, f"{pointer}/{number}", one.name, members=members,
                says=", ".join(members),
            )  # fmt: skip
    now = {one.name for one in new}
    for number, one in enumerate(old):
        if one.name not in now:
            yield Change("removed", what, f"{pointer}/{number}", one.name, says=f"a {what}")


def _outline(old: Form, new: Form) -> Iterator[Change]:
    """Sections and pages of the same name whose words or rules differ."""
    sections = {one.section.name: one.section for one in placed_sections(old)}
    for one in placed_sections(new):
        section = one.section
        if section.name in sections:
            yield from _part(one.pointer, section.name, sections[section.name], section)
        for at, page in enumerate(section.pages):
            if page.name in old.pages:
                pointer = f"{one.pointer}/pages/{at}"
                yield from _part(pointer, page.name, old.pages[page.name], page)


def _part(pointer: str, name: str, old: Any, new: Any) -> Iterator[Change]:
    members = tuple(
        member
        for member in ("title", "intro", "relevant")
        if getattr(old, member) != getattr(new, member)
    )
    if members:
        yield Change("changed", "form", pointer, name, members=members, says=", ".join(members))


def _difference(old: Any, new: Any) -> str:
    if isinstance(old, str) and isinstance(new, str):
        return f"{old} to {new}"
    return "differs"
