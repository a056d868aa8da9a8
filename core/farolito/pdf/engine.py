"""WeasyPrint, as it is loaded in the helper process. Nothing else imports this module.

The helper imports it once; every child that it forks prepares fonts of its own, because newer versions of Pango keep a
thread with each font map, and threads do not survive a fork.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import weasyprint  # type: ignore[import-untyped]  # it has no types
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from farolito.pdf import rehearsal
from farolito.pdf.fetcher import NothingFetched
from farolito.pdf.fonts import base_css
from farolito.pdf.scopes import add_scopes
from farolito.pdf.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_CLAIMED = frozenset({"km"})
"""Languages whose text cannot be read back from the PDF, so that it must not claim PDF/UA (WeasyPrint issue 2841)."""

NO_OUTLINE = "h1,h2,h3,h4,h5,h6{bookmark-level:none}"

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
    return _written(html, title, language, add_scopes)


def sheets(html: str, title: str, language: str) -> Sheets:
    """The same in pieces, to be put behind others in a pile. It has no outline of its own."""

    def keep(document: object, made: Any) -> None:
        add_scopes(document, made)
        raise Kept(_pieces(made, claims_ua=language not in NOT_CLAIMED))

    try:
        _written(html, title, language, keep, NO_OUTLINE)
    except Kept as kept:
        return kept.sheets
    raise RuntimeError("WeasyPrint did not ask us to finish the document.")


class Kept(Exception):
    """The pieces are taken: nothing need be written."""

    def __init__(self, sheets: Sheets) -> None:
        super().__init__()
        self.sheets = sheets


def _written(
    html: str,
    title: str,
    language: str,
    finisher: Callable[[object, Any], None],
    before: str = "",
) -> bytes:
    document = weasyprint.HTML(string=html, url_fetcher=NothingFetched())
    complete(document.etree_element, title, language, before)
    variant = None if language in NOT_CLAIMED else "pdf/ua-1"
    written: bytes = document.write_pdf(
        font_config=_fonts or FontConfiguration(),
        pdf_variant=variant,
        pdf_tags=True,
        finisher=finisher,
    )
    return written


def _pieces(made: Any, *, claims_ua: bool) -> Sheets:
    """What a PDF is made of, without its catalog and what only that one leads to."""
    catalog = made.catalog
    root = made.objects[_number(catalog["StructTreeRoot"])]
    tree = made.objects[_number(root["ParentTree"])]
    pages = made.pages["Kids"][::3]
    left_out = {0, made.pages.number, catalog.number, root.number, tree.number}
    left_out |= {_number(catalog[name]) for name in ("Metadata",) if name in catalog}
    kept = [one for one in made.objects if one.number not in left_out]
    return Sheets(
        plain=tuple((one.number, one.data) for one in kept if one.compressible),
        streams=tuple((one.number, one.data) for one in kept if not one.compressible),
        pages=tuple(pages),
        top=made.pages.number,
        root=root.number,
        kids=tuple(_number(one) for one in root["K"]),
        marks=tuple(one.data if hasattr(one, "data") else one for one in tree["Nums"][1::2]),
        box=made.objects[pages[-1]]["MediaBox"].data,
        claims_ua=claims_ua,
    )


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def complete(root: Element, title: str, language: str, before: str = "") -> None:
    """Give the page its language, its title, and our fonts before its own styles; ``before`` is more CSS of ours."""
    root.set("lang", language)
    head = root.find("head")
    if head is None:
        head = Element("head")
        root.insert(0, head)
    for old in head.findall("title"):
        head.remove(old)
    for place, (name, text) in enumerate((("title", title), ("style", base_css() + before))):
        element = Element(name)
        element.text = text
        head.insert(place, element)
