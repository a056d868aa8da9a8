"""What differs from school to school."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class DeskSettings:
    """Where the desk is, and how many people one family may ask for."""

    where: str = setting(N_("Where is the voucher desk?"), help=N_("For example: Room 4"))
    most: int | None = setting(
        N_("Most people for one family"), "whole_number", least=1, most=20, default=6
    )
