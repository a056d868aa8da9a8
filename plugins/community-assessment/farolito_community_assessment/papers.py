"""Paper: the report, a family edition of two pages, a poster in three languages, needs beside services."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from markupsafe import Markup

from farolito.api import LANGUAGES, N_, gettext, isolated, paper_templates, svg_picture
from farolito_community_assessment import telling, themes
from farolito_community_assessment.results import HOW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from farolito_community_assessment.models import Cycle
    from farolito_community_assessment.results import Results

TEMPLATES = Path(__file__).parent / "templates"

PAPERS = {
    "report": N_("Report"),
    "family": N_("Family edition, two pages"),
    "needs": N_("Needs and services on one page"),
    "poster": N_("Poster of results"),
}
"""The name in the address, and what it is called."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that may stand on paper about a cycle, in ``language``. ``say`` translates our own words."""

    place_name: str
    cycle: Cycle
    language: str
    results: Results
    say: Callable[[str, str], str]
    address: str = ""
    qr_svg: str = ""
    large: bool = False
    years: Sequence[str] = ()
    outcomes: Sequence[tuple[str, str, tuple[str, ...]]] = ()

    def plain(self, message: str, **values: Any) -> str:
        """Our own words in the language of the paper."""
        said = self.say(message, self.language)
        return said % values if values else said

    def words(self, message: str, **values: Any) -> Markup:
        """The same, isolated where they need it."""
        return isolated(self.plain(message, **values), self.language)

    def own(self, text: str) -> Markup:
        """Words of somebody else, in their own direction, numbers in them in order."""
        said = isolated(text, self.language)
        return Markup('<span dir="auto">{}</span>').format(said)

    def day(self, day: date) -> Markup:
        """A day in words."""
        locale = LANGUAGES[self.language].locale
        return isolated(str(format_date(day, format="long", locale=locale)), self.language)

    def how(self) -> list[tuple[Markup, Markup]]:
        """How it was asked and what it can not say."""
        return [(self.words(heading), self.words(said)) for heading, said in HOW]

    def next(self) -> list[str]:
        """What the school does now."""
        return telling.next_steps(self.cycle, self.language)[0]

    def themes(self) -> list[str]:
        """What enough people wrote of in their own words."""
        return themes.told(self.cycle, self.language, self.results.small)[0]

    def columns(self) -> list[Column]:
        """The columns of the poster: what was published in English and Spanish, and the third language.

        Words that staff wrote for the third language go before those that were published in it.
        """
        made = []
        third = [line.strip() for line in self.cycle.third_words.splitlines() if line.strip()]
        also = self.cycle.third_language
        published = [also] if also in telling.told_in(self.cycle) and not third else []
        for tag in (*telling.BY_STAFF, *published):
            edition = telling.told(self.cycle, tag)
            if edition is not None:
                lines = [
                    f"{part.who}: {_joined(part.named, tag)}"
                    for part in edition.parts
                    if part.named
                ]
                steps, written_in = telling.next_steps(self.cycle, tag)
                steps = steps if written_in == tag or tag in telling.BY_STAFF else []
                made.append(Column(tag, self.say(HEAD, tag), lines, self.say(NEXT, tag), steps))
        if third and self.cycle.third_language in LANGUAGES:
            made.append(Column(self.cycle.third_language, third[0], third[1:], "", []))
        return made


HEAD = N_("What our school told us")
NEXT = N_("What we do now")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the poster."""

    language: str
    head: str
    lines: list[str]
    next_head: str
    next: list[str]

    def said(self, text: str) -> Markup:
        """Words of this column, numbers in them in order."""
        return isolated(text, self.language)

    @property
    def direction(self) -> str:
        """In which direction it runs."""
        return LANGUAGES[self.language].direction


def offered(cycle: Cycle, results: Results) -> list[tuple[str, str]]:
    """The paper that can be made: its name and what it is called."""
    return [
        (name, gettext(said)) for name, said in PAPERS.items() if can_be_made(name, cycle, results)
    ]


def can_be_made(name: str, cycle: Cycle, results: Results) -> bool:
    """Whether there is anything to print: results for most, published words for the poster."""
    if name == "poster":
        return bool(cycle.told)
    return name in PAPERS and results.anything


def render(name: str, sheet: Sheet) -> tuple[str, str]:
    """One whole HTML page, and its title."""
    title = f"{sheet.plain(PAPERS[name])} {sheet.cycle.year}: {sheet.place_name}"
    html = (
        paper_templates(TEMPLATES)
        .get_template(f"community_assessment/paper_{name}.html")
        .render(
            sheet=sheet,
            _=sheet.words,
            results=sheet.results,
            cycle=sheet.cycle,
            title=title,
            language=LANGUAGES[sheet.language],
            picture=svg_picture(sheet.qr_svg),
            N_=N_,
        )
    )
    return html, title


COMMAS = {"ar": "، ", "fa": "، ", "zh-Hant": "、", "zh-Hans": "、"}


def _joined(named: Sequence[tuple[str, str]], language: str) -> str:
    comma = COMMAS.get(language, ", ")
    return comma.join(f"{label} ({amount})" for label, amount in named)
