"""The forms of a place: their links, how far their translations are, and each of them blank on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from farolito.domain.languages import LANGUAGES, pick
from farolito.services import documents, links, places
from farolito.web.host import host
from farolito.web.i18n import spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import regime_words, translation_words

if TYPE_CHECKING:
    from farolito.services.links import LinkView
    from farolito.services.work import Work

pages = Pages("staff_forms", "/staff")


@pages.route("/<place>/forms", permission="forms.view", cache="no-store", csp="staff")
def forms(work: Work, place: str) -> str:
    """Every link of the place."""
    here = places.by_slug(work, place)
    return render_page(
        "staff/forms.html",
        place=here,
        forms=[_form(link) for link in links.of_place(work, place)],
    )


@pages.route(
    "/<place>/forms/<form_name>/<language>.pdf",
    permission="forms.view",
    cache="no-store",
    csp="none",
)
def blank_form(work: Work, place: str, form_name: str, language: str) -> Response:
    """A form on paper, to be filled in by hand."""
    return pdf_reply(documents.blank_form(work, place, form_name, language))


def pdf_reply(document: documents.Document) -> Response:
    """A PDF that opens in the browser and is saved under a name without anybody's name in it."""
    return Response(
        document.content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{document.filename}"'},
    )


def _form(link: LinkView) -> dict[str, object]:
    language = spoken()
    path = f"/{link.place.slug}/{link.slug}"
    return {
        "name": link.form.name,
        "title": pick(link.form.title, language),
        "path": path,
        "address": host().settings.base_url.rstrip("/") + path,
        "open": link.open,
        "offered": [LANGUAGES[tag] for tag in link.languages],
        "states": [(LANGUAGES[tag], translation_words(link.states[tag])) for tag in link.form.languages],
        "printable": [LANGUAGES[tag] for tag in link.languages],
        "regime": regime_words(link.form.regime),
    }
