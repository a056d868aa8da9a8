"""The sheet for the first talk: initials and a code, white space for a pen (ux 4.3). Nothing of it is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_margarets_place.paper import NEUTRAL, laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = {
    "band": N_("CONFIDENTIAL – counseling record"),
    "page": N_("Page {page} of {pages}"),
    "initials": N_("Initials"),
    "code": N_("Code"),
    "printed": N_("Printed by {who}, {when}"),
    "privacy": N_("What stays private, and what does not"),
    "said": N_("Said by {who} on {when}"),
    "agreed": N_("The young person heard it and wants to go on"),
    "version": N_("Words of the form: margarets-place-limits-2026-11"),
    "wants": N_("What the young person wants"),
    "safety": N_("Safety now"),
    "trust": N_("People they trust"),
    "coping": N_("What helps them"),
    "plan": N_("Plan, and the next meeting"),
    "contact": N_("Safe contact"),
    "contact_ways": N_("Pass to class|Text|Call|Nothing: they come by"),
    "duty": N_("Duty to report"),
    "duty_ways": N_("None|Talked it over|Made (day, time)"),
}
ROOMY = (("wants", 26), ("safety", 17), ("trust", 14), ("coping", 14), ("plan", 23))
"""The parts to write in, and the height of each in millimeters."""


def initials_of(name: str) -> str:
    """The first letter of each word of a name, at most three; what is short already stays as it is."""
    parts = name.split()
    return name if len(name) <= 3 else "".join(part[0] for part in parts[:3]).upper()


def sheet(
    name: str,
    code: str,
    limits: tuple[str, str],
    printed: tuple[str, str],
    language: str,
    translate: Callable[[str, str], str],
) -> tuple[str, str]:
    """The HTML of the sheet, and its neutral title. ``limits`` and ``printed``: by whom, and when in words."""
    said = {key: translate(sentence, language) for key, sentence in WORDS.items()}
    title = translate(NEUTRAL, language)
    html = laid_out(
        "intake.html",
        language,
        title=title,
        said=said
        | {
            "said": said["said"].format(who=limits[0], when=limits[1]),
            "printed": said["printed"].format(who=printed[0], when=printed[1]),
        },
        page_before=said["page"].partition("{page}")[0],
        page_between=said["page"].partition("{page}")[2].partition("{pages}")[0],
        page_after=said["page"].partition("{pages}")[2],
        initials=initials_of(name),
        code=code,
        roomy=[(said[key], height) for key, height in ROOMY],
        contact=said["contact_ways"].split("|"),
        duty=said["duty_ways"].split("|"),
    )
    return html, title
