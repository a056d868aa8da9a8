"""What differs from school to school."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class RoomSettings:
    """The room that stands on cards, and what the school's grant asks for."""

    room: str = setting(
        N_("Room for meetings"),
        help=N_("Printed on cards, so without the name of the program. For example: Room 210"),
    )
    ongoing: int | None = setting(
        N_("Counseling is ongoing from how many meetings in a school year?"),
        "whole_number",
        least=2,
        most=20,
        default=3,
    )
    target_youth: int | None = setting(
        N_("Young people in ongoing counseling that the grant asks for"),
        "whole_number",
        least=0,
        most=1000,
        default=40,
    )
    target_sessions: int | None = setting(
        N_("Sessions in a school year that the grant asks for"),
        "whole_number",
        least=0,
        most=5000,
        default=220,
    )
