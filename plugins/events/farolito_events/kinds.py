"""What can happen, what it is called, and what each kind has."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.api import N_
from farolito_events.staff_words import COACHING, MINUTES


@dataclass(frozen=True, slots=True)
class Kind:
    """``shown``: to whom it is shown unless somebody says otherwise. ``notes``: headings of what is written down.

    ``credit``: whether people get hours for it. ``slip``: whether families sign for their child. ``private``: only
    coaches and coordinators see it. ``feedback``: the form on
    which people say how it was.
    """

    words: str
    shown: str = "listed"
    notes: tuple[str, ...] = ()
    credit: bool = False
    slip: bool = False
    private: bool = False
    feedback: str = "event-feedback"

    @property
    def counted(self) -> bool:
        """Whether people who came are counted for the school."""
        return not self.private


KINDS = {
    "workshop": Kind(N_("Workshop")),
    "campaign": Kind(N_("Awareness campaign")),
    "fair": Kind(N_("Resource fair")),
    "trip": Kind(N_("Trip"), slip=True),
    "staff_development": Kind(
        N_("Staff development"), shown="link", credit=True, feedback="staff-session-evaluation"
    ),
    "meeting": Kind(N_("Committee or team meeting"), shown="team", notes=MINUTES),
    "coaching": Kind(
        N_("Coaching visit"),
        shown="team",
        notes=COACHING,
        private=True,
    ),
}
"""In the order in which they are offered."""
