"""What all pages of this plugin have in common: whose schools they are, problems in words, and PDFs."""

from __future__ import annotations

import secrets
from itertools import count
from typing import TYPE_CHECKING, Any

from flask import render_template

from farolito.api import (
    LANGUAGES,
    NotFound,
    Pages,
    gettext,
    isolated,
    places_where,
    render_pdf,
    settings_of,
    spoken,
)
from farolito_partners.settings import PartnersSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

HOME = "/-/partners/"
MAY = "referrals.send"

pages = Pages("partners", url_prefix="/-/partners")


def places_of(work: Work) -> tuple[PlaceView, ...]:
    """The schools whose partners the reader works with."""
    return places_where(work, MAY)


def place_of(work: Work, slug: str) -> PlaceView:
    """One of them. Raises NotFound for any other."""
    for place in places_of(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def soon_days(work: Work, place: PlaceView) -> int:
    """How many days before its end an agreement is listed."""
    return settings_of(work, PartnersSettings, place).soon_days or 60


def named(wrong: Mapping[str, str]) -> dict[str, str]:
    """Codes of problems in words."""
    said = {
        "empty": gettext("Write something here"),
        "long": gettext("Write less: 200 letters, or 2000 in a large field"),
        "day": gettext("Choose a day of the calendar"),
        "number": gettext("Write a whole number"),
        "order": gettext("The last day must be after the first"),
        "choose": gettext("Choose one"),
        "no_records": gettext(
            "This partner must not see anything of a student: tick nothing to share"
        ),
        "web": gettext("A web address begins with https://"),
    }
    return {name: said[code] for name, code in wrong.items()}


def share_words() -> dict[str, str]:
    """What a referral may carry, as the host's register names it."""
    return {
        "name": gettext("Name"),
        "phone": gettext("Phone"),
        "email": gettext("Email"),
        "address": gettext("Address"),
        "language": gettext("Language"),
    }


_drawn = count()


def new_id(work: Work) -> str:
    """An id in the order of time; of one process also within the same millisecond."""
    moment = int(work.now().timestamp() * 1000)
    return f"{moment:012x}{next(_drawn) % 0x10000:04x}{secrets.token_hex(8)}"


def paper(work: Work, template: str, title: str, place: PlaceView, name: str, **values: Any) -> Any:
    """A PDF in the reader's language, shown in the browser. ``name`` has no name of a person."""
    language = LANGUAGES[spoken()]
    html = render_template(
        f"partners/{template}",
        title=title,
        place=place,
        day=work.today(),
        language=language,
        own=lambda text: isolated(text, language.tag),
        **values,
    )
    made = render_pdf(html, title=title, language=language.tag)
    disposition = f'inline; filename="{place.slug}-{name}.pdf"'
    return made, 200, {"Content-Type": "application/pdf", "Content-Disposition": disposition}
