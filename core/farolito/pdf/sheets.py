"""Many documents as one PDF: each is set in a child of its own, and its objects are put one after the other.

    with open("es.pdf", "wb") as file:
        pile = Pile(file.write, title="Lincoln, Nov 23", language="es")
        pile.add(sheets)            # as often as there are documents, in the order in which they are printed
        pile.end()

Nothing but the numbers of the pages and the tops of the structure is held, so a pile of any height costs no memory. It
is tagged as its documents are.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Sheets:
    """One document in pieces, as :func:`farolito.pdf.engine.sheets` makes it. Numbers are its own.

    ``plain`` are objects of dictionaries and arrays, ``streams`` those with a stream. ``top`` is the page
    tree, ``root`` the root of the structure, ``kids`` the elements right below it, ``marks`` the array of each page's
    elements.
    """

    plain: tuple[tuple[int, bytes], ...]
    streams: tuple[tuple[int, bytes], ...]
    pages: tuple[int, ...]
    top: int
    root: int
    kids: tuple[int, ...]
    marks: tuple[bytes, ...]
    box: bytes
    claims_ua: bool


_SKIPPED = (
    rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>"  # text: what looks like a reference in it is none
)
_NUMBERED = re.compile(_SKIPPED + rb"|/StructParents? (\d+)|\b(\d+) 0 R\b", re.DOTALL)
_STREAM = b">>\nstream\n"

CATALOG, PAGES, ROOT, TREE, INFO, METADATA, FIRST = 1, 2, 3, 4, 5, 6, 7


class Pile:
    """Writes one PDF, document by document. ``both_sides``: an odd last page gets an empty back, so that no two
    families share a sheet of paper.
    """

    def __init__(
        self,
        write: Callable[[bytes], object],
        *,
        title: str,
        language: str,
        both_sides: bool = False,
    ) -> None:
        self._write, self._title, self._language = write, title, language
        self._both_sides = both_sides
        self._at = 0
        self._places: dict[
            int, tuple[int, int, int]
        ] = {}  # number: type and two fields of the table
        self._next = FIRST
        self._pages: list[int] = []
        self._kids: list[int] = []
        self._marks: list[bytes] = []
        self._claims_ua = True
        self.many = 0
        self._put(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def add(self, sheets: Sheets) -> None:
        """Put one document behind the others."""
        numbers = {sheets.top: PAGES, sheets.root: ROOT}
        for number, _ in (*sheets.streams, *sheets.plain):
            numbers[number] = self._new()
        marks = len(self._marks)
        for number, data in sheets.streams:
            head, _, body = data.partition(_STREAM)
            moved = _moved(head, numbers, marks) + _STREAM + body if body else data
            self._object(numbers[number], moved)
        self._packed(
            [(numbers[number], _moved(data, numbers, marks)) for number, data in sheets.plain]
        )
        self._pages += [numbers[number] for number in sheets.pages]
        self._kids += [numbers[number] for number in sheets.kids]
        self._marks += [_moved(data, numbers, marks) for data in sheets.marks]
        self._claims_ua &= sheets.claims_ua
        if self._both_sides and len(sheets.pages) % 2:
            back = self._new()
            empty = b"<</Type /Page/Parent %d 0 R/MediaBox %s/Resources <<>>>>"
            self._object(back, empty % (PAGES, sheets.box))
            self._pages.append(back)
        self.many += 1

    def end(self) -> None:
        """Write what holds it together. Nothing may be added afterwards."""
        pages, kids = _references(self._pages), _references(self._kids)
        text = _text(self._title)
        marks = b" ".join(b"%d %s" % (at, one) for at, one in enumerate(self._marks))
        plain = [
            (PAGES, b"<</Type /Pages/Kids [%s]/Count %d>>" % (pages, len(self._pages))),
            (ROOT, b"<</Type /StructTreeRoot/ParentTree %d 0 R/K [%s]>>" % (TREE, kids)),
            (TREE, b"<</Nums [%s]>>" % marks),
            (INFO, b"<</Producer (Farolito)/Title %s>>" % text),
        ]
        about = b"/Metadata %d 0 R" % METADATA if self._claims_ua else b""
        preferences = b"/DisplayDocTitle true" + (b"" if self._both_sides else b"/Duplex /Simplex")
        catalog = (
            b"<</Type /Catalog/Pages %d 0 R/Lang %s/MarkInfo <</Marked true>>/ViewerPreferences <<%s>>"
            b"/StructTreeRoot %d 0 R%s>>"
        ) % (PAGES, _text(self._language), preferences, ROOT, about)
        if self._claims_ua:
            self._stream(METADATA, b"/Type /Metadata/Subtype /XML", self._metadata(), pack=False)
        self._packed([*plain, (CATALOG, catalog)])
        self._table()

    def _metadata(self) -> bytes:
        return (
            '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
            f'<rdf:li xml:lang="x-default">{escape(self._title)}</rdf:li></rdf:Alt></dc:title></rdf:Description>'
            '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
        ).encode()

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _put(self, data: bytes) -> None:
        self._write(data)
        self._at += len(data)

    def _object(self, number: int, data: bytes) -> None:
        self._places[number] = (1, self._at, 0)
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, data))

    def _stream(self, number: int, head: bytes, body: bytes, *, pack: bool = True) -> None:
        if pack:
            body, head = zlib.compress(body), head + b"/Filter /FlateDecode"
        self._object(number, b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(body), body))

    def _packed(self, objects: list[tuple[int, bytes]]) -> None:
        """Objects without a stream, together in one."""
        holder, at, heads = self._new(), 0, []
        for place, (number, data) in enumerate(objects):
            self._places[number] = (2, holder, place)
            heads.append(b"%d %d" % (number, at))
            at += len(data) + 1
        head = b" ".join(heads) + b"\n"
        about = b"/Type /ObjStm/N %d/First %d" % (len(objects), len(head))
        self._stream(holder, about, head + b"\n".join(data for _, data in objects))

    def _table(self) -> None:
        """Where each object is."""
        number, at = self._new(), self._at
        self._places[number] = (1, at, 0)
        rows = bytearray()
        for one in range(number + 1):
            kind, where, place = self._places.get(one, (0, 0, 0))
            rows += bytes([kind]) + where.to_bytes(5) + place.to_bytes(3)
        about = b"/Type /XRef/W [1 5 3]/Size %d/Root %d 0 R/Info %d 0 R"
        self._stream(number, about % (number + 1, CATALOG, INFO), bytes(rows))
        self._put(b"startxref\n%d\n%%%%EOF\n" % at)


def _moved(data: bytes, numbers: Mapping[int, int], marks: int) -> bytes:
    """The same with the numbers that its references have in the pile."""

    def new(found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            name, _, mark = found[0].partition(b" ")
            return b"%s %d" % (name, int(mark) + marks)
        if found[2] is not None:
            return b"%d 0 R" % numbers.get(int(found[2]), 0)  # 0 is no object: null
        return found[0]

    return _NUMBERED.sub(new, data)


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _text(words: str) -> bytes:
    return b"<" + ("\ufeff" + words).encode("utf-16-be").hex().encode() + b">"
