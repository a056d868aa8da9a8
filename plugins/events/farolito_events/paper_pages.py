"""The addresses of paper about an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    contact_of,
    qr_svg,
    render_pdf,
    site_address,
    spoken,
)
from farolito_events import access, keeping, notes, papers, rides
from farolito_events.addresses import pages
from farolito_events.kinds import KINDS

if TYPE_CHECKING:
    from farolito.api import Work


@pages.route(
    "/desk/<place_slug>/<event_id>/<paper>.pdf",
    permission="forms.view",
    cache="no-store",
    csp="none",
)
def paper(work: Work, place_slug: str, event_id: str, paper: str) -> Any:
    """One paper. ``?language=``, ``?large=1``."""
    return _printed(work, place_slug, event_id, paper, ("",))


@pages.route(
    "/desk/<place_slug>/<event_id>/<paper>.pdf",
    methods=("POST",),
    permission="forms.view",
    cache="no-store",
    csp="none",
    writes=False,
)
def with_names(work: Work, place_slug: str, event_id: str, paper: str) -> Any:
    """Certificates with the names that were typed: printed, and kept nowhere."""
    if paper != "certificate":
        raise NotFound("There is no such page.")
    names = papers.names_typed(request.form.get("names", ""))
    return _printed(work, place_slug, event_id, paper, names)


def _printed(work: Work, slug: str, event_id: str, name: str, names: tuple[str, ...]) -> Any:
    place, kinds = access.place(work, slug)
    event = keeping.one(work.session, place.id, event_id)
    if event.kind not in kinds or name not in papers.names_of(event):
        raise NotFound("There is no such page.")
    address = site_address(work, f"/-/events/{place.slug}/{event.id}")
    private = name == "minutes"
    sheet = papers.Sheet(
        event=event,
        place_name=place.name,
        language=language_of_paper(name),
        say=work.translate,
        ride=rides.of_event(work.session, event),
        address=address.partition("://")[2],
        qr_svg=qr_svg(address) if name == "flyer" else "",
        contact=contact_of(work, place),
        large=request.values.get("large") == "1",
        names=names,
        notes=list(zip(KINDS[event.kind].notes, notes.read(work, event), strict=True))
        if private
        else (),
        agreed=notes.agreed(work, event) if private else (),
    )
    html, title = papers.render(name, sheet)
    made = render_pdf(html, title=title, language=sheet.language)
    file = f"{place.slug}-{event.day:%Y-%m-%d}-{name}-{sheet.language}.pdf"
    told = {"Content-Type": "application/pdf", "Content-Disposition": f'inline; filename="{file}"'}
    return made, 200, told


def language_of_paper(name: str) -> str:
    """``?language=`` where the paper is made in it, else that of the reader."""
    wanted = request.values.get("language", "")
    if wanted in dict(papers.languages_of(name)):
        return wanted
    return spoken() if spoken() == "es" or LANGUAGES[spoken()].pseudo else "en"
