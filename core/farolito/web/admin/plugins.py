"""The plugins page: what each plugin is, what it brings, how it is doing, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from markupsafe import Markup

from farolito.domain.languages import LANGUAGES
from farolito.plugins.asks import sentences
from farolito.services.plugins import reloading
from farolito.services.plugins.changing import PERMISSION
from farolito.services.plugins.detail import gone
from farolito.services.plugins.standing import standing
from farolito.web.admin.plugin_words import purpose_words, state_words
from farolito.web.i18n import gettext, ngettext
from farolito.web.identity import may_ever
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import code_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.plugins.health import HookFault, HookTime
    from farolito.services.plugins.overview import PluginState, TableState
    from farolito.services.plugins.standing import Standing
    from farolito.services.work import Work

pages = Pages("admin_plugins", "/admin")

LOOKS = {
    "on": "on",
    "needs_database": "broken",
    "needs_restart": "paused",
    "paused": "paused",
    "not_loaded": "broken",
    "missing": "broken",
    "off": "off",
    "safe_mode": "off",
}


URGENCY = ("stop", "fix", "")
"""Of what a card says, in the order in which cards are shown: broken, failing, well."""


@pages.route("/plugins", permission="plugins.view", cache="no-store", csp="staff")
def plugins(work: Work) -> str:
    """Every plugin, those that need attention first."""
    found = standing(work)
    changed = request.args.get("changed", "")
    cards = [{**_card(one), "ways": ways(work, one, found)} for one in found.plugins]
    return render_page(
        "admin/plugins.html",
        plugins=sorted(cards, key=lambda card: URGENCY.index(str(card["severity"]))),
        safe_mode=work.hooks.roster.safe_mode and not found.unreadable,
        decided_by_setting=found.decided_by_setting,
        unreadable=found.unreadable,
        waiting=found.waiting,
        runs=found.waiting and reloading.running(work.settings) is not None,
        changed=next((card for card in cards if card["name"] == changed), None),
        gone=gone(work),
    )


def ways(work: Work, plugin: PluginState, found: Standing) -> list[tuple[str, str]]:
    """Where it is turned on or off: address and words, for whoever may and where anybody can."""
    here = f"/admin/plugins/{plugin.name}"
    if found.decided_by_setting or found.unreadable or not may_ever(work.actor, PERMISSION):
        return []
    if plugin.name not in found.names:
        return [(f"{here}/turn-on", gettext("Turn on"))]
    off = (f"{here}/turn-off", gettext("Turn off"))
    return [off] if plugin.state == "missing" else [off, (f"{here}/places", gettext("Places"))]


def _card(plugin: PluginState) -> dict[str, object]:
    return {
        "name": plugin.name,
        "title": gettext(plugin.title),
        "summary": gettext(plugin.summary) if plugin.summary else "",
        "state": state_words(plugin),
        "look": LOOKS[plugin.state],
        "severity": "stop" if LOOKS[plugin.state] == "broken" else "fix" if plugin.faults else "",
        "version": plugin.version,
        "requires_host": plugin.requires_host,
        "note": note_of(plugin),
        "detail": plugin.detail,
        "facts": _told(
            (gettext("Forms"), list(plugin.forms)),
            (gettext("Prints"), [purpose_words(layout) for layout in plugin.layouts]),
            (gettext("Works today, but"), [_in_english(warning) for warning in plugin.warnings]),
        ),
        "asks_for": list(sentences(plugin.asks, gettext)) if plugin.asks else [],
        "on": plugin.state in ("on", "paused"),
    }


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong, what to do about it, and what to type for that. ``language`` where it is not the page's."""

    wrong: tuple[str, ...]
    to_do: str = ""
    type: str = ""
    language: str = ""


def note_of(plugin: PluginState) -> Note | None:
    """None where all is well. Why a plugin is not loaded is said in English, as Python and its author do."""
    if plugin.state in ("not_loaded", "missing"):
        return Note((with_code(plugin.reason),), with_code(plugin.remedy), language="en")
    if plugin.state == "needs_database":
        return Note((gettext("A table of it is missing."),), type="./run farolito db upgrade")
    if not plugin.faults:
        return None
    first = gettext("It can be called again under Repairs.")
    then = gettext(
        "If it keeps failing, tell its author, or turn it off. On the command line, type:"
    )
    paused = any(fault.paused for fault in plugin.faults)
    return Note(
        tuple(_fault_words(fault) for fault in plugin.faults),
        f"{first} {then}" if paused else then,
        f"./run farolito plugins disable {plugin.name}",
    )


def _told(*facts: tuple[str, Sequence[str]]) -> list[tuple[str, Sequence[str]]]:
    """The facts that there is something to say about."""
    return [(name, items) for name, items in facts if items]


def _in_english(sentence: str) -> Markup:
    return Markup('<span lang="en" dir="ltr">{}</span>').format(with_code(sentence))


def with_code(sentence: str) -> Markup:
    """A sentence of the loader, whose `names` in code stand between backticks."""
    pieces = sentence.split("`")
    if len(pieces) % 2 == 0:
        return Markup.escape(sentence)
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if place % 2 else Markup.escape(piece)
        for place, piece in enumerate(pieces)
    )


def autonym(language: str) -> str:
    """What the speakers of a language call it."""
    known = LANGUAGES.get(language)
    return known.autonym if known else language


def table_words(table: TableState) -> str:
    """A table, and whether it holds anything. Never how much: rows may be people whom nobody may count."""
    if table.rows is None:
        return gettext("%(table)s (missing)", table=table.name)
    return table.name if table.rows else gettext("%(table)s (empty)", table=table.name)


def time_words(time: HookTime) -> str:
    """How long calls of a hook take."""
    return gettext(
        "%(hook)s %(mean)s ms, at most %(slowest)s ms",
        hook=code_words(time.hook),
        mean=f"{time.mean:.1f}",
        slowest=f"{time.slowest:.0f}",
    )


def _fault_words(fault: HookFault) -> str:
    values = {"hook": code_words(fault.hook), "cause": code_words(fault.cause)}
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
