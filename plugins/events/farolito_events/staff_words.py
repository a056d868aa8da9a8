"""What only staff read of an event: its pillars, to whom it is shown, the headings of its notes, what is mistyped.

A file of its own, because families are spoken to in more languages (``locale/families.txt``).
"""

from __future__ import annotations

from farolito.api import N_

MINUTES = (N_("Agenda"), N_("What was decided"))
COACHING = (N_("What the visit was about"), N_("What we saw and said"))
"""Headings of what is written down about a meeting and about a coaching visit."""

SHOWN = {
    "listed": N_("Everybody: it stands in the list of what comes up"),
    "link": N_("Whoever has the link"),
    "team": N_("Only staff, here"),
}
"""To whom an event is shown."""

PILLARS = {
    "integrated_student_supports": N_("Integrated student supports"),
    "expanded_learning_time": N_("Expanded learning time"),
    "family_community_engagement": N_("Family and community engagement"),
    "collaborative_leadership": N_("Collaborative leadership"),
}
"""The four pillars of a community school, in the order in which the county names them."""

RIDE_WRONG = {
    "leaves": N_("Write when it leaves, for example 8:30"),
    "back": N_("Write when it is back, after it leaves, for example 14:00"),
}
"""What is mistyped in the plan of a trip, by its code."""
