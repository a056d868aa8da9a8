"""Names: each once, none that is taken by an address of ours or a word of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import numbered, pages, questions, questions_of, sections
from farolito.domain.expressions import RESERVED
from farolito.domain.faults import shown, suggestion

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
    """Names that are there twice or not to be used, and entry labels that name no question."""
    asked = [(f"{at}/name", question["name"]) for at, question, _ in questions(form)]
    shown_pages = [(f"{at}/name", page["name"]) for at, page, _ in pages(form)]
    repeats = [
        (f"{at}/repeat/name", section["repeat"]["name"])
        for at, section in sections(form)
        if "repeat" in section
    ]
    scores = _names("/scores", form.get("scores", []))
    _each_once("questions, repeats and scores", [*asked, *repeats, *scores], faults)
    _each_once("pages and repeats", [*shown_pages, *repeats], faults, already=repeats)
    _each_once("sections", _names("/sections", form["sections"]), faults)
    _each_once("needs", _names("/needs", form.get("needs", [])), faults)
    for pointer, name in [*shown_pages, *repeats]:
        if name in RESERVED_PAGES:
            faults.add(pointer, f"{shown(name)} is an address of our own", "another name")
    for pointer, name in [*asked, *repeats, *scores]:
        if name in RESERVED:
            faults.add(pointer, f"{shown(name)} is a word of the rules", "another name")
    _check_entry_labels(form, faults)


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
            before = first[name].removesuffix("/name")
            faults.add(pointer, f"{shown(name)} is also at {before}", f"each name once among {of}")
        first.setdefault(name, pointer)


def _check_entry_labels(form: Mapping[str, Any], faults: Faults) -> None:
    for pointer, section in sections(form):
        if "repeat" not in section:
            continue
        label = section["repeat"]["entry_label"]
        inside = [
            placed.question["name"]
            for page in pages(form)
            if page.section is section
            for placed in questions_of(page)
        ]
        if label and label not in inside:
            message = f"{shown(label)} is no question of this section{suggestion(label, inside)}"
            faults.add(f"{pointer}/repeat/entry_label", message, "the name of one of its questions")
