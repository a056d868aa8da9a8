"""A matrix becomes one question per row, once, when a form is built."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.definitions import Row
from farolito.domain.question_types.matrix import MatrixRow, row_name
from farolito.domain.shapes.kinds import CODE, SNAKE, Line
from farolito.domain.shapes.records import Field, ListOf, MapOf, Record
from farolito.domain.shapes.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Question

ROW = Record(
    Row,
    "a row of a matrix",
    (
        Field("name", CODE, "Joined to the name of the matrix it is the name of a question."),
        Field("label", Words(), "What people read beside the choices."),
        Field("codes", MapOf(SNAKE, Line()), "Codes of standards for this row, e.g. loinc."),
        Field(
            "was",
            ListOf(CODE, least=1, most=20, unique=True),
            "Names it had before, so that their answers stay with it.",
        ),
    ),
)


def rows_of(question: Question) -> tuple[Question, ...]:
    """The questions that the rows of a matrix are; a question without rows is the only one."""
    rows = question.options.get("rows")
    if question.type != "matrix" or not rows:
        return (question,)
    return tuple(_each(question, rows))


def _each(question: Question, rows: list[Any]) -> Iterator[Question]:
    others = {name: option for name, option in question.options.items() if name != "rows"}
    for number, written in enumerate(rows):
        row: Row = ROW.build(written)
        place = MatrixRow(question.name, row.label, question.label, number, len(rows))
        yield replace(
            question,
            name=row_name(question.name, row.name),
            label=_joined(question.label, row.label),
            codes={**question.codes, **row.codes},
            was=_was(question, row),
            options={**others, "row": place},
        )


def _was(question: Question, row: Row) -> tuple[str, ...]:
    """The names that the question of a row had, when the matrix or the row was called otherwise."""
    names = [
        row_name(matrix, own)
        for matrix in (question.name, *question.was)
        for own in (row.name, *row.was)
    ]
    return tuple(names[1:])


def _joined(whole: Mapping[str, str], row: Mapping[str, str]) -> Mapping[str, str]:
    """The words of a row where it stands alone: in a summary, an export, a report of problems."""
    both = {tag: f"{words} \u2013 {row[tag]}" for tag, words in whole.items() if tag in row}
    return both or row
