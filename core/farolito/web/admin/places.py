"""The tree of places: county, districts, sites; each can be renamed, moved, and get a place below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect

from farolito.domain.languages import pick
from farolito.errors import LinkRefused, NotFound
from farolito.services import offering, place_tree, places
from farolito.services.place_tree import LEVELS, TreeRefused
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.roles import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from werkzeug.wrappers import Response

    from farolito.services.offering import Offer
    from farolito.services.places import PlaceNode
    from farolito.services.work import Work

pages = Pages("admin_places", "/admin/places")


@pages.route("", permission="places.arrange", cache="no-store", csp="staff")
def tree(work: Work) -> str:
    """The parts of the tree that this person may arrange."""
    return render_page("admin/places.html", nodes=_nodes(place_tree.seen(work)))


@pages.route("/<slug>", permission="places.arrange", cache="no-store", csp="staff")
def place(work: Work, slug: str) -> str:
    """One place, and what can be done with it."""
    return _page(work, slug)


@pages.route("/<slug>", ("POST",), permission="places.arrange", cache="no-store", csp="staff")
def change(work: Work, slug: str) -> Response:
    """Rename it, move it, add a place below it, or offer a form there."""
    sent = posted()
    do = sent.get("do", "")
    try:
        if do == "rename":
            place_tree.rename(work, slug, sent.get("name", ""))
        elif do in ("offer", "close"):
            return _offer(work, slug, sent)
        elif do == "move":
            place_tree.move(work, slug, sent.get("above", ""))
        elif do == "add":
            kind, address = sent.get("kind", ""), sent.get("address", "")
            place_tree.add(work, kind, address, sent.get("new_name", ""), above=slug)
        else:
            raise NotFound("There is no such page.")
    except TreeRefused as refused:
        return make_response(_page(work, slug, sent, refused.code), 422)
    return redirect("/admin/places", 303)


def _offer(work: Work, slug: str, sent: Mapping[str, str]) -> Response:
    """Offer a form at the place, or stop; why it can not be, where it demands what is not there."""
    change = offering.offer if sent.get("do") == "offer" else offering.close
    try:
        change(work, slug, sent.get("form", ""))
    except LinkRefused as refused:
        return make_response(_page(work, slug, reasons=refused.reasons), 422)
    return redirect(f"/admin/places/{slug}#forms", 303)


def tree_words(code: str) -> str:
    """What can not be done with the tree, and what to do instead."""
    return {
        "slug": gettext("Write the address with small letters a to z, numbers and hyphens"),
        "slug_taken": gettext("Another place has this address. Choose another one"),
        "name": gettext("Write the name of the place"),
        "kind": gettext("Choose what kind of place it is"),
        "above": gettext(
            "Choose another place: a district belongs in a county, a school in a district or a county"
        ),
        "below_itself": gettext("A place can’t be put below itself. Choose another one"),
    }[code]


def _nodes(nodes: Iterable[PlaceNode]) -> list[dict[str, Any]]:
    return [
        {
            "slug": node.place.slug,
            "name": node.place.name,
            "kind": kind_words(node.place.kind),
            "children": _nodes(node.children),
        }
        for node in nodes
    ]


FIELDS = {"slug": "address", "slug_taken": "address", "kind": "kind"}
"""Which field of the form for a new place a refusal is about; else by what was done."""


def _page(
    work: Work,
    slug: str,
    sent: Mapping[str, str] | None = None,
    code: str = "",
    reasons: Sequence[str] = (),
) -> str:
    homes = place_tree.homes(work, slug)  # NotFound for what is not theirs
    here = places.by_slug(work, slug)
    above = places.path(work, slug)[:-1]
    typed = sent or {}
    by_deed = {"rename": "name", "move": "above", "add": "new_name"}
    return render_page(
        "admin/place.html",
        place=here,
        kind=kind_words(here.kind),
        homes=[(home.slug, home.name, home.id == (above or ("",))[-1]) for home in homes],
        kinds=[(kind, kind_words(kind)) for kind in LEVELS[LEVELS.index(here.kind) + 1 :]],
        typed=typed,
        wrong=(FIELDS.get(code) or by_deed.get(typed.get("do", ""), "")) if code else "",
        problem=tree_words(code) if code else "",
        offers=[_offered(one) for one in offering.offers(work, slug)],
        reasons=reasons,
    )


def _offered(one: Offer) -> dict[str, Any]:
    title, language = pick(one.form.title, spoken(), one.form.languages[0])
    return {
        "name": one.form.name,
        "title": title,
        "language": language,
        "address": one.address,
        "open": one.open,
    }
