"""Paper: from one finished HTML page to a tagged PDF, in a process that can fetch nothing and harm nobody.

    render(html, title="Your next steps", language="es") -> bytes

This package knows nothing of responses or forms: :mod:`farolito.services.documents` says what is printed, a layout of
a plugin how it looks. WeasyPrint is never imported into the process that serves pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from farolito.pdf.direction import isolated, ltr

if TYPE_CHECKING:
    from farolito.pdf.qr import qr_svg
    from farolito.pdf.renderer import PdfUnavailable, Renderer, render, render_sheets
    from farolito.pdf.sheets import Pile
    from farolito.pdf.templates import paper_templates, svg_picture

__all__ = [
    "PdfUnavailable",
    "Pile",
    "Renderer",
    "isolated",
    "ltr",
    "paper_templates",
    "qr_svg",
    "render",
    "render_sheets",
    "svg_picture",
]


_ELSEWHERE = {
    "Pile": "sheets",
    "paper_templates": "templates",
    "qr_svg": "qr",
    "svg_picture": "templates",
}


def __getattr__(name: str) -> object:
    """Imported at their first use: most processes never print, and no start should wait for paper."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    where = _ELSEWHERE.get(name, "renderer")
    return getattr(import_module(f"{__name__}.{where}"), name)
