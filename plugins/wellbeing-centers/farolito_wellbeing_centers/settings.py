"""What a school or a county says about its center."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_, setting


@dataclass(frozen=True)
class CenterSettings:
    """Told to students who asked for a time. What is empty is not told."""

    where: str = setting(
        N_("Where is the center?"), help=N_("For example: Room 12, beside the library")
    )
    hours: str = setting(
        N_("When is it open?"), help=N_("For example: Monday to Friday, 8 AM to 3:30 PM")
    )
    asking: str = setting(
        N_("How do students get there?"),
        "choice",
        help=N_("Students are told this with the place and the hours."),
        choices=[
            ("not_said", N_("Say nothing about it")),
            ("come_by", N_("They come by, without a pass")),
            ("pass", N_("They ask a teacher for a pass")),
            ("wait", N_("They wait for the pass that we send")),
        ],
    )
