"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, Plugin, hookimpl
from farolito_margarets_place import privacy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Actor, Form


class MargaretsPlace(Plugin):
    """Keeps the self-referral for the counselor's eyes, and its form gentle."""

    name = "margarets_place"
    title = N_("Margaret's Place")
    summary = N_("A form for students who want to talk to the Margaret's Place counselor.")
    requires_host = ">=0.1,<1"
    asks = Asks(
        decides=("counseling",),
        forms=True,
        says=(N_("Has a say in publishing its form"),),
    )

    @hookimpl
    def decide_access(self, actor: Actor, regime: str, form_name: str | None) -> bool | None:
        """Deny everyone but counselors, whatever other roles somebody holds."""
        return privacy.may_read(actor, regime, form_name)

    @hookimpl
    def check_publish(self, form: Form) -> Iterable[str]:
        """A form of Margaret's Place says what stays private before it asks anything."""
        return privacy.reasons_against(form)
