"""The seven service lines of a wellbeing center, as staff call them."""

from __future__ import annotations

from farolito.api import N_

SERVICE_LINES = {
    "health_education": N_("Health education"),
    "mental_health": N_("Mental health support"),
    "substance_use_prevention": N_("Substance use prevention"),
    "peer_advocacy": N_("Peer advocacy"),
    "leadership": N_("Leadership courses"),
    "reproductive_health": N_("Reproductive health education and care"),
    "basic_health": N_("Basic health services, such as vaccines"),
}
"""Choice of the form's question to English words, in the order in which they are shown."""
