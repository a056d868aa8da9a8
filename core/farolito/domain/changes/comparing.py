"""Two versions side by side: questions and repeats here, what stands inside a question in :mod:`.inside`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.changes.change import Change
from farolito.domain.changes.inside import choice_changes, member_changes
from farolito.domain.changes.whole import form_changes, order_changes
from farolito.domain.lineage import lineage
from farolito.domain.placed import placed, placed_repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form, Question
    from farolito.domain.lineage import Lineage
    from farolito.domain.placed import Placed
    from farolito.domain.question_types.base import QuestionType

    Types = Mapping[str, QuestionType]

SAY_WAS = "Write “was”: [“{old}”] beside its new name to keep its answers with it."


def changes(old: Form, new: Form, types: Types) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``: the form as a whole, then in the order of the new form, then what went."""
    return tuple(_changes(old, new, types))


def _changes(old: Form, new: Form, types: Types) -> Iterator[Change]:
    found = lineage(old, new)
    before = {one.question.name: one for one in placed(old)}
    yield from form_changes(old, new)
    yield from _repeats(old, new, found)
    for after in placed(new):
        match = found.questions.get(after.question.name)
        if match is None:
            yield Change(
                "added", "question", after.pointer, after.question.name, after.path,
                says=f"a question of type {after.question.type}",
            )  # fmt: skip
            continue
        yield from _question(before[match.old], after, match.declared, found, types, new.languages)
    yield from order_changes(old, new, found)
    stayed = {match.old for match in found.questions.values()}
    for name, gone in before.items():
        if name not in stayed:
            kept = _stores(gone.question, types)
            yield Change(
                "removed", "question", gone.pointer, name, gone.path,
                says=f"a question of type {gone.question.type}",
                lossy=kept,
                why="Nothing in the new version reads its answers." if kept else "",
            )  # fmt: skip


def keeps_reading(old: Question, new: Question, types: Types) -> str:
    """Why answers to ``old`` are no answers to ``new``, its choices apart; ``""`` when every one is."""
    kind = types.get(new.type)
    if old.type == new.type:
        return kind.loses(new, old) if kind else ""
    before = types.get(old.type)
    if before is not None and not before.is_asked:
        return ""  # a note has no answers
    if kind is None or old.type not in kind.also_reads:
        return f"An answer of type {old.type} is none of type {new.type}."
    return kind.loses(new, old)


def _question(
    before: Placed,
    after: Placed,
    declared: bool,
    found: Lineage,
    types: Types,
    languages: tuple[str, ...],
) -> Iterator[Change]:
    old, new = before.question, after.question
    stores = _stores(old, types)
    if old.name != new.name:
        lossy = stores and not declared
        yield Change(
            "renamed", "question", after.pointer, new.name, before.path, old.name,
            says=f"was {old.name}" if declared else f"looks like {old.name}, which is gone",
            lossy=lossy,
            why=SAY_WAS.format(old=old.name) if lossy else "",
        )  # fmt: skip
    if found.repeats_now(before.repeats) != after.repeats:
        yield Change(
            "moved", "question", after.pointer, new.name, before.path,
            says=f"{_where(before)} to {_where(after)}",
            lossy=stores,
            why="Its answers stay where they were given." if stores else "",
        )  # fmt: skip
    elif (before.section.name, before.page.name) != (after.section.name, after.page.name):
        yield Change(
            "moved", "question", after.pointer, new.name, before.path,
            says=f"from page {before.section.name}/{before.page.name} "
            f"to page {after.section.name}/{after.page.name}",
        )  # fmt: skip
    why = keeps_reading(old, new, types)
    if old.type != new.type:
        yield Change(
            "retyped", "question", after.pointer, new.name, before.path,
            members=("type",), says=f"{old.type} to {new.type}", lossy=bool(why), why=why,
        )  # fmt: skip
    yield from member_changes(before, after, languages, why if old.type == new.type else "")
    reads = stores and not why
    yield from choice_changes(before, after, languages[0], lossy=reads)


def _repeats(old: Form, new: Form, found: Lineage) -> Iterator[Change]:
    before = {one.repeat.name: one for one in placed_repeats(old)}
    for after in placed_repeats(new):
        name, match = after.repeat.name, found.repeats.get(after.repeat.name)
        if match is None:
            yield Change("added", "repeat", after.pointer, name, says="a repeat")
            continue
        gone = before[match.old]
        if match.old != name:
            yield Change(
                "renamed", "repeat", after.pointer, name, was=match.old,
                says=f"was {match.old}" if match.declared else f"looks like {match.old}, which is gone",
                lossy=not match.declared,
                why="" if match.declared else SAY_WAS.format(old=match.old),
            )  # fmt: skip
        if after.repeat.max < gone.repeat.max:
            yield Change(
                "changed", "repeat", after.pointer, name, was=match.old, members=("max",),
                says=f"max {gone.repeat.max} to {after.repeat.max}",
                lossy=True,
                why=f"Entries after the first {after.repeat.max} are not read.",
            )  # fmt: skip
        others = tuple(
            member
            for member in ("max", "entry_label", "entry", "add", "empty")
            if getattr(gone.repeat, member) != getattr(after.repeat, member)
            and not (member == "max" and after.repeat.max < gone.repeat.max)
        )
        if others:
            yield Change(
                "changed", "repeat", after.pointer, name, was=match.old, members=others,
                says=", ".join(others),
            )  # fmt: skip
    stayed = {match.old for match in found.repeats.values()}
    for name, gone in before.items():
        if name not in stayed:
            yield Change(
                "removed", "repeat", gone.pointer, name, says="a repeat",
                lossy=True, why="Nothing in the new version reads its entries.",
            )  # fmt: skip


def _where(one: Placed) -> str:
    return f"in {'/'.join(one.repeats)}" if one.repeats else "outside every repeat"


def _stores(question: Question, types: Types) -> bool:
    """Whether there are answers to it: a note has none."""
    kind = types.get(question.type)
    return kind is None or kind.is_asked
