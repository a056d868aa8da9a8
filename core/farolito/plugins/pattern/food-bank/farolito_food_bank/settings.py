"""What a school or a county says about its desk."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class DeskSettings:
    """Told to families as it is written. What is empty is not told."""

    where: str = setting(
        N_("Where is the desk?"),
        help=N_("For example: Room 12, beside the library"),
    )
    hours: str = setting(
        N_("When is it open?"),
        help=N_("For example: Monday to Friday, 8 AM to 3 PM"),
    )
