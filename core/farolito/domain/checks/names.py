"""Names: each once, none that is taken by an address of ours or a word of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import groups_of, numbered, pages, questions, sections
from farolito.domain.expressions import RESERVED
from farolito.domain.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.faults import Faults

RESERVED_PAGES = frozenset(
    {"check", "done", "language", "start", "leave", "later", "stopped", "summary.pdf"}
)
"""Last parts of addresses that are ours: no page and no repeat may have one of these names."""

Named = tuple[str, str]
"""A pointer to a name, and the name."""


def check_names(form: Mapping[str, Any], faults: Faults) -> None:
    """Names that are there twice or not to be used."""
    asked = [(f"{at}/name", question["name"]) for at, question, _ in questions(form)]
    shown_pages = [(f"{at}/name", page["name"]) for at, page, _ in pages(form)]
    groups = [(f"{at}/group", group["group"]) for p in pages(form) for at, group in groups_of(p)]
    named = [(f"{at}/name", section["name"]) for at, section, _ in sections(form)]
    repeats = [
        (f"{at}/repeat/name", section["repeat"]["name"])
        for at, section, _ in sections(form)
        if "repeat" in section
    ]
    scores = _names("/scores", form.get("scores", []))
    _each_once("questions, repeats and scores", [*asked, *repeats, *scores], faults)
    _each_once("pages and repeats", [*shown_pages, *repeats], faults, already=repeats)
    _each_once("groups", groups, faults)
    _each_once("sections", named, faults)
    _each_once("needs", _names("/needs", form.get("needs", [])), faults)
    for pointer, name in [*shown_pages, *repeats]:
        if name in RESERVED_PAGES:
            faults.add(pointer, f"{shown(name)} is an address of our own", "another name")
    for pointer, name in [*asked, *repeats, *scores]:
        if name in RESERVED:
            faults.add(pointer, f"{shown(name)} is a word of the rules", "another name")


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
