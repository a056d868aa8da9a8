"""Questions bound to shared facts: the type fits, and each person says a thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import pages_of, questions_of, sections
from farolito.domain.faults import shown
from farolito.domain.shared_facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.checks.outline import PlacedSection
    from farolito.domain.faults import Faults


def check_facts(form: Mapping[str, Any], faults: Faults) -> None:
    """Note facts that a type can not say, that are asked twice of the same person, or of nobody in particular."""
    asked: dict[tuple[str, str], str] = {}
    for placed in sections(form):
        person = placed.section["repeat"]["name"] if "repeat" in placed.section else ""
        for page in pages_of(placed.pointer, placed.section):
            for pointer, question, _ in questions_of(page):
                if "fact" in question:
                    _check(question, f"{pointer}/fact", placed, person, asked, faults)


def _check(
    question: Mapping[str, Any],
    pointer: str,
    placed: PlacedSection,
    person: str,
    asked: dict[tuple[str, str], str],
    faults: Faults,
) -> None:
    fact = question["fact"]
    known = FACTS[fact]
    if question["type"] not in known.types:
        message = f"a question of type {question['type']} does not say {shown(fact)}"
        faults.add(pointer, message, f"one of the types {known.named_types}")
    if "audience_view" in question:
        message = "a fact is seen by whoever sees the household, so it has no audience of its own"
        faults.add(pointer, message, "a question without \u201caudience_view\u201d")
    if placed.around:
        message = "an entry within an entry is not a person of the household"
        faults.add(pointer, message, "a question of the form, or of a list that stands by itself")
        return
    about, _, what = fact.partition(".")
    if person and about == "household":
        faults.add(pointer, f"{shown(fact)} is asked for each entry", "a question asked once")
        return
    # an entry is one person, a student or not; outside of lists the student is not who answers
    key = (person, what if person else fact)
    if key in asked:
        message = f"{shown(asked[key])} says this already"
        faults.add(pointer, message, "each fact of a person once")
    asked.setdefault(key, question["name"])
