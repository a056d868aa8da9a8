"""Who is asked, with which form; and what is compared between them."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_


@dataclass(frozen=True, slots=True)
class Variant:
    """A survey for some people. ``who`` is how they are called in a table."""

    form: str
    who: str


VARIANTS = {
    "family": Variant("assets-needs-family", N_("Families")),
    "student": Variant("assets-needs-student", N_("Students")),
    "staff": Variant("assets-needs-staff", N_("Staff")),
}
"""In the order in which they are told."""

NEEDS = "need"
"""What the host counts as needs: who would use a service, or needs it and can hardly get to it."""
OFFERS = "question/could_help"
QUESTION = "question/"
SERVICES = ("question/services_home_", "question/services_school_", "question/enough_")
"""Questions about one service each; they are told in one table, service by service."""
NOW, HARD = "use_now", "hard_to_reach"
"""Answers to them."""
