"""WeasyPrint, as it is loaded in the helper process. Nothing else imports this module.

The helper imports it once; every child that it forks prepares fonts of its own, because newer versions of Pango keep a
thread with each font map, and threads do not survive a fork.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from xml.etree.ElementTree import Element

import weasyprint  # type: ignore[import-untyped]  # it has no types
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from farolito.pdf import rehearsal
from farolito.pdf.fetcher import NothingFetched
from farolito.pdf.fonts import base_css
from farolito.pdf.scopes import add_scopes

NOT_CLAIMED = frozenset({"km"})
"""Languages whose text cannot be read back from the PDF, so that it must not claim PDF/UA (WeasyPrint issue 2841)."""

REHEARSALS = 3
SIZES_TOUCHED = (9.5, 13, 14, 21)

for _name in ("weasyprint", "weasyprint.progress", "fontTools"):
    logging.getLogger(_name).disabled = True  # their messages quote the document

_fonts: FontConfiguration | None = None


def rehearse() -> None:
    """In the helper: make a few documents, so that all that is loaded and learned by it is there in every child.

    The fonts are handed on only where no thread of Pango stays behind with them.
    """
    global _fonts
    _fonts = FontConfiguration()
    for _ in range(REHEARSALS):
        pdf(rehearsal.page(), "Farolito", "en")
    if not _alone():
        _fonts = None


def prepare() -> None:
    """In a child, while nobody waits: have fonts, and touch what is needed to set a page with them."""
    global _fonts
    _fonts = _fonts or FontConfiguration()
    pdf(rehearsal.page(SIZES_TOUCHED), "Farolito", "en")


def _alone() -> bool:
    """Whether this process has no thread but this one; False where that cannot be known."""
    threads = Path("/proc/self/task")
    for _ in range(50):  # Pango 1.50 looks for fonts in threads that end soon, 1.52 keeps one
        if not threads.is_dir():
            return False
        if len(list(threads.iterdir())) == 1:
            return True
        time.sleep(0.01)
    return False


def pdf(html: str, title: str, language: str) -> bytes:
    """The PDF of ``html``: tagged, with this title and language, the same bytes for the same input."""
    document = weasyprint.HTML(string=html, url_fetcher=NothingFetched())
    complete(document.etree_element, title, language)
    variant = None if language in NOT_CLAIMED else "pdf/ua-1"
    written: bytes = document.write_pdf(
        font_config=_fonts or FontConfiguration(),
        pdf_variant=variant,
        pdf_tags=True,
        finisher=add_scopes,
    )
    return written


def complete(root: Element, title: str, language: str) -> None:
    """Give the page its language, its title, and our fonts before its own styles."""
    root.set("lang", language)
    head = root.find("head")
    if head is None:
        head = Element("head")
        root.insert(0, head)
    for old in head.findall("title"):
        head.remove(old)
    for place, (name, text) in enumerate((("title", title), ("style", base_css()))):
        element = Element(name)
        element.text = text
        head.insert(place, element)
