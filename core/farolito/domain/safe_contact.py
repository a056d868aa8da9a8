"""How it is safe to reach somebody: asked before a phone rings in the wrong room (research: domain 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.consent_paths import possible_paths
from farolito.domain.faults import Fault
from farolito.domain.placed import placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.definitions import Form, Question

SAFE_CONTACT = "safe_contact"
"""The question what is safe to do, or the member of a phone that asks that with it."""

REACHING = frozenset({"phone", "email", "address"})
"""Question types whose answer lets somebody call, write or come by."""


def says_what_is_safe(question: Question) -> bool:
    """Whether a question says how it is safe to reach whoever answers it."""
    return question.name == SAFE_CONTACT or question.options.get(SAFE_CONTACT) is True


def unsafe_to_reach(form: Form) -> Iterator[Fault]:
    """Where a form that a student may answer alone asks how to reach them, and not whether that is safe."""
    if "minor_self" not in possible_paths(form) or SAFE_CONTACT in form.questions:
        return
    for one in placed(form):
        question = one.question
        if one.is_written and question.type in REACHING and not says_what_is_safe(question):
            message = (
                f"a student may answer this form alone, {question.name} asks how to reach them, and nobody asks what "
                "is safe"
            )
            expected = "a question named safe_contact" + (
                ", or \u201csafe_contact\u201d: true" if question.type == "phone" else ""
            )
            yield Fault(f"{one.pointer}/type", message, expected, code="safe_contact")
