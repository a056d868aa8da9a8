"""Makes the document of a checklist in one language: what the page shows and the paper prints.

Under the family's words stand the English ones, small, where a clerk must read along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from farolito.api import LANGUAGES, N_, Checklist, ChecklistItem, ChecklistSection, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from farolito_enrollment_checklists.data import ChecklistData, Fact, Part

    Translate = Callable[[str, str], str]

TITLES = {"steps": N_("What to do"), "documents": N_("What to bring")}
"""Titles of the parts that bring none of their own."""

KINDS = {"screen": "ticks", "steps": "steps", "documents": "table"}
"""How a part is laid out; the others are notes without boxes."""

WORDS = {
    "paper": N_("Paper"),
    "instead": N_("Or you can bring"),
    "done": N_("Day"),
    "confirm": N_("These rules may have changed. Ask to confirm before you count on them."),
    "draft": N_("This translation has not been checked by a native reader."),
    "holds": N_("Rules from {start} to {end}. Checked on {checked}."),
}
"""Our own sentences on the sheet, by key. Translated, they travel with the document as its ``words``."""


def document(data: ChecklistData, language: str, today: date, translate: Translate) -> Checklist:
    """The checklist in ``language``, as it stands on ``today``. ``translate`` knows our own sentences."""
    said = {key: translate(sentence, language) for key, sentence in WORDS.items()}
    said["holds"] = said["holds"].format(
        start=_day(data.effective_from, language),
        end=_day(data.effective_to, language),
        checked=_day(data.checked_on, language),
    )
    if not data.must_be_confirmed(today):
        del said["confirm"]
    if language not in data.drafts:
        del said["draft"]
    sections = []
    for number, part in enumerate(data.parts):
        said[f"kind{number}"] = KINDS.get(part.id, "notes")
        sections.append(_section(part, data, language, translate))
    return Checklist(
        title=words(data.title, language),
        language=language,
        sections=tuple(sections),
        intro=words(data.intro, language),
        source=data.source,
        valid_from=data.effective_from,
        valid_until=data.effective_to,
        words=said,
    )


def _section(
    part: Part, data: ChecklistData, language: str, translate: Translate
) -> ChecklistSection:
    title = translate(TITLES[part.id], language) if part.id in TITLES else ""
    return ChecklistSection(
        title=title or words(part.title, language),
        items=tuple(_item(part, fact, data, language) for fact in part.facts),
        intro=words(part.intro, language) if part.intro else "",
    )


def _item(part: Part, fact: Fact, data: ChecklistData, language: str) -> ChecklistItem:
    lines = [words(fact.detail, language)] if fact.detail else []
    if fact.channels:
        lines.append(" · ".join(_ways(data, language)))
    if part.id == "documents" and language != "en":
        lines.append(words(fact.label, "en"))
    return ChecklistItem(
        title=words(fact.label, language),
        detail="\n".join(lines),
        documents=tuple(words(example, language) for example in fact.examples),
        alternatives=tuple(words(other, language) for other in fact.alternatives),
    )


def _day(day: date, language: str) -> str:
    return str(format_date(day, "long", locale=LANGUAGES[language].locale))


def _ways(data: ChecklistData, language: str) -> Iterator[str]:
    """The ways to apply."""
    for channel in data.channels:
        where = channel.phone or (channel.url or "").removeprefix("https://").removeprefix("www.")
        label = words(channel.label, language)
        yield f"{label}: {where}" if where else label
