"""What a school must say about a form and other programmes do not know. It is asked for, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from farolito.domain.definitions import Purpose, Regime
from farolito.domain.parts import pages_in, questions_in
from farolito.domain.publishing import IDENTIFIED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.carrying import Report

ASKED: Mapping[str, tuple[str, Any]] = {
    "purpose": (f"what the form is for: {', '.join(get_args(Purpose))}", "survey"),
    "regime": (
        f"who owns and may read the answers: {', '.join(get_args(Regime))}",
        "education_record",
    ),
    "retention": (
        "how long drafts, names and answers are kept: draft_days, identity_months, answers_months",
        {"draft_days": 30, "identity_months": 0, "answers_months": 12},
    ),
}
"""Member, what it says, and a value to check the rest of the definition with. The value never leaves this process."""


def ask_for_missing(document: Mapping[str, Any], report: Report) -> None:
    """Note what the author has to write before the form can be used."""
    for member, (says, _) in ASKED.items():
        if member not in document:
            report.note("the form", member, f"Write “{member}”: {says}.", "asked_for")
    if document.get("regime", "education_record") not in IDENTIFIED:
        return
    asked = [
        q for p in pages_in(document["sections"]) for q in questions_in(p) if q["type"] != "note"
    ]
    if asked and asked[0]["type"] != "consent":
        said = "A form that keeps who answered starts with a question of type consent: write one, or make it anonymous."
        report.note("the form", "consent", said, "asked_for")


def with_placeholders(document: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The document with something in the place of what is asked for, and the names of what was added."""
    added = {member: value for member, (_, value) in ASKED.items() if member not in document}
    return {**document, **added}, frozenset(added)
