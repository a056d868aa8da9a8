"""The page of a place: the forms that are open there, what plugins have for families, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from farolito.domain.languages import pick
from farolito.domain.phones import phone_words
from farolito.services import links, places
from farolito.services.plugins.reach import off_at_address
from farolito.web.i18n import gettext, spoken
from farolito.web.respond.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.work import Work


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
        forms=[
            (f"/{here.slug}/{link.slug}", *_title(link, language))
            for link in links.of_place(work, place)
            if link.open
        ],
        more=list(_more(work, here.slug)),
        contact=settings.contact,
        phone=phone_words(settings.phone) if settings.phone else "",
        tel=settings.phone,
        room=settings.room,
        hours=settings.hours,
    )


def _title(link: links.LinkView, language: str) -> tuple[str, str]:
    """Its neutral title where it has one: this page is read over shoulders."""
    return pick(link.form.neutral_title or link.form.title, language)


def _more(work: Work, slug: str) -> Iterator[tuple[str, str]]:
    off = off_at_address(work, slug)
    for loaded in work.hooks.roster.loaded:
        if loaded.name not in off:
            for link in work.hooks.brought(loaded.name).place_links:
                yield link.url.replace("<place>", slug), gettext(link.label)
