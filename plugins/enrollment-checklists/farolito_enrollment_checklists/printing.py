"""A list as a PDF, laid out by the first plugin that has a layout for it; with a QR code to the same list."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

import segno
from flask import Response, request

from farolito.api import render_pdf

if TYPE_CHECKING:
    from farolito.api import Checklist, Work

PURPOSE = "checklist"


def paper(work: Work, document: Checklist, name: str) -> Response:
    """The PDF of a list; ``name`` is its file's, and says nobody's name."""
    layout = next(one for one in work.hooks.register_pdf_layouts() if one.purpose == PURPOSE)
    return Response(
        _pdf(layout.render(document), document.title, document.language),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def qr(path: str) -> tuple[str, str]:
    """The whole address of a page of ours, and its QR code as an SVG: level M, four modules of quiet zone."""
    address = request.host_url.rstrip("/") + path
    image = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(
        image, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgclass=None,
        lineclass=None, nl=False,
    )  # fmt: skip
    return address, image.getvalue().decode()


@lru_cache(maxsize=16)
def _pdf(html: str, title: str, language: str) -> bytes:
    """Everybody gets the same public paper, so it is made once a day in each language and process."""
    return render_pdf(html, title=title, language=language)
