"""What a document may load: the pictures that it carries in itself, and nothing else."""

from __future__ import annotations

import base64
import binascii
import re

from weasyprint.urls import (  # type: ignore[import-untyped]  # it has no types
    URLFetcher,
    URLFetcherResponse,
)

_PICTURE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=]+)")
_LARGEST = 256 * 1024  # letters of a data: address
_JPEG = b"\xff\xd8\xff"
_SVG_TAG = re.compile(r"<([^>\s]*)([^>]*)>")
_SVG_ELEMENTS = {"svg", "g", "path", "rect", "line", "circle", "title", "desc"}
_SVG_BANNED = re.compile(r"href|url\s*\(|@|&|style|\bon", re.IGNORECASE)


class NothingFetched(URLFetcher):  # type: ignore[misc]
    """Refuses every address but small ``data:`` pictures of the kinds that we make ourselves.

    It opens neither files nor connections: there is no handler in it that could. Whatever asks for more (an image, a
    stylesheet, a font, an attachment, a link inside an SVG) is left out of the document.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.handlers.clear()
        self.handle_open.clear()

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture in ``url``. Raises ValueError, which WeasyPrint takes as "not to be had"."""
        found = _PICTURE.fullmatch(url) if len(url) <= _LARGEST else None
        if found is None:
            raise ValueError("A document may not load anything from elsewhere.")
        kind, body = found.groups()
        try:
            picture = base64.b64decode(body, validate=True)
        except binascii.Error as error:
            raise ValueError("Not base64.") from error
        if kind == "jpeg" and not picture.startswith(_JPEG):
            raise ValueError("This is no JPEG.")
        if kind == "svg+xml" and not _plain(picture):
            raise ValueError("This SVG has more in it than lines and shapes.")
        return URLFetcherResponse(url, picture, {"Content-Type": f"image/{kind}"})


def _plain(picture: bytes) -> bool:
    """Whether an SVG has only shapes: no text, no links, no styles, no entities, nothing that is used twice."""
    try:
        svg = picture.decode("ascii")
    except UnicodeDecodeError:
        return False
    names = {tag.group(1).strip("/") for tag in _SVG_TAG.finditer(svg)}
    return svg.startswith("<svg") and names <= _SVG_ELEMENTS and not _SVG_BANNED.search(svg)
