"""Names: each once, none that is taken by an address of ours or a word of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import (
    groups_of,
    named,
    numbered,
    pages,
    questions,
    sections,
)
from farolito.domain.expressions import RESERVED
from farolito.domain.faults import shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from farolito.domain.checks.outline import PlacedQuestion
    from farolito.domain.faults import Faults

RESERVED_PAGES = frozenset(
    {"check", "done", "language", "start", "leave", "later", "stopped", "summary.pdf"}
)
"""Last parts of addresses that are ours: no page and no repeat may have one of these names."""

Named = tuple[str, str]
"""A pointer to a name, and the name."""


def check_names(form: Mapping[str, Any], faults: Faults) -> None:
    """Names that are there twice or not to be used."""
    asked = [one for placed in questions(form) for one in _asked(placed)]
    shown_pages = [(f"{at}/name", page["name"]) for at, page, _ in pages(form)]
    groups = [(f"{at}/group", group["group"]) for p in pages(form) for at, group in groups_of(p)]
    parts = [(f"{at}/name", section["name"]) for at, section, _ in sections(form)]
    repeats = [
        (f"{at}/repeat/name", section["repeat"]["name"])
        for at, section, _ in sections(form)
        if "repeat" in section
    ]
    scores = _names("/scores", form.get("scores", []))
    _each_once("questions, repeats and scores", [*asked, *repeats, *scores], faults)
    _each_once("pages and repeats", [*shown_pages, *repeats], faults, already=repeats)
    _each_once("groups", groups, faults)
    _each_once("sections", parts, faults)
    _each_once("needs", _names("/needs", form.get("needs", [])), faults)
    for pointer, name in [*shown_pages, *repeats]:
        if name in RESERVED_PAGES:
            faults.add(pointer, f"{shown(name)} is an address of our own", "another name")
    for pointer, name in [*asked, *repeats, *scores]:
        if name in RESERVED:
            faults.add(pointer, f"{shown(name)} is a word of the rules", "another name")
    earlier = [
        *((f"{at}/was", question.get("was", [])) for at, question, _ in questions(form)),
        *(
            (f"{at}/repeat/was", section["repeat"].get("was", []))
            for at, section, _ in sections(form)
            if "repeat" in section
        ),
    ]
    check_earlier_names(earlier, {name for _, name in [*asked, *repeats]}, faults)


def check_earlier_names(
    earlier: Iterable[tuple[str, list[str]]], now: Container[str], faults: Faults
) -> None:
    """Note each earlier name that is a name still, or that two say they had: whose answers would they be?"""
    first: dict[str, str] = {}
    for pointer, names in earlier:
        for below, name in numbered(pointer, names):
            if name in now:
                message = f"{shown(name)} is still a name here"
                faults.add(below, message, "a name that is gone from this form")
            elif name in first:
                message = f"{shown(name)} is also at {first[name]}"
                faults.add(below, message, "each earlier name once")
            first.setdefault(name, below)


def _asked(placed: PlacedQuestion) -> Iterator[Named]:
    """The names that a question takes: a matrix its own too, so that nothing else is called like it."""
    if placed.question["type"] == "matrix":
        yield f"{placed.pointer}/name", placed.question["name"]
    yield from named(placed)


def _names(pointer: str, parts: list[Any]) -> list[Named]:
    return [(f"{below}/name", part["name"]) for below, part in numbered(pointer, parts)]


def _each_once(
    of: str, named: Iterable[Named], faults: Faults, already: Iterable[Named] = ()
) -> None:
    """Note each name that was used before; ``already`` are looked at elsewhere among themselves."""
    first: dict[str, str] = {}
    told = {pointer for pointer, _ in already}
    for pointer, name in named:
        if name and name in first and not {pointer, first[name]} <= told:
            before = first[name].rpartition("/")[0]
            faults.add(pointer, f"{shown(name)} is also at {before}", f"each name once among {of}")
        first.setdefault(name, pointer)
