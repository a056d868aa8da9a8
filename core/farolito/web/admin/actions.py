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
    "plugin.setting_changed": N_("Changed a setting of a plugin"),
    "hold.placed": N_("Put a hold on records"),
    "hold.lifted": N_("Lifted a hold"),
    "place.small_counts_set": N_("Changed the least number that may be shown"),
    "place.promised": N_("Changed who is on duty or which room is private"),
    "response.amended": N_("Corrected an answer"),
    "response.assigned": N_("Assigned a response to somebody"),
    "response.unassigned": N_("Assigned a response to nobody"),
    "response.marked_new": N_("Marked a response as new"),
    "response.marked_in_progress": N_("Marked a response as in progress"),
    "response.marked_done": N_("Marked a response as done"),
    "response.marked_needs_fixing": N_("Marked a response as needing a fix"),
    "response.marked_duplicate": N_("Marked a response as sent twice"),
    "response.marked_withdrawn": N_("Marked a response as withdrawn"),
    "note.written": N_("Wrote a note"),
    "notes.read": N_("Read the notes"),
    "follow_up.planned": N_("Planned a follow-up"),
    "follow_up.done": N_("Did a follow-up"),
    "follow_up.put_off": N_("Put a follow-up off"),
    "contact.logged": N_("Wrote down a contact"),
    "contact.corrected": N_("Corrected what was written about a contact"),
    "contact.shown": N_("Looked at how to reach a family"),
    "file.read": N_("Opened a photo or file"),
    "partner.added": N_("Added a partner"),
    "partner.changed": N_("Changed a partner"),
    "referral.drafted": N_("Began a referral"),
    "referral.sent": N_("Sent a referral"),
    "referral.answered": N_("Answered a referral"),
    "referral.moved": N_("Changed how far a referral is"),
    "referral.printed": N_("Printed a referral"),
    "request.opened": N_("Opened everything that is kept, because a family asked"),
    "request.letter": N_("Printed a letter for a family that asked"),
    "grant.given": N_("Gave somebody a role"),
    "grant.taken": N_("Took a role from somebody"),
    "user.invited": N_("Invited somebody"),
    "user.link_made": N_("Made a link for a new password"),
    "user.password_chosen": N_("Chose a password"),
    "user.turned_off": N_("Turned somebody’s account off"),
    "user.turned_on": N_("Turned somebody’s account on"),
    "user.sessions_ended": N_("Ended sessions"),
    "user.second_factor_forgotten": N_("Took somebody’s second step away"),
    "user.code_app_set_up": N_("Set up an app for codes"),
    "user.code_app_forgotten": N_("Took an app for codes away"),
    "user.recovery_codes_made": N_("Made recovery codes"),
    "user.recovery_code_used": N_("Used a recovery code"),
    "user.passkey_added": N_("Added a passkey"),
    "user.passkey_forgotten": N_("Took a passkey away"),
    "event.started": N_("Started an event"),
    "event.ended": N_("Ended an event"),
    "event.pin_changed": N_("Changed the PIN of an event"),
    "event.helper_came": N_("Helped at an event"),
    "plugin.turned_on": N_("Turned a plugin on"),
    "plugin.installed": N_("Installed a plugin"),
    "plugin.upgraded": N_("Changed a plugin to another version"),
    "plugin.rolled_back": N_("Went back to the version of a plugin before"),
    "plugin.removed": N_("Removed a plugin"),
    "plugin.data_deleted": N_("Deleted what a plugin had stored"),
    "plugin.turned_off": N_("Turned a plugin off"),
    "plugin.called_again": N_("Let a plugin be called again"),
    "jobs.tried_again": N_("Let work that was given up be tried again"),
    "place.added": N_("Added a place"),
    "place.moved": N_("Moved a place"),
    "place.renamed": N_("Renamed a place"),
}
"""Action, as it is stored, to a phrase after whoever did it."""


def action_words(action: str) -> str:
    """What was done, in words; the code itself where an older or newer Farolito wrote one that we do not know."""
    return gettext(ACTIONS[action]) if action in ACTIONS else action
