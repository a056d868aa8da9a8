"""For tests of layouts: what a PDF says, how it is tagged, how it looks, and the rules that every document keeps.

html = my_layout.render(document)
assert faults(printed(html, "ar"), language="ar", most_pages=1) == []
assert "(213)555-0100" in seen(printed(html, "ar"))      # left to right, as an eye reads it
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types
from pypdf import PdfReader

from farolito.pdf import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

LARGEST = 400_000
"""Bytes of a document: what a phone with little data can take."""

EDGE = 4.0
"""Millimetres that nothing may come nearer to the edge of a page: printers leave them white."""

_POINT = 25.4 / 72  # millimetres


def printed(html: str, language: str = "en", title: str = "Paper") -> bytes:
    """The PDF of a finished page, made as the host makes it."""
    return render(html, title=title, language=language)


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


def faults(
    pdf: bytes, *, language: str, most_pages: int | None = None, most_bytes: int = LARGEST
) -> list[str]:
    """What keeps a document from being one of ours, one sentence each: none is what a test asks for.

    It is tagged, begins with a first heading, has a title that is shown and its language, every letter has a
    shape, nothing comes nearer than 4 mm to the edge, it is small, and has as many pages as it may.
    """
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root: Any = opened.Root
        marked: Any = root.get("/MarkInfo")
        shown: Any = root.get("/ViewerPreferences")
        if "/StructTreeRoot" not in root or not (marked and bool(marked.get("/Marked"))):
            found.append("It is not tagged.")
        else:
            headings = [name for name in structure(pdf) if name in ("H1", "H2", "H3")]
            if not headings or headings[0] != "H1":
                found.append("It does not begin with a first heading.")
        if not str(opened.docinfo.get("/Title", "")).strip():
            found.append("It has no title.")
        if not (shown and bool(shown.get("/DisplayDocTitle"))):
            found.append("Its title is not shown.")
        if str(root.get("/Lang", "")).lstrip("\ufeff") != language:
            found.append(f"Its language is not {language}.")
        if most_pages is not None and len(opened.pages) > most_pages:
            found.append(f"It has {len(opened.pages)} pages, not {most_pages}.")
        found += [
            f"Page {number}: {missing} letters have no shape."
            for number, page in enumerate(opened.pages, 1)
            if (missing := _without_shape(page))
        ]
    found += _over_the_edge(pdf)
    if len(pdf) > most_bytes:
        found.append(f"It has {len(pdf):,} bytes, more than {most_bytes:,}.")
    return found


def in_order(pdf: bytes, run: str) -> bool:
    """Whether an eye that goes from left to right reads ``run`` somewhere, whatever the language around it is.

    A phone number within Arabic must stand as it is dialled.
    """
    wanted = "".join(run.split())
    for page in _opened(pdf):
        text = page.get_textpage()
        letters = []
        for place in range(text.count_chars()):
            letter = text.get_text_range(place, 1)
            if letter.strip():
                letters.append((letter, *text.get_charbox(place, loose=True)))
        if any(one[0] == wanted[0] and _goes_on(one, wanted[1:], letters) for one in letters):
            return True
    return False


def picture(pdf: bytes, page: int = 0, dpi: int = 60) -> Image:
    """A page as it looks, as a picture of Pillow."""
    image: Image = _opened(pdf)[page].render(scale=dpi / 72).to_pil()
    return image


Letter = tuple[str, float, float, float, float]
"""A letter and its box: left, bottom, right, top."""


def _goes_on(here: Letter, rest: str, letters: list[Letter]) -> bool:
    """Whether the rest of a run stands to the right of a letter, each right beside the one before."""
    for wanted in rest:
        _, _, bottom, right, top = here
        height, middle = top - bottom, (bottom + top) / 2
        beside = [
            one
            for one in letters
            if one[0] == wanted
            and -0.3 * height < one[1] - right < 0.8 * height
            and one[2] < middle < one[4]
        ]
        if not beside:
            return False
        here = min(beside, key=lambda one: abs(one[1] - right))
    return True


def _over_the_edge(pdf: bytes) -> Iterator[str]:
    for number, page in enumerate(_opened(pdf), 1):
        width, height = page.get_size()
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            if right <= left and top <= bottom:
                continue
            near = min(left, bottom, width - right, height - top) * _POINT
            if near < EDGE:
                yield f"Page {number}: something comes {near:.1f} mm near to the edge."
                break


def _without_shape(page: pikepdf.Page) -> int:
    """How many letters of a page are drawn with a glyph that its font does not have."""
    fonts: Any = page.obj.Resources.get("/Font", {})
    known: dict[str, int] = {}
    here, missing = "", 0
    for instruction in pikepdf.parse_content_stream(page):
        given: Any = instruction.operands
        name = str(instruction.operator)
        if name == "Tf":
            here = str(given[0])
            if here not in known:
                known[here] = _glyphs(fonts[here])
        elif name in ("Tj", "TJ") and known.get(here):
            parts = given[0] if name == "TJ" else [given[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    drawn = bytes(part)
                    glyphs = (int.from_bytes(drawn[at : at + 2]) for at in range(0, len(drawn), 2))
                    missing += sum(1 for glyph in glyphs if not 0 < glyph < known[here])
    return missing


def _glyphs(font: Any) -> int:
    """How many glyphs an embedded font has; 0 for one that is none of a text's."""
    if str(font.get("/Subtype")) != "/Type0":
        return 0
    descriptor = font.DescendantFonts[0].FontDescriptor
    file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    if file is None:
        return 0
    many: int = TTFont(io.BytesIO(file.read_bytes()), lazy=True)["maxp"].numGlyphs
    return many


def _opened(pdf: bytes) -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # only for pictures and for what an eye sees

    return pypdfium2.PdfDocument(pdf)


def _below(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _below(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _below(node.get("/K", pikepdf.Array()))
