"""From a document to one finished HTML page: template, styles, margins of the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from farolito.api import N_, paper_templates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito_printables.speech import Speech

TEMPLATES = Path(__file__).parent / "templates"


def page(
    template: str,
    speech: Speech,
    *,
    title: str,
    foot: Sequence[str],
    large_print: bool,
    corner: Sequence[str] = (),
    numbered: str = "",
    codes: str = "",
    **values: object,
) -> str:
    """One HTML page. ``foot`` and ``corner`` are repeated in the margins of every sheet.

    ``numbered``: behind the corner stands this number with the page of how many. ``codes`` is more CSS of the margins.
    """
    return (
        paper_templates(TEMPLATES)
        .get_template(f"printables/{template}")
        .render(
            speech=speech,
            _=speech.say,
            gettext=speech.plain,
            title=title,
            large_print=large_print,
            margins=_margins(speech, foot, corner, numbered) + codes,
            **values,
        )
    )


def form_mark(version: str, language: str) -> str:
    """Which form this is, for whoever holds a loose sheet: the first letters of its version, and the language."""
    return f"{version[:8]} · {language}" if version else language


def _margins(speech: Speech, foot: Sequence[str], corner: Sequence[str], numbered: str) -> Markup:
    """CSS of what is printed in the margins of every sheet: artifacts, which no screen reader repeats."""
    start, end = ("left", "right") if speech.direction == "ltr" else ("right", "left")
    counted = speech.plain(N_("Page {page} of {pages}"), page="\0", pages="\1")
    pages = _string(counted).replace("\0", '"counter(page)"').replace("\1", '"counter(pages)"')
    isolate = "\u2068{}\u2069" if speech.direction == "rtl" else "{}"
    feet, corners = (
        " · ".join(isolate.format(part) for part in parts if part) for parts in (foot, corner)
    )
    rules = f"@bottom-{start}{{content:{_string(feet)}}}@bottom-{end}{{content:{pages}}}"
    if numbered:
        number = isolate.format(f"{numbered} · \0/\1")
        number = _string(f"{corners} · {number}")
        number = number.replace("\0", '"counter(page)"').replace("\1", '"counter(pages)"')
        rules += f"@top-{end}{{content:{number}}}"
    elif corners:
        rules += f"@top-{end}{{content:{_string(corners)}}}"
    return Markup("@page{" + rules + "}")  # noqa: S704 - every part went through _string


def _string(text: str) -> str:
    """``text`` as a CSS string that cannot be left from inside."""
    escaped = "".join(
        letter
        if letter.isalnum() or letter in " .,·:–-/()_\0\1\u2068\u2069" or ord(letter) > 127
        else f"\\{ord(letter):x} "
        for letter in text
    )
    return f'"{escaped}"'
