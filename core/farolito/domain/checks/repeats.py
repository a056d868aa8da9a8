"""Repeats: which sections may stand within each other, and how many entries there may be."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import (
    MOST_DEPTH,
    MOST_ENTRIES,
    named,
    pages_of,
    questions_of,
    sections,
)
from farolito.domain.faults import shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.checks.outline import PlacedSection
    from farolito.domain.faults import Faults


def check_repeats(form: Mapping[str, Any], faults: Faults) -> None:
    """Note sections that may not stand where they do, entry labels that name no question, and lists too long."""
    entries = 0
    for placed in sections(form):
        pointer, section, around = placed
        if "sections" in section and "repeat" not in section:
            message = "only the entries of a list have sections of their own"
            faults.add(f"{pointer}/sections", message, "a \u201crepeat\u201d beside it")
        if around and "repeat" not in section:
            message = "a section within a section is a list"
            faults.add(
                pointer,
                message,
                "a \u201crepeat\u201d in it, or its pages in the section around it",
            )
        if len(around) == MOST_DEPTH:
            message = f"lists stand within each other {MOST_DEPTH + 1} deep"
            faults.add(pointer, message, f"at most {MOST_DEPTH}")
        if "repeat" in section:
            _check_entry_label(placed, faults)
            entries += prod(one["repeat"]["max"] for one in (*around, section) if "repeat" in one)
    if entries > MOST_ENTRIES:
        message = f"a response could have {entries:,} entries"
        faults.add("/sections", message, f"at most {MOST_ENTRIES:,}: a smaller \u201cmax\u201d")


def _check_entry_label(placed: PlacedSection, faults: Faults) -> None:
    pointer, section, _ = placed
    label = section["repeat"]["entry_label"]
    inside = [
        name
        for page in pages_of(pointer, section)
        for placed_question in questions_of(page)
        for _, name in named(placed_question)
    ]
    if label and label not in inside:
        message = f"{shown(label)} is no question of this section{suggestion(label, inside)}"
        faults.add(f"{pointer}/repeat/entry_label", message, "the name of one of its questions")
