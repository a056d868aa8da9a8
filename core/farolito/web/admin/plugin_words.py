"""Words about plugins that several pages use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from farolito.services.plugins.overview import PluginState


def state_words(plugin: PluginState) -> str:
    """How a plugin is doing, in a few words."""
    if plugin.state == "on" and plugin.on_at is not None:
        return gettext("On at %(on)s of %(sites)s sites", on=plugin.on_at, sites=plugin.sites)
    return {
        "on": gettext("On"),
        "needs_database": gettext("Needs a database change"),
        "needs_restart": gettext("Needs a restart"),
        "paused": gettext("Paused after errors"),
        "not_loaded": gettext("Not loaded"),
        "missing": gettext("Missing"),
        "off": gettext("Installed, not on"),
        "safe_mode": gettext("Off: safe mode"),
    }[plugin.state]


def purpose_words(purpose: str) -> str:
    """What a layout prints."""
    return {
        "family_copy": gettext("family copy"),
        "staff_copy": gettext("staff copy"),
        "blank_form": gettext("blank paper form"),
        "checklist": gettext("checklist"),
        "report": gettext("report of numbers"),
        "referral_slip": gettext("referral slip"),
        "family_letter": gettext("letter to a family that asked"),
        "poster": gettext("poster of a form"),
        "queue_tickets": gettext("tickets of a fair"),
        "table_signs": gettext("signs for the tables of a fair"),
    }.get(purpose, purpose)
