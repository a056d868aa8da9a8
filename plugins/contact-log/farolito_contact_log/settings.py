"""What a school or a county decides about its tracker."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class TrackerSettings:
    """When somebody has waited too long, how long a call sheet is, and what callers say first."""

    quiet_days: int | None = setting(
        N_("After how many days without a contact is a family shown as waiting?"),
        "whole_number",
        least=1,
        most=365,
        default=30,
    )
    most_calls: int | None = setting(
        N_("At most how many families stand on the call sheet of a day?"),
        "whole_number",
        help=N_("As many as one person can call. The others follow on the next day."),
        least=1,
        most=100,
        default=25,
    )
    keep_months: int | None = setting(
        N_("How many months are students kept who are not on the latest roster?"),
        "whole_number",
        help=N_("Then they are erased at night, with what was written down about them."),
        per_place=False,
        least=1,
        most=36,
        default=14,
    )
    opening: str = setting(
        N_("What do callers say first?"),
        "long_text",
        help=N_("Printed at the top of the call sheet. Say the name of the school, not a program."),
    )
