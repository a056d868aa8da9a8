"""From a document to a file: the layout of a plugin makes a page of it, the renderer a PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito import pdf
from farolito.domain import codes
from farolito.errors import FarolitoError, NotFound
from farolito.plugins.callers import Failure
from farolito.sandbox import ChildFailed
from farolito.services.plugins.reach import layout_at

if TYPE_CHECKING:
    from farolito.domain.definitions import Form
    from farolito.domain.documents import (
        BlankForm,
        CountReport,
        FamilyCopy,
        FamilyLetter,
        Poster,
        QueueTickets,
        ReferralSlip,
        StaffCopy,
        TableSigns,
    )
    from farolito.plugins.parts import DocumentPurpose, PdfLayout
    from farolito.services.work import Work

    AnyDocument = (
        FamilyCopy
        | StaffCopy
        | BlankForm
        | CountReport
        | ReferralSlip
        | FamilyLetter
        | Poster
        | QueueTickets
        | TableSigns
    )


class PaperFailed(FarolitoError):
    """The layout of a plugin could not make a page of this document."""


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF and the name it is saved under: ``<place>-<code>-<language>.pdf``, nobody's name in it."""

    filename: str
    content: bytes


def printed(
    work: Work,
    purpose: DocumentPurpose,
    document: AnyDocument,
    title: str,
    *,
    code: str | None,
    answers_to: Form | None = None,
) -> Document:
    """The document as the first plugin that is on at its place and knows its purpose lays it out.

    ``answers_to`` is the form whose answers are on it: then only a plugin that asks for these is given them.
    """
    layout, html = laid_out(work, purpose, document, answers_to)
    try:
        content = pdf.render(html, title=title, language=document.language)
    except ChildFailed as error:
        message = f"What the layout “{layout.name}” made could not be printed."
        raise PaperFailed(message) from error
    language = getattr(document, "response_language", document.language)
    return Document(filename(document.place_slug, code, language), content)


def laid_out(
    work: Work, purpose: DocumentPurpose, document: AnyDocument, answers_to: Form | None = None
) -> tuple[PdfLayout, str]:
    """The finished page of a document, and what laid it out. Raises :class:`NotFound`, :class:`PaperFailed`."""
    layout = layout_at(work, purpose, document.place_slug, answers_to)
    if layout is None:
        raise NotFound(
            "Nothing that is turned on can print this. The plugin “printables” brings the family copy, the staff "
            "copy and forms on paper: turn it on, or ask an administrator to."
        )
    html = work.hooks.laid_out(layout, document)
    if isinstance(html, Failure):
        # a layout is a plugin's code: whatever it raises costs this sheet and nothing else
        raise PaperFailed(f"The layout “{layout.name}” could not be printed ({html.cause}).")
    return layout, html


def filename(place_slug: str, code: str | None, language: str) -> str:
    """What a document is saved as: place, code and language, nobody's name."""
    known_as = codes.shown(code) if code and codes.typed(code) else code
    name = "-".join(part for part in (place_slug, known_as, language) if part)
    return re.sub(r"[^A-Za-z0-9-]", "", name) + ".pdf"
