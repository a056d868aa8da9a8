"""What each action of the audit is called: a table. Its codes are those that services record, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.plugins.manifest import N_
from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTIONS: Mapping[str, str] = {
    "response.submitted": N_("Sent a form"),
    "response.stopped": N_("Stopped a form"),
    "response.read": N_("Read the answers"),
    "response.printed": N_("Printed a copy"),
    "family_copy.printed": N_("Printed their own copy"),
    "responses.exported": N_("Took answers away in a file"),
    "responses.counted": N_("Counted answers for a new version of a form"),
    "response.erased_names": N_("Erased names and contacts"),
    "response.erased_all": N_("Erased a whole response"),
    "household.read": N_("Looked at a household"),
    "household.joined": N_("Said that two households are one"),
    "household.kept_apart": N_("Said that two households are not one"),
    "household.parted": N_("Took back what was said of two households"),
    "household.forgotten": N_("Took a response out of its household"),
    "student.enrolled": N_("Said that a student goes to this school"),
    "student.left": N_("Said that a student left this school"),
    "retention.changed": N_("Changed how long a form is kept"),
    "hold.placed": N_("Put a hold on records"),
    "hold.lifted": N_("Lifted a hold"),
    "place.small_counts_set": N_("Changed the least number that may be shown"),
    "place.promised": N_("Changed who is on duty or which room is private"),
}
"""Action, as it is stored, to a phrase after whoever did it."""


def action_words(action: str) -> str:
    """What was done, in words; the code itself where an older or newer Farolito wrote one that we do not know."""
    return gettext(ACTIONS[action]) if action in ACTIONS else action
