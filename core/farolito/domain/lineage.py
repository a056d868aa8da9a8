"""Which part of a form is which part of another version of it: by name, by a declared ``was``, by likeness.

A name is what answers are stored under. So a question stays itself by its name, or because the new version says
``was``. A question that went, beside one that came and looks the same, was probably renamed: that is worth saying, but
nothing in the definitions vouches for it, and no answer is ever joined by a guess (``declared`` is false).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from farolito.domain.placed import placed, placed_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from farolito.domain.definitions import Choice, Form, Question
    from farolito.domain.placed import Placed

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Match:
    """An old name and its new one. ``declared``: the new version says so, or the name is the same."""

    old: str
    new: str
    declared: bool = True


@dataclass(frozen=True)
class Lineage:
    """The old names by what became of them. What is in neither match nor new came or went."""

    questions: Mapping[str, Match] = field(default_factory=dict)  # by new name
    repeats: Mapping[str, Match] = field(default_factory=dict)  # by new name

    def repeats_now(self, old: tuple[str, ...]) -> tuple[str, ...]:
        """An old path of repeats as it is called now; a repeat that went keeps its name."""
        now = {match.old: match.new for match in self.repeats.values() if match.declared}
        return tuple(now.get(name, name) for name in old)


def lineage(old: Form, new: Form) -> Lineage:
    """What became of each question and repeat of ``old`` in ``new``."""
    were, are = list(placed(old)), list(placed(new))
    source = new.languages[0]

    def alike(before: Placed, after: Placed) -> bool:
        one, other = before.question, after.question
        if one.type != other.type or before.repeats != after.repeats:
            return False
        if one.codes and one.codes == other.codes:
            return True
        return bool(one.label.get(source)) and one.label.get(source) == other.label.get(source)

    return Lineage(
        questions=_matched(
            {one.question.name: one for one in were},
            {one.question.name: one for one in are},
            {one.question.name: one.question.was for one in are},
            alike,
        ),
        repeats=_matched(
            {one.repeat.name: one for one in placed_repeats(old)},
            {one.repeat.name: one for one in placed_repeats(new)},
            {one.repeat.name: one.repeat.was for one in placed_repeats(new)},
            lambda one, other: one.repeat.entry_label == other.repeat.entry_label,
        ),
    )


def choice_matches(old: Question, new: Question, source: str) -> Mapping[str, Match]:
    """What became of each choice of ``old`` in ``new``, by new name; ``source`` is the language of authors."""

    def alike(one: Choice, other: Choice) -> bool:
        if one.code and one.code == other.code:
            return True
        return bool(one.label.get(source)) and one.label.get(source) == other.label.get(source)

    return _matched(
        old.choice_by_name,
        new.choice_by_name,
        {choice.name: choice.was for choice in new.choices},
        alike,
    )


def _matched(
    old: Mapping[str, Part],
    new: Mapping[str, Part],
    was: Mapping[str, Sequence[str]],
    alike: Callable[[Part, Part], bool],
) -> dict[str, Match]:
    found = {name: Match(name, name) for name in new if name in old}
    for name, earlier in was.items():
        before = next((one for one in earlier if one in old and one not in new), None)
        if before is not None and name not in found:
            found[name] = Match(before, name)
    taken = {match.old for match in found.values()}
    gone = {name: part for name, part in old.items() if name not in taken}
    come = {name: part for name, part in new.items() if name not in found}
    for name, part in come.items():
        before_it = [one for one, other in gone.items() if alike(other, part)]
        after_it = [
            one for one, other in come.items() if before_it and alike(gone[before_it[0]], other)
        ]
        if len(before_it) == len(after_it) == 1:
            found[name] = Match(before_it[0], name, declared=False)
    return found
