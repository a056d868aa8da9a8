"""The numbers on a paper form, and where each rule of the form begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from farolito.api import Form, Page, Question, Section


@dataclass(frozen=True, slots=True)
class Direction:
    """A rule to print: it governs the questions ``first`` to ``last``; whoever it does not fit goes to ``next``.

    ``rule`` is the JSON of the expression. ``next`` is None at the end of the form, or of a person's part.
    """

    rule: Any
    first: str
    last: str
    count: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its number (``""`` for a note), the page it is the first of, and the rules before it."""

    number: str
    question: Question
    page: Page | None
    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section. ``number`` is that of a repeated section, whose questions are lettered: 9a, 9b."""

    section: Section
    number: str
    directions: tuple[Direction, ...]
    lines: tuple[Line, ...]


def numbers(form: Form) -> dict[str, str]:
    """The printed number of every question and repeat, by name. Notes have none."""
    found: dict[str, str] = {}
    top = 0
    for section in form.sections:
        asked = [q for page in section.pages for q in page.questions if q.type != "note"]
        if section.repeat is not None:
            top += 1
            found[section.repeat.name] = str(top)
            found |= {q.name: f"{top}{_letter(place)}" for place, q in enumerate(asked)}
        else:
            for question in asked:
                top += 1
                found[question.name] = str(top)
    return found


def parts(form: Form) -> tuple[Part, ...]:
    """The form as it is printed: numbered, with the rules where they begin."""
    found = numbers(form)
    return tuple(_part(form, section, found) for section in form.sections)


def _part(form: Form, section: Section, found: Mapping[str, str]) -> Part:
    own = [found[q.name] for page in section.pages for q in page.questions if q.name in found]
    top = [found[section.repeat.name]] if section.repeat else own
    after = _after(form, section, found)
    directions = _directions(section.relevant, top, after)
    inside = own if section.repeat else [*own, *([after] if after else [])]
    lines = tuple(
        _line(page, question, found, inside)
        for page in section.pages
        for question in page.questions
    )
    return Part(section, top[0] if section.repeat else "", directions, lines)


def _line(page: Page, question: Question, found: Mapping[str, str], inside: Sequence[str]) -> Line:
    number = found.get(question.name, "")
    first = question is page.questions[0]
    directions: tuple[Direction, ...] = ()
    if first:
        governed = [found[q.name] for q in page.questions if q.name in found]
        directions += _directions(page.relevant, governed, _next(inside, governed))
    directions += _directions(
        question.relevant, [number] if number else [], _next(inside, [number])
    )
    return Line(number, question, page if first else None, directions)


def _directions(rule: Any, governed: Sequence[str], after: str | None) -> tuple[Direction, ...]:
    if rule is None:
        return ()
    first, last = (governed[0], governed[-1]) if governed else ("", "")
    return (Direction(rule.json, first, last, len(governed), after),)


def _next(numbers_: Sequence[str], governed: Sequence[str]) -> str | None:
    if not governed or governed[-1] not in numbers_:
        return None
    place = numbers_.index(governed[-1]) + 1
    return numbers_[place] if place < len(numbers_) else None


def _after(form: Form, section: Section, found: Mapping[str, str]) -> str | None:
    """The first number after a section."""
    later = iter(form.sections)
    for one in later:
        if one is section:
            break
    return next((number for one in later for number in _tops(one, found)), None)


def _tops(section: Section, found: Mapping[str, str]) -> Iterator[str]:
    if section.repeat is not None:
        yield found[section.repeat.name]
        return
    for page in section.pages:
        yield from (found[q.name] for q in page.questions if q.name in found)


def _letter(place: int) -> str:
    return ascii_lowercase[place % 26] * (place // 26 + 1)
