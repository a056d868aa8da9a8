"""What differs from school to school."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class EventSettings:
    """How long what people wrote is kept; families are told the days."""

    sign_up_days: int | None = setting(
        N_("Erase sign-ups so many days after the event"),
        "whole_number",
        help=N_("Families are told this number when they sign up."),
        least=1,
        most=60,
        default=7,
        per_place=False,
    )
    notes_years: int | None = setting(
        N_("Erase minutes, coaching notes and actions so many years after the event"),
        "whole_number",
        least=1,
        most=10,
        default=3,
        per_place=False,
    )
