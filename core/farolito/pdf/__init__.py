"""Paper: from one finished HTML page to a tagged PDF, in a process that can fetch nothing and harm nobody.

    render(html, title="Your next steps", language="es") -> bytes

This package knows nothing of responses or forms: :mod:`farolito.services.documents` says what is printed, a layout of
a plugin how it looks. WeasyPrint is never imported into the process that serves pages.
"""

from __future__ import annotations

from farolito.pdf.direction import isolated, ltr
from farolito.pdf.qr import qr_svg
from farolito.pdf.renderer import PdfUnavailable, Renderer, render

__all__ = ["PdfUnavailable", "Renderer", "isolated", "ltr", "qr_svg", "render"]
