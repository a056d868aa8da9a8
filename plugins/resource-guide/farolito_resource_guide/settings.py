"""What differs from school to school."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting
from farolito_resource_guide.checked import REVIEW_DAYS


@dataclass(frozen=True)
class GuideSettings:
    """How the guide helps the forms, how near is near, and how long a check counts."""

    steps: bool = setting(
        N_("Show places of the guide as next steps of forms"),
        "yes_no",
        default=True,
        help=N_("Up to two for each need, only places that somebody has checked."),
    )
    zip: str = setting(
        N_("ZIP code of the school"),
        help=N_("For example: 91010. Next steps name the nearest places first."),
    )
    most_miles: int | None = setting(
        N_("Most miles to a place that is a next step"),
        "whole_number",
        least=1,
        most=100,
        default=10,
    )
    review_days: int | None = setting(
        N_("Days that a check counts"),
        "whole_number",
        least=7,
        most=730,
        default=REVIEW_DAYS,
        help=N_("After that the entry asks to confirm, and is on the list of those to check."),
    )
    help_line: str = setting(
        N_("Number to call for more help"),
        default="2-1-1",
        help=N_("Printed and shown below every list. Leave it empty to say nothing."),
    )
