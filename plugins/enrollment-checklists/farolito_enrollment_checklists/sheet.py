"""Makes the document of a checklist in one language: what the page shows and the paper prints.

Under the family's words stand the English ones, small, where a clerk must read along. A family's own copy has its
ticks and days on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from babel.dates import format_date

from farolito.api import LANGUAGES, N_, Checklist, ChecklistItem, ChecklistSection, words
from farolito_enrollment_checklists.copies import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from farolito.api import Contact
    from farolito_enrollment_checklists.data import ChecklistData, Fact, Part
    from farolito_enrollment_checklists.nights import Nights

    Translate = Callable[[str, str], str]

NO_BREAK = "\u2011"  # a hyphen at which no line ends
NUMBER = re.compile(r"\d+(?:-\d+)+")
"""That of a phone. On paper the layout keeps it whole."""

BLANK = re.compile("_{3,}")
"""A line to write on."""

TITLES = {"steps": N_("What to do"), "documents": N_("What to bring")}
"""Titles of the parts that bring none of their own."""

KINDS = {
    "screen": "ticks",
    "doors": "steps",
    "tasks": "steps",
    "steps": "steps",
    "documents": "table",
}
"""How a part is laid out; the others are notes without boxes."""

WORDS = {
    "paper": N_("Paper"),
    "instead": N_("Or you can bring"),
    "seen": N_("Seen by staff"),
    "done": N_("Day"),
    "now": N_("Needed to start"),
    "later": N_("Can come later"),
    "missing": N_("Don’t have a paper? You can still start. Ask us."),
    "for": N_("For (first letters of the name): __________ Grade: ______"),
    "questions": N_("Questions?"),
    "online": N_("The same list on the web:"),
    "code": N_("Your code:"),
    "done_on": N_("Done on {day}"),
    "due": N_("By {day}"),
    "printed": N_("Printed on {day}"),
    "confirm": N_("These rules may have changed. Ask to confirm before you count on them."),
    "draft": N_("This translation has not been checked by a native reader."),
    "nights": N_(
        "By our notes {used} of 16 nights are used since {since}; {left} are left. Ask the county for its own count."
    ),
    "holds": N_("Rules from {start} to {end}. Checked on {checked}."),
}
"""Our own sentences on the sheet, by key. Translated, they travel with the document as its ``words``."""


@dataclass(frozen=True)
class Own:
    """What makes a sheet the family's own, or that of a place."""

    marks: Marks = field(default_factory=Marks)
    place_name: str = ""
    contact: Contact | None = None
    address: str = ""
    qr_svg: str | None = None
    code: str = ""
    large_print: bool = False
    nights: Nights | None = None  # of help with a place to stay


def document(
    data: ChecklistData, language: str, today: date, translate: Translate, own: Own | None = None
) -> Checklist:
    """The checklist in ``language``, as it stands on ``today``. ``translate`` knows our own sentences."""
    own = own or Own()
    said = {key: translate(sentence, language) for key, sentence in WORDS.items()}
    said["holds"] = said["holds"].format(
        start=day_words(data.effective_from, language),
        end=day_words(data.effective_to, language),
        checked=day_words(data.checked_on, language),
    )
    said["printed"] = said["printed"].format(day=day_words(today, language))
    if not data.must_be_confirmed(today):
        del said["confirm"]
    if language not in data.drafts:
        del said["draft"]
    notes = _notes(own, said.pop("nights"), language)
    due = own.marks.due(data)
    return Checklist(
        title=words(data.title, language),
        language=language,
        sections=tuple(
            _section(part, data, language, translate, own.marks, due, notes) for part in data.parts
        ),
        intro=words(data.intro, language),
        source=data.source,
        valid_from=data.effective_from,
        valid_until=data.effective_to,
        place_name=own.place_name,
        contact=own.contact,
        address=own.address,
        qr_svg=own.qr_svg,
        code=own.code,
        date=today,
        large_print=own.large_print,
        words=said,
    )


