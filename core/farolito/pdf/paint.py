"""What a child of the helper does: make one PDF."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from farolito.pdf.sheets import Sheets

ONCE = "farolito.pdf.engine:rehearse"
EACH = "farolito.pdf.engine:prepare"


class PdfUnavailable(FarolitoError):
    """This machine lacks what PDFs are made with; the message says what to install."""


MISSING = (
    "PDF files cannot be made on this machine: a system library is missing. On Debian or Ubuntu type "
    "“apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk”, "
    "on macOS “brew install pango font-noto-sans”; then start Farolito again."
)


def paint(html: str, title: str, language: str) -> bytes:
    """As :func:`farolito.pdf.engine.pdf`. Raises PdfUnavailable when WeasyPrint or its libraries cannot be loaded."""
    made: bytes = _engine().pdf(html, title, language)
    return made


def paint_sheets(html: str, title: str, language: str) -> Sheets:
    """As :func:`farolito.pdf.engine.sheets`. Raises PdfUnavailable."""
    made: Sheets = _engine().sheets(html, title, language)
    return made


def _engine() -> Any:
    try:
        return import_module("farolito.pdf.engine")
    except (OSError, ImportError) as error:
        raise PdfUnavailable(MISSING) from error
