"""What a school or a county decides about its partners."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class PartnersSettings:
    """When an agreement is listed as ending soon, and after how long a referral is looked at again."""

    soon_days: int | None = setting(
        N_("How many days before its end is an agreement listed as ending soon?"),
        "whole_number",
        least=1,
        most=365,
        default=60,
    )
    check_days: int | None = setting(
        N_("After how many days does the team look at a referral again?"),
        "whole_number",
        least=1,
        most=120,
        default=30,
    )
