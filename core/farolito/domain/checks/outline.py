"""The parts of a definition with their pointers, in the order of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from farolito.domain.question_types.matrix import row_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_QUESTIONS = 1_500
"""Nobody would answer more, and every page turn would pay for them."""

MOST_DEPTH = 3
"""Repeats within each other: a household, its people, their jobs."""

MOST_ENTRIES = 2_000
"""All entries that one response may have, those within others included."""

Part = dict[str, Any]


class PlacedSection(NamedTuple):
    """A section, where it stands, and the sections around it, outermost first."""

    pointer: str
    section: Part
    around: tuple[Part, ...] = ()


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


def sections(form: Mapping[str, Any]) -> Iterator[PlacedSection]:
    """Every section, each before those within it."""
    for number, section in enumerate(form["sections"]):
        yield from _from(PlacedSection(f"/sections/{number}", section))


def sections_in(placed: PlacedSection) -> Iterator[PlacedSection]:
    """The sections right within a section."""
    pointer, section, around = placed
    for number, inner in enumerate(section.get("sections", [])):
        yield PlacedSection(f"{pointer}/sections/{number}", inner, (*around, section))


def _from(placed: PlacedSection) -> Iterator[PlacedSection]:
    yield placed
    for inner in sections_in(placed):
        yield from _from(inner)


def pages_of(pointer: str, section: Part) -> Iterator[PlacedPage]:
    """Every page of a section."""
    for number, page in enumerate(section["pages"]):
        yield PlacedPage(f"{pointer}/pages/{number}", page, section)


def groups_of(placed: PlacedPage) -> Iterator[tuple[str, Part]]:
    """Every group of a page with its pointer."""
    for number, item in enumerate(placed.page["questions"]):
        if "group" in item:
            yield f"{placed.pointer}/questions/{number}", item


def questions_of(placed: PlacedPage) -> Iterator[PlacedQuestion]:
    """Every question of a page, those of its groups included."""
    for number, item in enumerate(placed.page["questions"]):
        pointer = f"{placed.pointer}/questions/{number}"
        if "group" not in item:
            yield PlacedQuestion(pointer, item, placed.section)
            continue
        for below, question in numbered(f"{pointer}/questions", item["questions"]):
            yield PlacedQuestion(below, question, placed.section)


def pages(form: Mapping[str, Any]) -> Iterator[PlacedPage]:
    """Every page of the form."""
    for placed in sections(form):
        yield from pages_of(placed.pointer, placed.section)


def questions(form: Mapping[str, Any]) -> Iterator[PlacedQuestion]:
    """Every question of the form, those of repeats included."""
    for page in pages(form):
        yield from questions_of(page)


def named(placed: PlacedQuestion) -> Iterator[tuple[str, str]]:
    """The names under which answers to a question are known, each with a pointer to it: one per row of a matrix."""
    question = placed.question
    if question["type"] != "matrix":
        yield f"{placed.pointer}/name", question["name"]
        return
    for number, row in enumerate(question.get("rows", [])):
        name = row["name"] and question["name"] and row_name(question["name"], row["name"])
        yield f"{placed.pointer}/rows/{number}/name", name


def numbered(pointer: str, parts: list[Any]) -> Iterator[tuple[str, Any]]:
    """Every part of a list with its pointer."""
    for number, part in enumerate(parts):
        yield f"{pointer}/{number}", part
