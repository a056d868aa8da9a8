"""What is printed: the call sheet of today for staff, and a family's own history in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template

from farolito.api import (
    LANGUAGES,
    contact_of,
    gettext,
    isolated,
    languages_offered,
    render_pdf,
    speak,
    spoken,
    wants_large_print,
)
from farolito_contact_log import phones, words
from farolito_contact_log.family_words import HISTORY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.api import PlaceView, TrackedFamily, Work
    from farolito_contact_log.calling import Call
    from farolito_contact_log.template import Template


def call_sheet(work: Work, place: PlaceView, calls: Sequence[Call], opening: str) -> Any:
    """The call sheet, in the language of who prints it."""
    title = gettext("Call sheet")
    html = render_template(
        "contact_log/call_sheet.html",
        language=LANGUAGES[spoken()],
        own=_own,
        title=title,
        place=place,
        calls=calls,
        opening=opening,
        day=work.today(),
        phone=phones.shown,
        languages=LANGUAGES,
    )
    return _pdf(html, title, f"{place.slug}-calls-{work.today().isoformat()}.pdf")


def history(
    work: Work, place: PlaceView, one: TrackedFamily, template: Template, *, large: bool
) -> Any:
    """When we reached the family and what was planned, for the family. No word of staff is in it.

    In large print where that was asked for, or the household once said so.
    """
    speak(one.language if one.language in languages_offered() else "en")
    title = gettext(HISTORY)
    html = render_template(
        "contact_log/history.html",
        language=LANGUAGES[spoken()],
        own=_own,
        title=title,
        place=place,
        one=one,
        large=large or wants_large_print(work, place, one.response_id),
        terms=template,
        say=words,
        day=work.today(),
        contact=contact_of(work, place),
        phone=phones.shown,
        languages=LANGUAGES,
    )
    return _pdf(html, title, f"{place.slug}-{one.code}-{one.language}.pdf")


def _own(text: str) -> str:
    """Words that somebody wrote, in their own direction."""
    return isolated(text, spoken())


def _pdf(html: str, title: str, name: str) -> Any:
    made = render_pdf(html, title=title, language=spoken())
    disposition = f'inline; filename="{name}"'
    return made, 200, {"Content-Type": "application/pdf", "Content-Disposition": disposition}
