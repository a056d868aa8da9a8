"""For tests of layouts: what a PDF says, page by page, and how it is tagged."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pypdf import PdfReader

from farolito.pdf import render

if TYPE_CHECKING:
    from collections.abc import Iterator


def printed(html: str, language: str = "en") -> bytes:
    """The PDF of a finished page, made as the host makes it."""
    return render(html, title="Paper", language=language)


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, with single spaces. Right-to-left text comes in the order in which it is read."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def structure(pdf: bytes) -> list[str]:
    """The names of the elements of the structure tree in reading order: ``Document``, ``H1``, ``L``, ``LI`` …"""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(element.S)[1:] for element in elements(opened)]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The elements of the structure tree of an open PDF, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def _below(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _below(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _below(node.get("/K", pikepdf.Array()))
