"""The numbers of a school year on paper, for the foundation: what went through ``suppress()``, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, counts_words
from farolito_margarets_place.paper import laid_out, long_day
from farolito_margarets_place.year import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from farolito_margarets_place.year import Year

WORDS = {
    "title": N_("Numbers of a school year"),
    "people": N_("People and visits"),
    "things": N_("What was held"),
    "count": N_("Number"),
    "target": N_("The grant asks for"),
    "small": N_("Counts of 1 to 10 are not shown, so that nobody can be found by them."),
    "how": N_("Counted from the counselor’s own log. No names, no answers."),
}


def report(
    place_name: str,
    name: str,
    found: Year,
    language: str,
    today: date,
    translate: Callable[[str, str], str],
) -> tuple[str, str]:
    """The HTML of the report, and its title."""
    said = {key: translate(sentence, language) for key, sentence in WORDS.items()}
    title = f"{said['title']} {name}"
    html = laid_out(
        "year_paper.html",
        language,
        title=title,
        place=place_name,
        said=said,
        printed=long_day(today, language),
        people=[
            (
                translate(row.label, language),
                counts_words(row.bounds, SMALL),
                "" if row.target is None else str(row.target),
            )
            for row in found.people
        ],
        things=[(translate(label, language), number) for label, number in found.things],
    )
    return html, title
