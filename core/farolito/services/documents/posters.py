"""An invitation to a form for a wall or a table: the QR code of its public address, and its name in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from farolito.domain.access import holds
from farolito.domain.documents import Poster
from farolito.domain.languages import LANGUAGES
from farolito.errors import Forbidden, NotFound
from farolito.pdf import qr_svg
from farolito.services import links, places
from farolito.services.documents import contents
from farolito.services.documents.printing import Document, printed
from farolito.services.documents.unprintable import is_sensitive

if TYPE_CHECKING:
    from farolito.services.links import LinkView
    from farolito.services.work import Work

PosterKind = Literal["letter", "tabloid", "tents"]
KINDS: tuple[PosterKind, ...] = get_args(PosterKind)

MOST = 12
"""Languages on one poster."""


def poster(work: Work, place_slug: str, form_name: str, kind: PosterKind) -> Document:
    """The poster of a form of a place, or its table tents.

    Raises :class:`Forbidden` when the actor may not see the forms of the place, :class:`NotFound` when it has no such
    form that is open, and for one that must not be named on a wall.
    """
    if not holds(work.actor.grants, "forms.view", places.path(work, place_slug)):
        raise Forbidden("You can not see the forms of this place.")
    link = next(
        (one for one in links.of_place(work, place_slug) if one.form.name == form_name), None
    )
    if link is None or not may_hang(link):
        raise NotFound("There is no poster of this form.")
    where = contents.address(work, link.place, link.slug)
    tags = [tag for tag in link.languages if not LANGUAGES[tag].pseudo][:MOST]
    document = Poster(
        kind=kind,
        place_name=link.place.name,
        place_slug=link.place.slug,
        language=tags[0],
        title=contents.say(link.form.title, tags[0]),
        address=where.partition("://")[2],
        qr_svg=qr_svg(where),
        lines=tuple((tag, contents.say(link.form.title, tag)) for tag in tags),
        reference=f"{link.slug}-{kind}-{link.form.hash[:8]}",
        date=work.today(),
        contact=contents.contact(link.place_settings),
    )
    return printed(work, "poster", document, document.title, code=f"{link.slug}-{kind}")


def may_hang(link: LinkView) -> bool:
    """Whether a form may be named where everybody walks by, and opens for whoever scans it."""
    shown = any(not LANGUAGES[tag].pseudo for tag in link.languages)
    return link.open and shown and not is_sensitive(link.form)
