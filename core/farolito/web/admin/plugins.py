"""The plugins page: what each plugin is, what it brings, how it is doing, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services import plugins as service
from farolito.web.i18n import gettext, ngettext
from farolito.web.rendering import render_page
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from farolito.plugins.health import HookFault
    from farolito.services.plugins import PluginState, TableState
    from farolito.services.work import Work

pages = Pages("admin_plugins", "/admin")

LOOKS = {
    "on": "on",
    "needs_database": "broken",
    "paused": "paused",
    "not_loaded": "broken",
    "off": "off",
    "safe_mode": "off",
}


@pages.route("/plugins", permission="plugins.view", cache="no-store", csp="staff")
def plugins(work: Work) -> str:
    """Every plugin, those that need attention first."""
    found = service.overview(work)
    return render_page(
        "admin/plugins.html",
        plugins=[_card(plugin) for plugin in found],
        safe_mode=any(plugin.state == "safe_mode" for plugin in found),
    )


def _card(plugin: PluginState) -> dict[str, object]:
    return {
        "title": gettext(plugin.title),
        "summary": gettext(plugin.summary) if plugin.summary else "",
        "state": _state_words(plugin),
        "look": LOOKS[plugin.state],
        "severity": {"broken": "stop", "paused": "fix"}.get(LOOKS[plugin.state], ""),
        "version": plugin.version,
        "requires_host": plugin.requires_host,
        "reason": plugin.reason or _database_words(plugin),
        "remedy": plugin.remedy,
        "command": "./run farolito db upgrade" if plugin.state == "needs_database" else "",
        "detail": plugin.detail,
        "brings": [(name, items) for name, items in _brings(plugin) if items],
        "asks_for": [gettext(item) for item in plugin.asks_for],
        "faults": [_fault_words(fault) for fault in plugin.faults],
        "on": plugin.state in ("on", "paused"),
    }


def _brings(plugin: PluginState) -> list[tuple[str, list[str]]]:
    return [
        (gettext("Forms"), list(plugin.forms)),
        (gettext("Prints"), [_purpose_words(layout) for layout in plugin.layouts]),
        (gettext("Pages"), list(plugin.pages)),
        (gettext("Hooks"), list(plugin.hooks)),
        (gettext("Tables"), [_table_words(table) for table in plugin.tables]),
        (gettext("Languages"), list(plugin.languages)),
    ]


def _state_words(plugin: PluginState) -> str:
    return {
        "on": gettext("On"),
        "needs_database": gettext("Needs a database change"),
        "paused": gettext("Paused after errors"),
        "not_loaded": gettext("Not loaded"),
        "off": gettext("Installed, not on"),
        "safe_mode": gettext("Off: safe mode"),
    }[plugin.state]


def _database_words(plugin: PluginState) -> str:
    return gettext("A table of it is missing.") if plugin.state == "needs_database" else ""


def _purpose_words(purpose: str) -> str:
    return {
        "family_copy": gettext("family copy"),
        "staff_copy": gettext("staff copy"),
        "blank_form": gettext("blank paper form"),
        "checklist": gettext("checklist"),
    }.get(purpose, purpose)


def _table_words(table: TableState) -> str:
    if table.rows is None:
        return gettext("%(table)s (missing)", table=table.name)
    return ngettext(
        "%(table)s (%(num)s row)", "%(table)s (%(num)s rows)", table.rows, table=table.name
    )


def _fault_words(fault: HookFault) -> str:
    values = {"hook": fault.hook, "cause": fault.cause}
    if fault.paused:
        return gettext(
            "%(hook)s keeps failing (%(cause)s) and is paused. Everything else goes on.", **values
        )
    return ngettext(
        "%(hook)s failed %(num)s time (%(cause)s).",
        "%(hook)s failed %(num)s times (%(cause)s).",
        fault.total,
        **values,
    )