def on_screen(document: Checklist) -> Checklist:
    """The same without lines to write on: nobody writes on glass. Numbers of phones stay whole in any direction."""
    language = document.language
    return replace(
        document,
        intro=_whole(document.intro, language),
        sections=tuple(
            replace(
                section,
                intro=_whole(section.intro, language),
                items=tuple(_on_screen(item, language) for item in section.items),
            )
            for section in document.sections
        ),
    )


def _on_screen(item: ChecklistItem, language: str) -> ChecklistItem:
    lines = [line for line in item.detail.split("\n") if not BLANK.search(line)]
    return replace(
        item,
        title=_whole(BLANK.sub("…", item.title), language),
        detail=_whole("\n".join(lines), language),
        alternatives=tuple(_whole(one, language) for one in item.alternatives),
    )


def _whole(text: str, language: str) -> str:
    """From right to left a number that is not isolated changes its order, and one that is broken is dialed wrong."""
    if LANGUAGES[language].direction == "ltr":
        return text
    return NUMBER.sub(lambda found: f"\u2066{found[0].replace('-', NO_BREAK)}\u2069", text)


def _section(
    part: Part,
    data: ChecklistData,
    language: str,
    translate: Translate,
    marks: Marks,
    due: Mapping[str, date],
    notes: Mapping[str, str],
) -> ChecklistSection:
    title = translate(TITLES[part.id], language) if part.id in TITLES else ""
    return ChecklistSection(
        title=title or words(part.title, language),
        items=tuple(_item(part, fact, data, language, marks, due, notes) for fact in part.facts),
        intro=words(part.intro, language) if part.intro else "",
        kind=KINDS.get(part.id, "notes"),
        id=part.id,
    )


def _item(
    part: Part,
    fact: Fact,
    data: ChecklistData,
    language: str,
    marks: Marks,
    due: Mapping[str, date],
    notes: Mapping[str, str],
) -> ChecklistItem:
    lines = words(fact.detail, language).split("\n") if fact.detail else []
    if fact.channels:
        lines.append(" · ".join(_ways(data, language)))
    item, is_step = f"{part.id}.{fact.id}", part.id == "steps"
    lines += [notes[item]] if item in notes else []
    return ChecklistItem(
        title=_filled(words(fact.label, language), fact, marks, due, language),
        detail="\n".join(lines),
        documents=tuple(words(example, language) for example in fact.examples),
        alternatives=tuple(words(other, language) for other in fact.alternatives),
        due=due.get(fact.id) if is_step else None,
        id=item,
        second=words(fact.label, "en") if part.id == "documents" and language != "en" else "",
        later=fact.later,
        ticked=item in marks.ticked,
        seen=item in marks.seen,
        done_on=marks.days.get(fact.id) if is_step else None,
    )


def _notes(own: Own, nights: str, language: str) -> dict[str, str]:
    """What is known about this family besides its ticks, by the item below which it is printed."""
    if own.nights is None or own.nights.since is None:
        return {}
    counts = own.nights
    since = day_words(own.nights.since, language)
    said = nights.format(used=counts.used, left=counts.left, since=since)
    return {"place_to_stay.nights": said}


def _filled(label: str, fact: Fact, marks: Marks, due: Mapping[str, date], language: str) -> str:
    """A line for a day that is known by now has the day on it."""
    day = marks.days.get(fact.date_of) if fact.date_of else due.get(fact.due_of)
    return label.rstrip("_ ") + f" {day_words(day, language)}" if day is not None else label


def day_words(day: date, language: str) -> str:
    """ "November 23, 2026" in ``language``."""
    return str(format_date(day, "long", locale=LANGUAGES[language].locale))


def _ways(data: ChecklistData, language: str) -> Iterator[str]:
    """The ways to apply."""
    for channel in data.channels:
        where = channel.phone or (channel.url or "").removeprefix("https://").removeprefix("www.")
        label = words(channel.label, language)
        yield f"{label}: {where}" if where else label
