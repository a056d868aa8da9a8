"""The page of a place: the forms that are open there, what plugins have for families, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from farolito.domain.languages import pick
from farolito.domain.phones import phone_words
from farolito.services import links, places
from farolito.services.plugins.reach import off_at_address
from farolito.web.i18n import gettext, label_of, spoken
from farolito.web.respond.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.services.work import Work

    Group = tuple[
        str, list[tuple[str, str, str]]
    ]  # heading; address, title and language of each form


@pages.route("/<place>", permission="public", cache="no-store", csp="family")
def place_page(work: Work, place: str) -> str:
    """What families find at a place, in the language of their phone. Raises NotFound for an unknown one."""
    here = places.by_slug(work, place)
    settings = places.settings_of(work, place)
    language = spoken()
    return render_template(
        "respond/place.html",
        title=here.name,
        place=here.name,
        slug=here.slug,
        forms=_offered(links.of_place(work, place), language),
        more=list(_more(work, here.slug)),
        contact=settings.contact,
        phone=phone_words(settings.phone) if settings.phone else "",
        tel=settings.phone,
        room=settings.room,
        hours=settings.hours,
    )


def _offered(found: Iterable[links.LinkView], language: str) -> list[Group]:
    """The forms that are open, those for families first. What staff fill in, and the desk of a visit, is not here.

    Under their own titles, not the neutral ones: this page lists what a school has, and says nothing of its reader.
    """
    groups: dict[str, Group] = {"family": ("", []), "student": (gettext("For students"), [])}
    for link in found:
        if link.open and link.form.audience != "staff" and link.form.purpose != "visit":
            whose = "student" if link.form.audience == "student" else "family"
            address = f"/{link.place.slug}/{link.slug}"
            groups[whose][1].append((address, *pick(link.form.title, language)))
    return [group for group in groups.values() if group[1]]


def _more(work: Work, slug: str) -> Iterator[tuple[str, str]]:
    off = off_at_address(work, slug)
    for loaded in work.hooks.roster.loaded:
        if loaded.name not in off:
            for link in work.hooks.brought(loaded.name).place_links:
                yield link.url.replace("<place>", slug), label_of(loaded.name, link.label)
