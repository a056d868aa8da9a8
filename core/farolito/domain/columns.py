"""One table over all versions of a form: a column for each question, in which every version puts its answers.

    aligned(versions, types, keep=…) -> tuple[Table, ...]       # oldest version first; the form's own table first

A question keeps its column as long as name, place and type let its answers be read as answers of the next
version; a declared ``was`` joins a renamed one. Otherwise there is a second column, so that a cell never
holds what it does not say. Every version answers in its own words: a cell is what its own version's type exports, and a
choice that a version did not offer is an empty cell there, not a 0.

The columns of a question come from :meth:`QuestionType.export`, so a type of a plugin exports as those of the core do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from farolito.domain.changes import keeps_reading
from farolito.domain.lineage import choice_matches, lineage
from farolito.domain.placed import placed, placed_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from farolito.domain.definitions import Form, Question
    from farolito.domain.placed import Placed
    from farolito.domain.question_types.base import QuestionType

    Types = Mapping[str, QuestionType]


@dataclass(slots=True)
class Asked:
    """A question in one version. ``choices`` are its choices as they are called now, by their names then."""

    placed: Placed
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        return self.placed.question

    def as_now(self) -> Question:
        """The question with its choices called as they are now, for answers that were renamed likewise."""
        if not self.choices:
            return self.question
        names = self.choices
        choices = tuple(
            replace(choice, name=names.get(choice.name, choice.name))
            for choice in self.question.choices
        )
        return replace(self.question, choices=choices)


@dataclass(slots=True)
class Strand:
    """One question over all versions that can read each other's answers; ``asked`` by the hash of the version."""

    table: tuple[str, ...]  # the repeats around it
    name: str  # of its columns
    asked: dict[str, Asked] = field(default_factory=dict)
    suffixes: tuple[str, ...] = ()

    @property
    def latest(self) -> Question:
        """The question as the newest version that has it asks it."""
        return list(self.asked.values())[-1].question

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns: the question's own, and one for each further part of an answer."""
        return tuple(f"{self.name}.{suffix}" if suffix else self.name for suffix in self.suffixes)


@dataclass(frozen=True, slots=True)
class Table:
    """The responses themselves (no ``path``), or the entries of a repeat."""

    path: tuple[str, ...]
    strands: tuple[Strand, ...]
    names: Mapping[str, tuple[str, ...]]  # version to what the path was called in it

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, each once."""
        return tuple(name for strand in self.strands for name in strand.columns)


def aligned(
    versions: Sequence[Form], types: Types, keep: Callable[[Question], bool] = lambda question: True
) -> tuple[Table, ...]:
    """The tables over these versions, oldest first. ``keep``: whether a question may be in them.

    A question that may not be there in one version is left out of all: its column would tell the rest.
    """
    strands: list[Strand] = []
    now: dict[
        str, Strand
    ] = {}  # the strand of each question of the version before, by its name there
    paths: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {(): {}}
    before: Form | None = None
    for form in versions:
        found = lineage(before, form) if before else None
        renamed = {m.old: m.new for m in found.repeats.values() if m.declared} if found else {}
        paths = {
            tuple(renamed.get(name, name) for name in path): called
            for path, called in paths.items()
        }
        for strand in strands:
            strand.table = tuple(renamed.get(name, name) for name in strand.table)
        for repeat in placed_repeats(form):
            paths.setdefault(repeat.path, {})
        here: dict[str, Strand] = {}
        for one in placed(form):
            name = one.question.name
            match = found.questions.get(name) if found else None
            own = now.get(match.old) if match and match.declared else None
            if own is None:
                own = _earlier(strands, one, types, here)
            asked = Asked(one)
            if own is not None and _joins(own, one, types):
                _rename_choices(own, asked, form.languages[0])
            else:
                own = Strand(one.repeats, name)
                strands.append(own)
            own.name = name
            own.asked[form.hash] = asked
            here[name] = own
        for path, called in paths.items():
            called[form.hash] = path
        now, before = here, form
    _settle(strands, versions, types)
    kept = [
        strand
        for strand in strands
        if strand.suffixes and all(keep(asked.question) for asked in strand.asked.values())
    ]
    return tuple(
        Table(path, tuple(strand for strand in kept if strand.table == path), called)
        for path, called in paths.items()
    )


def _earlier(
    strands: Sequence[Strand], one: Placed, types: Types, here: Mapping[str, Strand]
) -> Strand | None:
    """The strand of a question that was gone for a version or more and is back."""
    names = {one.question.name, *one.question.was}
    taken = {id(strand) for strand in here.values()}
    return next(
        (
            s
            for s in reversed(strands)
            if id(s) not in taken and s.name in names and _joins(s, one, types)
        ),
        None,
    )


def _joins(strand: Strand, one: Placed, types: Types) -> bool:
    before, now = strand.latest, one.question
    if strand.table != one.repeats:
        return False
    if before.type != now.type and _shape(before, types) != _shape(now, types):
        return False
    return not keeps_reading(before, replace(now, options=before.options), types)


def _shape(question: Question, types: Types) -> tuple[str, ...]:
    kind = types.get(question.type)
    return tuple(kind.export(question, None)) if kind else ("",)


def _rename_choices(strand: Strand, asked: Asked, source: str) -> None:
    """Call the choices of earlier versions as they are called now."""
    last = list(strand.asked.values())[-1]
    matches = choice_matches(last.question, asked.question, source).values()
    names = {m.old: m.new for m in matches if m.declared and m.old != m.new}
    if not names:
        return
    for earlier in strand.asked.values():
        known = {choice.name: choice.name for choice in earlier.question.choices}
        then_to_last = {**known, **earlier.choices}
        earlier.choices = {
            then: names.get(last_name, last_name) for then, last_name in then_to_last.items()
        }


def _settle(strands: list[Strand], versions: Sequence[Form], types: Types) -> None:
    """Columns, their order and their names: as the newest version has them, each name once over the table."""
    order = {
        name: number
        for form in versions
        for number, name in enumerate(question.name for question in form.all_questions())
    }
    newest = {form.hash: number for number, form in enumerate(versions)}
    strands.sort(key=lambda strand: order[strand.latest.name])
    for strand in strands:
        seen: dict[str, None] = {}
        for asked in reversed(strand.asked.values()):
            question = asked.as_now()
            kind = types.get(question.type)
            seen |= dict.fromkeys(kind.export(question, None) if kind else ("",))
        strand.suffixes = tuple(seen)
    taken: dict[tuple[str, ...], set[str]] = {}
    # the newest keeps the plain name; one that was retyped or moved away says which it is
    for strand in sorted(strands, key=lambda one: -max(newest[of] for of in one.asked)):
        names = taken.setdefault(strand.table, set())
        plain = strand.name
        number = 1
        while not names.isdisjoint(strand.columns):
            number += 1
            strand.name = f"{plain}~{strand.latest.type}" + (f"{number}" if number > 2 else "")
        names.update(strand.columns)
