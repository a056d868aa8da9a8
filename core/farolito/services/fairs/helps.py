"""What partners at a fair help with, in words that are there in every language: a sign needs nobody who translates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.plugins.manifest import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

HELPS: Mapping[str, str] = {
    "food": N_("Food"),
    "housing": N_("Rent or housing"),
    "bills": N_("Light, gas or water bills"),
    "benefits": N_("Medi-Cal, CalFresh and other applications"),
    "health": N_("Doctor, clinic or health coverage"),
    "talk": N_("Someone to talk to"),
    "school": N_("Help with school"),
    "child_care": N_("Child care"),
    "work": N_("Jobs and training"),
    "rights": N_("Questions about the law"),
    "internet": N_("Phone, internet or a computer"),
    "books": N_("Books and reading"),
}
"""Name to English words. Where a form of the fair asks for the same thing, it has the same words."""
