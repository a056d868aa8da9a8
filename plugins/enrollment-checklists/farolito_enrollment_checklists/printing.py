"""A list as a PDF, laid out by the first plugin that has a layout for it; with a QR code to the same list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Response

from farolito.api import qr_svg, render_pdf, site_address

if TYPE_CHECKING:
    from farolito.api import Checklist, Work

PURPOSE = "checklist"


def paper(work: Work, document: Checklist, name: str) -> Response:
    """The PDF of a list; ``name`` is its file's, and says nobody's name. A family's own is not kept in memory."""
    layout = next(one for one in work.hooks.register_pdf_layouts() if one.purpose == PURPOSE)
    make = render_pdf if document.code else _pdf
    return Response(
        make(layout.render(document), title=document.title, language=document.language),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def qr(work: Work, path: str) -> tuple[str, str]:
    """The whole address of a page of ours, and its QR code as an SVG."""
    address = site_address(work, path)
    return address, qr_svg(address)


@lru_cache(maxsize=16)
def _pdf(html: str, *, title: str, language: str) -> bytes:
    """Everybody gets the same public paper, so it is made once a day in each language and process."""
    return render_pdf(html, title=title, language=language)
