"""What a translator is given of a form, and what comes back: each text with source words, words and state."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.domain.json_text import read_json
from farolito.domain.stamping import value_at, with_translations
from farolito.domain.translations import (
    WRITTEN_STATES,
    mark_of,
    states_of_texts,
    texts_of,
    written_states,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.definitions import TranslationState


@dataclass(frozen=True, slots=True)
class Unit:
    """One text. ``words`` is ``""`` where there are none; ``key`` is that of :class:`~.translations.FormText`."""

    key: str
    source: str
    words: str
    state: TranslationState


@dataclass(frozen=True, slots=True)
class Sheet:
    """All texts of a form for one language, in the order of the form."""

    form: str
    source_language: str
    language: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A definition with the words of a sheet, and what became of them, by key.

    ``outdated``: their source words are others by now, so they were taken over as stale. ``unknown``: the form has no
    such text, so they were not taken over. ``changed``: all whose words or state are other than before.
    """

    text: str
    changed: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def sheet_of(document: Mapping[str, Any], language: str) -> Sheet:
    """The sheet of a form document for a translator into ``language``, which the form need not have yet."""
    source = document["languages"][0]
    states = states_of_texts(document, language)
    units = (
        Unit(one.key, one.words.get(source, ""), one.words.get(language, ""), states[one.key])
        for one in texts_of(document)
    )
    return Sheet(document["name"], source, language, tuple(units))


MOST_IN_A_LINE = 3
"""Languages of a text that are written side by side."""


def merged(text: str, sheet: Sheet) -> Merged:
    """The text of a well-made definition with the words and states of ``sheet``; the rest stays letter for letter.

    A unit without words, or with a state that is not written down (missing, stale), changes no state: words that are
    new or other than before are then drafts.
    """
    text = text.removeprefix("\ufeff")
    located = read_json(text)
    document, language = located.value, sheet.language
    source = document["languages"][0]
    known = {one.key: one for one in texts_of(document)}
    given = {unit.key: unit for unit in sheet.units if unit.key in known and unit.words}
    before = states_of_texts(document, language)

    marks: list[tuple[str, str]] = []
    changed: list[str] = []
    outdated: list[str] = []
    edits: list[tuple[int, int, str]] = []
    for key, one in known.items():
        unit, words = given.get(key), one.words.get(language, "")
        state, of = before[key], one.words.get(source, "")
        if unit is not None:
            if unit.words != words:
                start, end = value_at(text, located.offset(one.pointer))
                edits.append((start, end, _words(text, start, {**one.words, language: unit.words})))
            if unit.state in WRITTEN_STATES:
                state, of = unit.state, unit.source
            elif unit.words != words:
                state, of = "draft", unit.source
            if unit.source != one.words.get(source, ""):
                outdated.append(key)
            if unit.words != words or state != before[key]:
                changed.append(key)
        if state in WRITTEN_STATES:
            marks.append((state, mark_of(key, of)))
    if language not in document["languages"]:
        start, end = value_at(text, located.offset("/languages"))
        edits.append((start, end, json.dumps([*document["languages"], language])))
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    said = {**document.get("translations", {}), language: written_states(marks)}
    text = with_translations(text, said)
    unknown = tuple(unit.key for unit in sheet.units if unit.key not in known)
    return Merged(text, tuple(changed), tuple(outdated), unknown)


def _words(text: str, at: int, words: Mapping[str, str]) -> str:
    """A text in its languages: in one line or, when there are many, in a line for each, as deep as its first line."""
    if len(words) <= MOST_IN_A_LINE:
        return json.dumps(words, ensure_ascii=False)
    line = text[text.rfind("\n", 0, at) + 1 :]
    deep = line[: len(line) - len(line.lstrip(" "))]
    return f"{{{json.dumps(words, ensure_ascii=False, indent=2)[1:]}".replace("\n", f"\n{deep}")


def progress(units: Sequence[Unit]) -> dict[str, int]:
    """How many texts are in each state, the least trusted first; those that none is in are left out."""
    counted = dict.fromkeys(("missing", "stale", *WRITTEN_STATES), 0)
    for unit in units:
        counted[unit.state] += 1
    return {state: number for state, number in counted.items() if number}
