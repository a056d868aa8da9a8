"""A warm process that makes PDFs, one child and its limits for each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from farolito.errors import LimitExceeded
from farolito.pdf import paint
from farolito.pdf.paint import PdfUnavailable
from farolito.sandbox import ChildFailed, Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.pdf.sheets import Sheets

__all__ = ["PdfUnavailable", "Renderer", "render", "render_sheets"]

Made = TypeVar("Made")

LARGEST_PAGE = 2 * 1024 * 1024
"""Letters of HTML; a blank form of 500 questions in two languages has a quarter of it."""


class Renderer:
    """Makes PDFs within limits: ``memory`` in MiB, ``cpu`` and ``wall`` in seconds, for each document."""

    def __init__(self, *, memory: int = 640, cpu: int = 20, wall: float = 40.0) -> None:
        self._sandbox = Sandbox(once=paint.ONCE, each=paint.EACH)
        self._limits = {"memory": memory, "cpu": cpu}
        self._wall = wall

    def render(self, html: str, *, title: str, language: str) -> bytes:
        """A tagged PDF of one complete HTML page, the same bytes for the same input.

        ``title`` and ``language`` (a tag such as ``es``) become the document's, whatever the page says. Nothing is
        fetched: pictures are ``data:`` addresses of PNG, JPEG or plain SVG, styles are inside.

        Raises LimitExceeded, PdfUnavailable, or ChildFailed when WeasyPrint itself fails.
        """
        return self._run(paint.paint, html, title, language)

    def sheets(self, html: str, *, title: str, language: str) -> Sheets:
        """The same for a :class:`~farolito.pdf.sheets.Pile`. Several threads may call it at once."""
        return self._run(paint.paint_sheets, html, title, language)

    def _run(
        self, function: Callable[[str, str, str], Made], html: str, title: str, language: str
    ) -> Made:
        if len(html) > LARGEST_PAGE:
            raise LimitExceeded("Stopped: this document is too long to print.")
        try:
            return self._sandbox.run(
                function, html, title, language, wall=self._wall, **self._limits
            )
        except RecursionError as error:
            raise LimitExceeded("Stopped: this document is nested too deeply.") from error
        except (OSError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            message = f"This document cannot be printed ({type(error).__name__})."
            raise ChildFailed(message) from error

    def start(self) -> None:
        """Begin to load WeasyPrint now, in the helper, so that the first document does not wait for it."""
        self._sandbox.start()

    def close(self) -> None:
        """End the helper."""
        self._sandbox.close()


_shared = Renderer()


def render(html: str, *, title: str, language: str) -> bytes:
    """As :meth:`Renderer.render`, with the limits that serve families: 640 MiB, 20 s of CPU, 40 s in all."""
    return _shared.render(html, title=title, language=language)


def render_sheets(html: str, *, title: str, language: str) -> Sheets:
    """As :meth:`Renderer.sheets`, with the same limits."""
    return _shared.sheets(html, title=title, language=language)
