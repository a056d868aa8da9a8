"""Reads the checklists beside this module: facts with the days they hold, their source, and when it was checked.

A fact that nobody could check carries ``"verified": false``. It is never printed; its ``ask`` is, where it has
one: "ask what it is now".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito_enrollment_checklists.rules import DeadlineRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Text = Mapping[str, str]

FOLDER = Path(__file__).parent / "checklists"

ORDER = (
    "calfresh",
    "medi-cal",
    "other-doors",
    "calworks",
    "ihss",
    "wic",
    "covered-california",
    "school-enrollment",
    "meals",
    "phone-internet",
)
"""The order in which they are offered: what decides whether a family eats or sees a doctor comes first."""


@dataclass(frozen=True)
class Fact:
    """One thing to do, to bring or to know. ``label`` may be printed: it was checked, or it only says to ask."""

    id: str
    label: Text
    detail: Text
    examples: tuple[Text, ...]
    alternatives: tuple[Text, ...]
    deadline: DeadlineRule | None
    who: str  # family, county or school: who does it
    later: bool  # a document that can come after the start
    channels: bool  # the ways to apply are printed here
    date_of: str  # the step whose day is printed here
    due_of: str  # the step whose last day is printed here


@dataclass(frozen=True)
class Part:
    """A titled run of facts."""

    id: str
    title: Text
    intro: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Channel:
    """A way to apply."""

    label: Text
    phone: str | None
    url: str | None


@dataclass(frozen=True)
class ChecklistData:
    """One programme. After ``review_by``, or outside ``effective_from``..``effective_to``, it may be wrong."""

    id: str
    title: Text
    intro: Text
    effective_from: date
    effective_to: date
    review_by: date
    checked_on: date
    source: str
    channels: tuple[Channel, ...]
    parts: tuple[Part, ...]
    drafts: tuple[str, ...]  # languages that no native reader has checked
    limits: tuple[str, ...]  # ids of the income tables it depends on
    unverified: tuple[Text, ...]  # what is in the file and must not be printed

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, English first."""
        return tuple(self.title)

    def part(self, name: str) -> Part | None:
        """One of its parts: screen, steps, documents, people or changes."""
        return next((part for part in self.parts if part.id == name), None)

    @property
    def steps(self) -> tuple[Fact, ...]:
        """What to do, in order."""
        part = self.part("steps")
        return part.facts if part else ()

    @property
    def documents(self) -> tuple[Fact, ...]:
        """What to bring."""
        part = self.part("documents")
        return part.facts if part else ()

    def must_be_confirmed(self, today: date) -> bool:
        """Whether a print of today must say "ask to confirm"."""
        return today > self.review_by or not self.effective_from <= today <= self.effective_to


@cache
def checklists() -> Mapping[str, ChecklistData]:
    """Every checklist by its id, in :data:`ORDER`; read once, the files are part of the plugin."""
    found = [_checklist(json.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.json")]
    return {one.id: one for one in sorted(found, key=lambda one: ORDER.index(one.id))}


def _checklist(document: Mapping[str, Any]) -> ChecklistData:
    return ChecklistData(
        id=document["id"],
        title=document["title"],
        intro=document["intro"],
        effective_from=date.fromisoformat(document["effective_from"]),
        effective_to=date.fromisoformat(document["effective_to"]),
        review_by=date.fromisoformat(document["review_by"]),
        checked_on=date.fromisoformat(document["checked_on"]),
        source=document["source"],
        channels=tuple(
            Channel(words, one.get("phone"), one.get("url"))
            if one.get("verified", True)
            else Channel(words, None, None)
            for one in document["apply_channels"]
            if (words := _printable(one)) is not None
        ),
        parts=tuple(_part(name, document[name]) for name in document["print_sections"]),
        drafts=tuple(
            language
            for language, translation in document["translations"].items()
            if translation["state"] != "reviewed"
        ),
        limits=tuple(document["limits_table_ref"]),
        unverified=tuple(_unverified(document)),
    )


def _part(name: str, found: Any) -> Part:
    """``steps`` and ``documents`` are plain lists; the other parts bring their own title."""
    if isinstance(found, list):
        return Part(name, {}, {}, _facts(found))
    items = found.get("items") or found["questions"]
    return Part(name, found["title"], found.get("intro", {}), _facts(items))


def _facts(items: list[Mapping[str, Any]]) -> tuple[Fact, ...]:
    return tuple(_fact(item) for item in items if _printable(item) is not None)


def _fact(item: Mapping[str, Any]) -> Fact:
    known = item.get("verified", True)
    rule = item.get("deadline") if known else None
    return Fact(
        id=item["id"],
        label=_printable(item) or {},
        detail=item.get("detail", {}) if known else {},
        examples=tuple(item.get("examples", ())) if known else (),
        alternatives=tuple(
            words for one in item.get("alternatives", ()) if (words := _printable(one)) is not None
        ),
        deadline=DeadlineRule.read(rule) if rule else None,
        who=item.get("who", "family"),
        later=item.get("later", False),
        channels=item.get("channels", False),
        date_of=item.get("date_of", ""),
        due_of=item.get("due_of", ""),
    )


def _printable(item: Mapping[str, Any]) -> Text | None:
    """What may be printed of a fact: the fact itself, "ask" in its place, or nothing."""
    found: Text | None = item.get("label" if item.get("verified", True) else "ask")
    return found


def _unverified(value: Any) -> Iterator[Text]:
    """The words of everything that nobody could check; where only its ``ask`` is written, there was no fact."""
    if isinstance(value, dict):
        if value.get("verified") is False and "label" in value:
            yield value["label"]
        for one in value.values():
            yield from _unverified(one)
    elif isinstance(value, list):
        for one in value:
            yield from _unverified(one)
