"""``/tablet/copy.json``: what a tablet must have for its fair. Everything that it names is public and never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, jsonify

from farolito.domain.languages import LANGUAGES
from farolito.domain.phones import phone_words
from farolito.services import links, places, receiving
from farolito.services.fairs.planning import forms_of, may_be_there, of_event
from farolito.web.routes import Pages
from farolito.web.tablet import sounds, words
from farolito.web.tablet.bearer import tablet_here
from farolito.web.tablet.copy import copied_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.services.links import LinkView
    from farolito.services.work import Work

pages = Pages("tablet_fair_copy", "/tablet")

VERSION = 1


@pages.route("/copy.json", permission="public", cache="no-store", csp="none", writes=True)
def copy(work: Work) -> Response:
    """The forms of the tablet's fair, the key to which it seals, and whose fair it is: no answer and no secret."""
    tablet = tablet_here(work)
    place = places.by_slug(work, tablet.place_slug)
    settings = places.settings_of(work, tablet.place_slug)
    fair = of_event(work, tablet.place_slug, tablet.event_id)
    # an event that nobody planned has every form that may be at a fair
    known = forms_of(work, fair) if fair else links.of_place(work, tablet.place_slug)
    offered = [one for one in known if one.open and may_be_there(one)]
    first = (fair.plan.languages if fair else ()) or settings.first_languages
    planned = sounds.planned(offered, first)
    copied = {
        "words": {tag: words.address(tag) for tag in words.languages()},
        "forms": copied_forms(work, offered, sounds.silent(planned)),
    }
    return jsonify(
        {
            "v": VERSION,
            "epoch": receiving.epoch(work),
            "fair": {
                "id": tablet.event_id,
                "name": tablet.fair_name,
                "day": fair.plan.day.isoformat() if fair else work.today().isoformat(),
                "place": {
                    "slug": place.slug,
                    "name": place.name,
                    "phone": phone_words(settings.phone),
                    "room": settings.room,
                },
            },
            "tablet": {"id": tablet.id, "name": tablet.name},
            "key": receiving.public_key(work, place.id).as_json(),
            "languages": _in_order(offered, first),
            **copied,
            "files": list(dict.fromkeys((*_files(copied), *sounds.brought(planned)))),
        }
    )


def _files(copied: dict[str, Any]) -> Iterator[str]:
    """Everything that the words and forms of a copy name."""
    yield from copied["words"].values()
    for form in copied["forms"]:
        yield form["rules"]
        yield from form["pages"].values()
        yield from (one["module"] for one in form["functions"].values())


def _in_order(offered: Iterable[LinkView], first: Iterable[str]) -> list[str]:
    """The languages of the forms: those shown first, then the others by what they call themselves."""
    known = {tag for link in offered for tag in link.languages}
    before = [tag for tag in first if tag in known]
    return before + sorted(known - {*before}, key=lambda tag: LANGUAGES[tag].autonym.casefold())
