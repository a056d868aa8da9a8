"""Plugins that could be had: what the catalogue of this site offers, with the line to give to its operator.

Nothing is installed from a browser: no page leads from the web to code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.sets import UnreadableSet
from farolito.services.plugins import available as catalogue
from farolito.web.i18n import gettext
from farolito.web.rendering import render_page
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from farolito.services.plugins.available import Available
    from farolito.services.work import Work

pages = Pages("admin_available", "/admin")

LOOKS = {"not_installed": "off", "older": "paused", "installed": "on"}


@pages.route("/available", permission="plugins.view", cache="no-store", csp="staff")
def available(work: Work) -> str:
    """Each package of the catalogue with its state and its line; why not, where the catalogue can not be used."""
    found: tuple[Available, ...] = ()
    refused = ""
    try:
        found = catalogue.available(work)
    except (PackageRefused, UnreadableSet) as why:
        refused = str(why)
    return render_page(
        "admin/available.html",
        rows=[
            {"offer": one, "look": LOOKS[one.state], "state": _state_words(one)}
            for one in found
            if one.state != "off"  # the plugins page has those, with a button
        ],
        refused=refused,
        signed=work.settings.catalogue_key is not None,
    )


def _state_words(one: Available) -> str:
    return {
        "not_installed": gettext("Not installed"),
        "older": gettext("%(version)s is installed", version=one.installed),
        "installed": gettext("Installed"),
    }[one.state]
