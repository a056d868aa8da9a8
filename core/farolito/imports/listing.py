"""What our lists have and others know nothing of: their words, and how many entries there may be in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import MOST_ENTRIES
from farolito.domain.parts import questions_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from farolito.domain.carrying import Report
    from farolito.imports.outline import Group, Words

Part = dict[str, Any]
REPEAT_WORDS: Mapping[str, Words] = {
    "entry": {"en": "entry", "es": "entrada"},
    "add": {"en": "Add another?", "es": "¿Agregar otra entrada?"},
    "empty": {"en": "Nothing here yet.", "es": "Todavía no hay nada aquí."},
}
MOST_IN_A_LIST = 50


def repeat_of(
    group: Group,
    section: Part,
    label: str | None,
    spoken: Callable[[Words], Words],
    report: Report,
) -> Part:
    """The ``repeat`` of a section but its name. ``label``: the question after which an entry is called, if it is known.

    ``spoken`` gives words of our own in the languages of the form.
    """
    given = dict(group.repeat or {})
    given.pop("entry_label", None)
    if label is None:
        asked = [question for page in section["pages"] for question in questions_in(page)]
        named = (q["name"] for q in asked if q["type"] in {"full_name", "text"})
        label = next(named, asked[0]["name"])
        most = given.get("max", MOST_IN_A_LIST)
        became = f"An entry is called after its answer to {label}; a list has at most {most}."
        report.note(group.where, "the list", became, "changed")
    words = {key: dict(text) for key, text in REPEAT_WORDS.items()}
    if group.label:
        words["entry"] = dict(group.label)
    for key, text in words.items():
        if key not in given:
            given[key] = spoken(text)
            if key != "entry" or not group.label:
                said = f"“{key}” has words of our own; write better ones."
                report.note(group.where, f"words of the list ({key})", said, "asked_for")
    return {"max": MOST_IN_A_LIST, **given, "entry_label": label}


def fit(sections: list[Part], places: Mapping[str, str], report: Report) -> None:
    """Give lists a smaller ``max``, the longest first, until a response is not too long. ``places``: of each list."""
    lowered: dict[str, Part] = {}
    while _entries(sections) > MOST_ENTRIES:
        longest = max(_repeats(sections), key=lambda repeat: repeat["max"])
        if longest["max"] == 1:
            return
        longest["max"] //= 2
        lowered[longest["name"]] = longest
    for name, repeat in lowered.items():
        said = f"It has at most {repeat['max']}, so that a response has at most {MOST_ENTRIES:,} entries in all."
        report.note(places.get(name, "the form"), f"the list {name}", said, "changed")


def _repeats(sections: Iterable[Part]) -> list[Part]:
    """Inner lists before those around them: they are shortened first."""
    found: list[Part] = []
    for section in sections:
        found += _repeats(section.get("sections", ()))
        found += [section["repeat"]] if "repeat" in section else []
    return found


def _entries(sections: Iterable[Part], around: int = 1) -> int:
    total = 0
    for section in sections:
        each = around * section["repeat"]["max"] if "repeat" in section else around
        total += each if "repeat" in section else 0
        total += _entries(section.get("sections", ()), each)
    return total
