"""What changed inside a question: its words, rules and limits, and its choices."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from farolito.domain.changes.change import Change
from farolito.domain.definitions import Choice, Question
from farolito.domain.expressions import Tree, text_of
from farolito.domain.lineage import choice_matches
from farolito.domain.question_types.matrix import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from farolito.domain.placed import Placed

MEMBERS = tuple(
    one.name
    for one in fields(Question)
    if one.name not in ("name", "type", "choices", "options", "was")
)
CHOICE_MEMBERS = tuple(one.name for one in fields(Choice) if one.name not in ("name", "was"))
"""Whatever else a definition may come to say of a question or a choice: a difference in it is a change."""


def member_changes(
    before: Placed, after: Placed, languages: Sequence[str], loses: str
) -> Iterator[Change]:
    """One change for all members of a question that differ; lossy where its own type ``loses`` answers."""
    old, new = before.question, after.question
    members = [name for name in MEMBERS if getattr(old, name) != getattr(new, name)]
    said = [
        _difference(name, getattr(old, name), getattr(new, name), languages) for name in members
    ]
    were, are = _options(old), _options(new)
    for name in sorted(were.keys() | are.keys()):
        one, other = were.get(name), are.get(name)
        if one != other:
            members.append(name)
            said.append(_difference(name, one, other, languages))
    if members:
        yield Change(
            "changed", "question", after.pointer, new.name, before.path,
            members=tuple(members), says="; ".join(said), lossy=bool(loses),
            why=f"{loses[0].upper()}{loses[1:]}." if loses else "",
        )  # fmt: skip


def choice_changes(before: Placed, after: Placed, source: str, *, lossy: bool) -> Iterator[Change]:
    """What became of each choice. ``lossy``: answers to this question are read at all, so a choice can be lost."""
    old, new = before.question, after.question
    matches = choice_matches(old, new, source)
    for number, choice in enumerate(new.choices):
        pointer = f"{after.pointer}/choices/{number}"
        match = matches.get(choice.name)
        if match is None:
            yield Change(
                "added", "choice", pointer, choice.name, before.path,
                says=_quoted(choice, source),
            )  # fmt: skip
            continue
        if match.old != choice.name:
            known = match.declared
            yield Change(
                "renamed", "choice", pointer, choice.name, before.path, match.old,
                says=f"was {match.old}" if known else f"looks like {match.old}, which is gone",
                lossy=lossy and not known,
                why="" if known else f"Write “was”: [“{match.old}”] beside it to keep its answers with it.",
            )  # fmt: skip
        yield from _choice(before, old.choice_by_name[match.old], choice, pointer, (source,))
    stayed = {match.old for match in matches.values()}
    for number, choice in enumerate(old.choices):
        if choice.name not in stayed:
            yield Change(
                "removed", "choice", f"{before.pointer}/choices/{number}", choice.name, before.path,
                says=_quoted(choice, source), lossy=lossy,
                why="Who chose it has no answer in the new version." if lossy else "",
            )  # fmt: skip
    kept = [matches[choice.name].old for choice in new.choices if choice.name in matches]
    if kept != [choice.name for choice in old.choices if choice.name in stayed]:
        yield Change(
            "changed", "question", f"{after.pointer}/choices", new.name, before.path,
            members=("choices",), says="the choices stand in another order",
        )  # fmt: skip


def _choice(
    before: Placed, old: Choice, new: Choice, pointer: str, languages: Sequence[str]
) -> Iterator[Change]:
    members = tuple(name for name in CHOICE_MEMBERS if getattr(old, name) != getattr(new, name))
    if members:
        said = (
            _difference(name, getattr(old, name), getattr(new, name), languages) for name in members
        )
        yield Change(
            "changed", "choice", pointer, new.name, before.path, old.name,
            members=members, says="; ".join(said),
            why="Look whether who chose it before still means this." if "label" in members else "",
        )  # fmt: skip


def _options(question: Question) -> Mapping[str, Any]:
    """What only its type understands. Where a row stands in its matrix shows in its label and in the order."""
    if row_of(question) is None:
        return question.options
    return {name: option for name, option in question.options.items() if name != "row"}


def _difference(name: str, old: Any, new: Any, languages: Sequence[str]) -> str:
    """``max 10 to 7``; of words, in which languages they differ."""
    if (
        isinstance(old, dict)
        and isinstance(new, dict)
        and (old.keys() | new.keys()) & set(languages)
    ):
        tags = [tag for tag in dict.fromkeys((*old, *new)) if old.get(tag) != new.get(tag)]
        return f"{name} ({', '.join(tags)})"
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        return name
    return f"{name} {_shown(old)} to {_shown(new)}"


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Tree):
        return f"“{text_of(value)}”"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def _quoted(choice: Choice, source: str) -> str:
    words: Mapping[str, str] = choice.label
    return f"“{words.get(source) or next(iter(words.values()), choice.name)}”"
