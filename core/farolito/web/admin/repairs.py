"""Repairs: what is wrong with the host and its plugins, why it matters to families, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request

from farolito.errors import NotFound
from farolito.services import repairs as service
from farolito.web.admin.plugins import with_code
from farolito.web.host import host
from farolito.web.i18n import gettext
from farolito.web.identity import may_ever
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import code_words

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.repairs import Repair
    from farolito.services.work import Work

pages = Pages("admin_repairs", "/admin/repairs")

HERE = "/admin/repairs"
LOOKS = {"stop": ("stop", "broken"), "fix_soon": ("fix", "paused"), "tip": ("", "off")}
"""Severity to the looks of its box and of its word."""

CODE = ("hook", "cause", "code", "form", "count", "number", "minutes", "missed")
"""Values that are no words of any language."""


@pages.route("", permission="plugins.view", cache="no-store", csp="staff")
def repairs(work: Work) -> str:
    """Everything there is to mend; with ``?audit`` the audit of every place is read as well."""
    thorough = "audit" in request.args
    found = service.repairs(work, thorough=thorough)
    host().repairs.set(len(found))
    notes = {
        "called": gettext("It is called again. If it fails again, it stands here again."),
        "tried": gettext("It is tried again, within seconds where somebody does what waits."),
    }
    return render_page(
        "admin/repairs.html",
        repairs=[_card(one) for one in found],
        thorough=thorough,
        may_repair=may_ever(work.actor, service.PERMISSION),
        notes=[notes[name] for name in notes if name in request.args],
    )


@pages.route("/call-again", ("POST",), permission="plugins.repair", cache="no-store", csp="staff")
def call_again(work: Work) -> Response:
    """Forget the failures of a hook, so that it is called again, in every process."""
    fields = posted()
    plugin, hook = fields.get("plugin", ""), fields.get("hook", "")
    known = {(fault.plugin, fault.hook) for fault in work.hooks.health.faults()}
    if (plugin, hook) in known:  # else somebody else was faster
        service.call_again(work, plugin, hook)
    elif plugin not in {loaded.name for loaded in work.hooks.roster.loaded}:
        raise NotFound("There is no such plugin.")
    return redirect(f"{HERE}?called", 303)


@pages.route("/try-again", ("POST",), permission="plugins.repair", cache="no-store", csp="staff")
def try_again(work: Work) -> Response:
    """Let the work that was given up wait again."""
    service.try_again(work)
    return redirect(f"{HERE}?tried", 303)


def _card(repair: Repair) -> dict[str, object]:
    box, look = LOOKS[repair.severity]
    given = {**repair.values, "hook": repair.hook}
    values = {
        name: code_words(text) if name in CODE else text for name, text in given.items() if text
    }
    if title := values.get("title"):
        values["plugin"] = gettext(title)
    return {
        "id": repair.id,
        "box": box,
        "look": look,
        "state": _severity_words(repair.severity),
        "what": gettext(repair.words.what, **values),
        "fact": gettext(repair.words.fact, **values) if repair.words.fact else "",
        "why": gettext(repair.why),
        "how": gettext(repair.words.how) if repair.words.how else "",
        "said": [with_code(sentence) for sentence in repair.said],
        "line": repair.line,
        "action": repair.words.action,
        "button": _button_words(repair),
        "plugin": repair.plugin,
        "hook": repair.hook,
    }


def _severity_words(severity: str) -> str:
    return {
        "stop": gettext("Fix now"),
        "fix_soon": gettext("Fix soon"),
        "tip": gettext("Tip"),
    }[severity]


def _button_words(repair: Repair) -> str:
    if repair.words.action == "try_again":
        return gettext("Try again")
    return gettext("Call it again") if repair.kind == "paused" else gettext("Forget its failures")
