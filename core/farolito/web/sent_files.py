"""Photos and files on screens, and the replies that carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response, request
from markupsafe import Markup

from farolito.domain.file_limits import JPEG
from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.services.responses import Served

SMALL = "small"
SHOWN_SIDE = 160  # CSS pixels
_PICTURE = Markup(
    '<a class="pic" href="{0}"><img src="{0}?size=small" alt="{1}" width="{2}" height="{3}" loading="lazy"></a>'
)
_LINK = Markup('<a href="{}">{}</a> <span class="hint small">{}</span>')


def described(file: Mapping[str, Any], number: int, files: str) -> Markup:
    """A file in HTML: a photo as a small picture that opens the whole one, anything else by name and size.

    ``files`` is the address below which whoever looks may open it; without one there are only words.
    """
    size = size_words(int(file["bytes"]))
    called = Markup('<bdi dir="auto">{}</bdi>').format(file["name"]) if "name" in file else ""
    words = called or gettext("Photo %(number)s", number=number)
    if not files:
        return Markup("{} ({})").format(words, size)
    address = f"{files}/{file['id']}"
    if file["media"] != JPEG:
        return _LINK.format(address, words, size)
    scale = SHOWN_SIDE / max(file["width"], file["height"])
    sides = (max(1, round(file[side] * min(1, scale))) for side in ("width", "height"))
    picture = _PICTURE.format(address, file.get("name", words), *sides)
    return picture + Markup("<br>") + _LINK.format(address, words, size) if called else picture


def size_words(size: int) -> Markup:
    """ "320 kB", "1.4 MB": left to right in every language."""
    return Markup('<bdi dir="ltr" class="ltr">{}</bdi>').format(plain_size(size))


def plain_size(size: int) -> str:
    """The same as text."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def wants_small() -> bool:
    """Whether the small picture is asked for."""
    return request.args.get("size") == SMALL


def reply(served: Served, file_id: str) -> Response:
    """The bytes. Only a JPEG of our own making opens in the browser; everything else is saved first."""
    inline = served.media == JPEG
    ending = "jpg" if inline else "pdf"
    said = f'{"inline" if inline else "attachment"}; filename="{file_id[:8]}.{ending}"'
    if served.name:
        said += f"; filename*=UTF-8''{quote(served.name, safe='')}"
    headers = {"Content-Disposition": said}
    return Response(served.content, mimetype=served.media, headers=headers)
