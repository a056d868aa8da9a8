"""What codes are called, on the pages of staff and on what families take home: in all their languages."""

from __future__ import annotations

from farolito.api import N_

HISTORY = N_("What we did with you")

CHANNELS = {
    "call": N_("Call"),
    "text": N_("Text"),
    "email": N_("Email"),
    "visit": N_("Visit"),
    "letter": N_("Letter"),
}
"""How somebody was reached."""

STATES = {
    "sent": N_("Sent"),
    "received": N_("They have it"),
    "accepted": N_("They said yes"),
    "waitlisted": N_("On a waiting list"),
    "in_progress": N_("They have started"),
    "completed": N_("It is done"),
    "declined": N_("They can not help"),
    "no_contact": N_("They could not reach the family"),
    "withdrawn_by_family": N_("The family said no after all"),
}
"""How a referral stands."""
