"""Who did what to which record, and whether what is written there is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from farolito.errors import NotFound
from farolito.services import audit, places, users
from farolito.web.admin.actions import action_words
from farolito.web.i18n import gettext, spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.audit import Entry
    from farolito.services.work import Work

pages = Pages("admin_audit", "/admin")

PAGE = 50


@pages.route("/audit", permission="audit.view", cache="no-store", csp="staff")
def audit_page(work: Work) -> str:
    """A place's chain, newest first; ``?check=1`` reads all of it and says whether it is whole."""
    known = places.where(work, "audit.view")
    slug = request.args.get("place")
    if slug is None or not known:
        return render_page("admin/audit.html", places=known, place=None)
    here = next((place for place in known if place.slug == slug), None)
    if here is None:
        raise NotFound("There is no such page.")
    before = request.args.get("before", type=int)
    found = audit.entries(work, here.id, before, PAGE + 1)
    names = {user.id: user.name for user in users.all_users(work)}
    checked = bool(request.args.get("check"))
    return render_page(
        "admin/audit.html",
        places=known,
        place=here,
        rows=[_row(entry, names) for entry in found[:PAGE]],
        next=found[PAGE - 1].number if len(found) > PAGE else None,
        before=before,
        checked=checked,
        broken=audit.verify(work, here.id) if checked else None,
    )


def _row(entry: Entry, names: Mapping[str, str]) -> dict[str, object]:
    kind, _, user_id = entry.actor.partition(":")
    who = {
        "family": gettext("A family"),
        "nobody": gettext("Nobody logged in"),
        "system": gettext("Farolito"),
        "tablet": gettext("A tablet"),
        "user": names.get(user_id, gettext("A user who is gone")),
    }
    return {
        "number": entry.number,
        "when": when(entry.at, spoken()),
        "who": who.get(kind, entry.actor),
        "action": action_words(entry.action),
        "code": entry.action,
        "target": entry.target,
    }
