"""The forms of a place: their links, how far their translations are, and each of them blank on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, request

from farolito.domain.access import holds
from farolito.domain.demands import demands_of
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.promises import unpromised
from farolito.errors import NotFound
from farolito.services import documents, interviews, links, places
from farolito.services.documents import posters
from farolito.web.cookies import give_cookie
from farolito.web.host import host
from farolito.web.i18n import gettext, languages_offered, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.paper import large, paper, prints, to_turn_on
from farolito.web.staff.words import regime_words, translation_words

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.links import LinkView
    from farolito.services.work import Work

pages = Pages("staff_forms", "/staff")


@pages.route("/<place>/forms", permission="forms.view", cache="no-store", csp="staff")
def forms(work: Work, place: str) -> str:
    """Every link of the place. :class:`NotFound` for whoever has no say there."""
    path, grants = places.path(work, place), work.actor.grants
    if not holds(grants, "forms.view", path):
        raise NotFound("There is no such page.")
    return render_page(
        "staff/forms.html",
        place=places.by_slug(work, place),
        may_list=holds(grants, "responses.list", path),
        may_promise=holds(grants, "places.manage", path),
        may_start_events=holds(grants, "events.manage", path),
        forms=[_form(link) for link in links.of_place(work, place)],
        may_help=holds(grants, "events.help", path),
        numbered=work.actor.kind == "user",
        no_poster=not prints(work, "poster", place),
        no_paper="" if prints(work, "blank_form", place) else to_turn_on(),
    )


@pages.route(
    "/<place>/forms/<form_name>/<language>.pdf",
    permission="forms.view",
    cache="no-store",
    csp="staff",
)
def blank_form(work: Work, place: str, form_name: str, language: str) -> Response:
    """A form on paper, to be filled in by hand."""
    return paper(
        work,
        "blank_form",
        place,
        lambda: documents.blank_form(work, place, form_name, language, large_print=large()),
        way_back=f"/staff/{place}/forms",
    )


@pages.route(
    "/<place>/posters/<form_name>.pdf", permission="forms.view", cache="no-store", csp="staff"
)
def poster(work: Work, place: str, form_name: str) -> Response:
    """An invitation for a wall (``?size=letter`` or ``tabloid``) or for tables (``tents``)."""
    size = next((one for one in posters.KINDS if one == request.args.get("size", "letter")), None)
    if size is None:
        raise NotFound("There is no such page.")
    return paper(
        work,
        "poster",
        place,
        lambda: documents.poster(work, place, form_name, size),
        way_back=f"/staff/{place}/forms",
    )


@pages.route(
    "/<place>/by-phone", ("POST",), permission="events.help", cache="no-store", csp="staff"
)
def by_phone(work: Work, place: str) -> AnyResponse:
    """A form for a family on the phone, in this browser: its own pages, read aloud."""
    fields = posted()
    link = fields.get("link", "")
    session = interviews.begin(work, place, link, fields.get("language", ""))
    reply = make_response(redirect(f"/{place}/{link}", 303))
    give_cookie(reply, "family", session.token, session.lasts)
    return reply


def _form(link: LinkView) -> dict[str, object]:
    language = spoken()
    path = f"/{link.place.slug}/{link.slug}"
    return {
        "name": link.form.name,
        "title": pick(link.form.title, language),
        "path": path,
        "address": host().settings.base_url + path,
        "open": link.open,
        "refused": link.refused,
        "plugin_off": link.plugin_off,
        "unpromised": bool(unpromised(demands_of(link.form), link.place_settings.promises)),
        "unverified": [block for block in link.form.blocks if not block.verified],
        "offered": [known for tag in link.languages if not (known := LANGUAGES[tag]).pseudo],
        "not_in": [LANGUAGES[tag] for tag in languages_offered() if tag not in link.form.languages],
        "by_phone": link.slug if interviews.by_phone(link) else "",
        "posters": [
            ("letter", gettext("Poster")),
            ("tabloid", gettext("Large poster")),
            ("tents", gettext("Table tents")),
        ]
        if posters.may_hang(link)
        else [],
        "states": [
            (LANGUAGES[tag], translation_words(link.states[tag])) for tag in link.form.languages
        ],
        "regime": regime_words(link.form.regime),
    }
