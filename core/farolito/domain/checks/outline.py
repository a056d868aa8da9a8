"""The parts of a definition with their pointers, in the order of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_QUESTIONS = 500
"""More would make naming near misses slow, and nobody would answer them."""

Part = dict[str, Any]


class PlacedQuestion(NamedTuple):
    """A question, where it stands, and its section."""

    pointer: str
    question: Part
    section: Part


class PlacedPage(NamedTuple):
    """A page, where it stands, and its section."""

    pointer: str
    page: Part
    section: Part


def sections(form: Mapping[str, Any]) -> Iterator[tuple[str, Part]]:
    """Every section with its pointer."""
    for number, section in enumerate(form["sections"]):
        yield f"/sections/{number}", section


def pages_of(pointer: str, section: Part) -> Iterator[PlacedPage]:
    """Every page of a section."""
    for number, page in enumerate(section["pages"]):
        yield PlacedPage(f"{pointer}/pages/{number}", page, section)


def questions_of(placed: PlacedPage) -> Iterator[PlacedQuestion]:
    """Every question of a page."""
    for number, question in enumerate(placed.page["questions"]):
        yield PlacedQuestion(f"{placed.pointer}/questions/{number}", question, placed.section)


def pages(form: Mapping[str, Any]) -> Iterator[PlacedPage]:
    """Every page of the form."""
    for pointer, section in sections(form):
        yield from pages_of(pointer, section)


def questions(form: Mapping[str, Any]) -> Iterator[PlacedQuestion]:
    """Every question of the form, those of repeats included."""
    for page in pages(form):
        yield from questions_of(page)


def numbered(pointer: str, parts: list[Any]) -> Iterator[tuple[str, Any]]:
    """Every part of a list with its pointer."""
    for number, part in enumerate(parts):
        yield f"{pointer}/{number}", part
