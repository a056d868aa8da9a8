"""The addresses that belong to nobody in particular: the three doors, the health check, the schema of forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Response, render_template

from farolito.domain.languages import pick
from farolito.domain.schema import block_schema, form_schema
from farolito.services import links, places
from farolito.services.plugins.reloading import SET_HEADER
from farolito.web.host import host
from farolito.web.i18n import gettext, spoken
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.domain.views import PlaceView
    from farolito.services.places import PlaceNode
    from farolito.services.work import Work

pages = Pages("home")


@pages.route("/", permission="public", cache="no-store", csp="family")
def doors(work: Work) -> str:
    """Three doors: family, coordinator, administrator. Only the demo names its schools to everybody."""
    return render_template(
        "home.html",
        title=gettext("Welcome – Farolito"),
        doors=_open_forms(work) if host().settings.demo else [],
    )


@pages.route("/healthz", permission="public", cache="no-store", csp="none")
def health(work: Work) -> Response:
    """ "ok" when requests are answered and the database can be read; and which plugin set this process serves."""
    places.children(work, None)
    response = Response("ok\n", mimetype="text/plain")
    response.headers[SET_HEADER] = str(work.hooks.roster.chosen.number)
    return response


@pages.route("/form.schema.json", permission="public", cache="short", csp="none", needs_work=False)
def schema() -> Response:
    """The JSON Schema of form definitions, for editors."""
    return Response(json.dumps(form_schema(), indent=1), mimetype="application/schema+json")


@pages.route("/block.schema.json", permission="public", cache="short", csp="none", needs_work=False)
def schema_of_blocks() -> Response:
    """The JSON Schema of blocks of the question bank, for editors."""
    return Response(json.dumps(block_schema(), indent=1), mimetype="application/schema+json")


def _open_forms(work: Work) -> list[dict[str, Any]]:
    language = spoken()
    found = []
    for site in _sites(places.tree(work)):
        offered = [
            {"href": f"/{site.slug}/{link.slug}", "title": pick(link.form.title, language)[0]}
            for link in links.of_place(work, site.slug)
            if link.open
        ]
        if offered:
            found.append({"name": site.name, "links": offered})
    return found


def _sites(nodes: Iterable[PlaceNode]) -> Iterator[PlaceView]:
    for node in nodes:
        yield node.place
        yield from _sites(node.children)
