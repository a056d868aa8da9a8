"""The list of responses of a place, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request

from farolito.domain import codes
from farolito.domain.access import holds
from farolito.domain.languages import LANGUAGES, pick
from farolito.services import places, responses
from farolito.services.plugins import places_where
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import status_words, when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.responses import InboxRow
    from farolito.services.work import Work

pages = Pages("staff_inbox", "/staff")

PAGE = 50


@pages.route("/", permission="forms.view", cache="no-store", csp="staff")
def start(work: Work) -> Response | str:
    """The person's school, or the list of them; the schools' forms for whoever may see no responses."""
    page = ""
    found = places_where(work, "responses.list")
    if not found:
        page = "/forms"
        found = places_where(work, "forms.view")
    if len(found) == 1:
        return redirect(f"/staff/{found[0].slug}{page}", 303)
    return render_page("staff/places.html", places=found, page=page)


@pages.route("/<place>", permission="responses.list", cache="no-store", csp="staff")
def inbox(work: Work, place: str) -> str:
    """Up to fifty responses; ``?after=`` brings the next ones, as the link at the end says."""
    here = places.by_slug(work, place)
    after = request.args.get("after")
    page = responses.inbox(work, place, after=after, limit=PAGE)
    shown = len(page.items)
    return render_page(
        "staff/inbox.html",
        place=here,
        rows=[_row(row) for row in page.items],
        may_export=holds(work.actor.grants, "responses.export", places.path(work, place)),
        next=page.next,
        after=after,
        caption=ngettext("%(num)s response, newest first", "%(num)s responses, newest first", shown)
        if not page.next and not after
        else gettext("Newest first"),
    )


def _row(row: InboxRow) -> dict[str, object]:
    language = spoken()
    return {
        "id": row.response_id,
        "code": codes.shown(row.code) if row.code else "",
        "sent": when(row.received_at, language),
        "title": pick(row.form_title, language),
        "language": LANGUAGES[row.language],
        "status": status_words(row.status),
    }
