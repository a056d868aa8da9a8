"""The numbers on a paper form, and where each rule of the form begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from farolito.api import Form, Group, Page, Question, Section


@dataclass(frozen=True, slots=True)
class Direction:
    """A rule to print: it governs the questions ``first`` to ``last``; whoever it does not fit goes to ``next``.

    ``rule`` is the JSON of the expression. ``next`` is None at the end of the form, or of an entry's part;
    ``depth`` says how many lists stand around it.
    """

    rule: Any
    first: str
    last: str
    count: int
    next: str | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its number (``""`` for a note), the page or group it is the first of, the rules before it."""

    number: str
    question: Question
    page: Page | None
    group: Group | None
    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section. ``number`` is that of a repeated section, whose questions are lettered: 9a, 9b.

    ``parts`` are the lists within each of its entries: 9c, with 9c1 and 9c2.
    """

    section: Section
    number: str
    directions: tuple[Direction, ...]
    lines: tuple[Line, ...]
    parts: tuple[Part, ...] = ()


def numbers(form: Form) -> dict[str, str]:
    """The printed number of every question and repeat, by name. Notes have none."""
    found: dict[str, str] = {}
    top = 0
    for section in form.sections:
        if section.repeat is not None:
            top += 1
            found |= _list_numbers(section, str(top), 1)
        else:
            for question in _asked(section):
                top += 1
                found[question.name] = str(top)
    return found


def parts(form: Form) -> tuple[Part, ...]:
    """The form as it is printed: numbered, with the rules where they begin."""
    found = numbers(form)
    tops = [_tops(section, found) for section in form.sections]
    after = [next(chain(*tops[place + 1 :]), None) for place in range(len(tops))]
    return tuple(
        _part(section, found, following, 0)
        for section, following in zip(form.sections, after, strict=True)
    )


def _list_numbers(section: Section, number: str, depth: int) -> dict[str, str]:
    """9 for a list, 9a for its questions, 9c for a list within it, 9c1 for the questions of that one."""
    found = {section.repeat.name: number} if section.repeat else {}
    mark = _letter if depth % 2 else _digit
    questions = list(_asked(section))
    found |= {q.name: f"{number}{mark(place)}" for place, q in enumerate(questions)}
    for place, inner in enumerate(section.sections, len(questions)):
        found |= _list_numbers(inner, f"{number}{mark(place)}", depth + 1)
    return found


def _asked(section: Section) -> Iterator[Question]:
    return (q for page in section.pages for q in page.shown if q.type != "note")


def _part(section: Section, found: Mapping[str, str], after: str | None, depth: int) -> Part:
    """``depth``: how many lists stand around this section."""
    own = [found[question.name] for question in _asked(section)]
    top = [found[section.repeat.name]] if section.repeat else own
    directions = _directions(section.relevant, top, after, depth)
    inner = [number for one in section.sections for number in _tops(one, found)]
    inside = [*own, *inner] if section.repeat else [*own, *([after] if after else [])]
    below = depth + 1 if section.repeat else depth
    lines = tuple(
        _line(page, question, found, inside, below)
        for page in section.pages
        for question in page.shown
    )
    within = tuple(
        _part(one, found, _next(inside, [number]), below)
        for one, number in zip(section.sections, inner, strict=True)
    )
    return Part(section, top[0] if section.repeat else "", directions, lines, within)


def _line(
    page: Page, question: Question, found: Mapping[str, str], inside: Sequence[str], depth: int
) -> Line:
    number = found.get(question.name, "")
    place = page.shown.index(question)
    directions: tuple[Direction, ...] = ()
    if place == 0:
        governed = [found[q.name] for q in page.shown if q.name in found]
        directions += _directions(page.relevant, governed, _next(inside, governed), depth)
    group = question.group
    if group is not None and place and page.shown[place - 1].group == group:
        group = None
    if group is not None:
        governed = [found[q.name] for q in page.shown if q.group == group and q.name in found]
        directions += _directions(group.relevant, governed, _next(inside, governed), depth)
    row = question.options.get("row")
    if row is None or row.is_first:
        ruled = _ruled(page, question, found)
        directions += _directions(question.relevant, ruled, _next(inside, ruled), depth)
    return Line(number, question, None if place else page, group, directions)


def _ruled(page: Page, question: Question, found: Mapping[str, str]) -> Sequence[str]:
    """The numbers that a question's own rule governs: for the first row of a matrix those of all rows."""
    row = question.options.get("row")
    if row is None:
        return [found[question.name]] if question.name in found else []
    rows = [
        q for q in page.questions if q.options.get("row") and q.options["row"].matrix == row.matrix
    ]
    return [found[q.name] for q in rows]


def _directions(
    rule: Any, governed: Sequence[str], after: str | None, depth: int
) -> tuple[Direction, ...]:
    if rule is None:
        return ()
    first, last = (governed[0], governed[-1]) if governed else ("", "")
    return (Direction(rule.json, first, last, len(governed), after, depth),)


def _next(numbers_: Sequence[str], governed: Sequence[str]) -> str | None:
    if not governed or governed[-1] not in numbers_:
        return None
    place = numbers_.index(governed[-1]) + 1
    return numbers_[place] if place < len(numbers_) else None


def _tops(section: Section, found: Mapping[str, str]) -> list[str]:
    if section.repeat is not None:
        return [found[section.repeat.name]]
    return [found[question.name] for question in _asked(section)]


def _digit(place: int) -> str:
    return str(place + 1)


def _letter(place: int) -> str:
    return ascii_lowercase[place % 26] * (place // 26 + 1)
