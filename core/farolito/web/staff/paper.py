"""Paper from staff screens: the PDF, or a page that says in words why there is none and what to do now."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from flask import make_response, request

from farolito import pdf
from farolito.errors import FarolitoError, LimitExceeded
from farolito.services import documents
from farolito.services.plugins.reach import layout_at
from farolito.web.i18n import gettext
from farolito.web.rendering import render_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from farolito.domain.definitions import Form
    from farolito.plugins.parts import DocumentPurpose
    from farolito.services.work import Work

log = logging.getLogger("farolito.web")

BLANK = ("blank_form", "poster")
"""Paper without answers: nothing can be lost where it can not be printed."""

CHECK = "./run farolito check"
"""What the person who runs this machine types to learn what it lacks."""


def prints(
    work: Work, purpose: DocumentPurpose, place: str, answers_to: Form | None = None
) -> bool:
    """Whether a plugin that is on at this place can lay out this paper.

    With the form whose answers are on it: and whether it may see them.
    """
    return layout_at(work, purpose, place, answers_to) is not None


def paper(
    work: Work,
    purpose: DocumentPurpose,
    place: str,
    make: Callable[[], documents.Document],
    way_back: str,
) -> Response:
    """The PDF that ``make`` makes, to open in the browser; its file name says nobody's name.

    Where no plugin prints it (404) or it can not be made (503), a page with words instead, and ``way_back``
    to the screen that has everything. NotFound and Forbidden of ``make`` pass through: who may not have the
    paper learns nothing about it. A route that calls this declares ``csp="staff"``, for the words.
    """
    if not prints(work, purpose, place):
        said = gettext("No plugin that prints this is on."), to_turn_on(), ""
        return _in_words(404, said, way_back, answers=purpose not in BLANK)
    try:
        document = make()
    except (LimitExceeded, pdf.PdfUnavailable, documents.PaperFailed) as error:
        code = secrets.token_hex(4)
        # a message may repeat what a layout printed, so only the class is written down
        log.error("error %s: no %s: %s", code, purpose, type(error).__name__)
        return _in_words(503, _cause(error), way_back, code=code, answers=purpose not in BLANK)
    return make_response(
        document.content,
        {
            "Content-Type": "application/pdf",
            "Content-Disposition": f'inline; filename="{document.filename}"',
        },
    )


def large() -> bool:
    """Whether the paper is wanted in large print: ``?large=1``, as the link beside each button to print says."""
    return request.args.get("large") == "1"


def to_turn_on() -> str:
    """What to do where no plugin prints a paper."""
    return gettext("Ask an admin to turn on the plugin “printables”.")


def _cause(error: FarolitoError) -> tuple[str, str, str]:
    """What happened, what to do about it, and what to type for that, if anything."""
    if isinstance(error, LimitExceeded):
        happened = gettext("It took too long, so we stopped it.")
        return happened, gettext("Wait a minute, then try again."), ""
    if isinstance(error, pdf.PdfUnavailable):
        happened = gettext("This computer can’t make PDF files now.")
        return happened, gettext("Ask an admin to type:"), CHECK
    happened = gettext("The plugin that lays it out failed.")
    return happened, gettext("Try again. If it fails again, give an admin the code below."), ""


def _in_words(
    status: int, said: tuple[str, str, str], way_back: str, *, answers: bool, code: str = ""
) -> Response:
    happened, to_do, command = said
    page = render_page(
        "staff/no_paper.html",
        happened=happened,
        to_do=to_do,
        command=command,
        way_back=way_back,
        answers=answers,
        error_code=code,
        again=request.full_path.rstrip("?") if code else "",
    )
    return make_response(page, status)
