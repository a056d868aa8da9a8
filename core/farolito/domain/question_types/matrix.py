"""Rows that are answered with the same choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from farolito.domain.question_types.base import Option
from farolito.domain.question_types.choice import ChoiceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.domain.definitions import Question

LONGEST_NAME = 40
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Where a question of this type stands in its matrix: ``number`` from 0, of ``of`` rows."""

    matrix: str  # the name of the whole
    label: Mapping[str, str]  # of the row alone; the question's own label has both
    whole: Mapping[str, str]  # the label of the whole
    number: int
    of: int

    @property
    def is_first(self) -> bool:
        """Whether the table begins here."""
        return self.number == 0

    @property
    def is_last(self) -> bool:
        """Whether the table ends here."""
        return self.number == self.of - 1


class MatrixType(ChoiceType):
    """The name of one choice, for one row.

    A matrix ``safe`` with the rows ``bus`` and ``yard`` is read as two questions, ``safe_bus`` and
    ``safe_yard`` (:mod:`farolito.domain.shapes.matrix`), so that rules, scores, problems, summaries and exports
    know each row like any other question. ``options["row"]`` says where it stands.
    """

    name = "matrix"
    most_choices = 10
    takes_default = False  # one for all rows would be an answer that nobody gave
    options: ClassVar[Mapping[str, Option]] = {
        "rows": Option(
            "rows", "What is asked about. Row r of a matrix m is the question m_r.", required=True
        ),
    }

    def check(self, question: Question) -> list[tuple[str, str]]:
        faults = super().check(question)
        seen: set[str] = set()
        for number, row in enumerate(question.options["rows"]):
            if len(row_name(question.name, row["name"])) > LONGEST_NAME:
                message = f"Its question would have a name of more than {LONGEST_NAME} letters."
                faults.append((f"/rows/{number}/name", message))
            if row["name"] in seen:
                faults.append((f"/rows/{number}/name", "This name is here a second time."))
            seen.add(row["name"])
        return faults


def row_of(question: Question) -> MatrixRow | None:
    """Where a question stands in a matrix; None when it is in none."""
    row = question.options.get("row")
    return row if isinstance(row, MatrixRow) else None


def row_name(matrix: str, row: str) -> str:
    """The name of the question that a row is."""
    return f"{matrix}_{row}"


def names_asked(question: Mapping[str, Any]) -> list[str]:
    """The names under which answers to a question of a definition are stored: of a matrix one per row."""
    if question["type"] != "matrix":
        return [question["name"]]
    return [row_name(question["name"], row["name"]) for row in question.get("rows", [])]


def as_written(questions: Iterable[Question]) -> Iterator[tuple[int, Question]]:
    """The questions of a page, each with the number (from 0) of what its author wrote: rows share one."""
    written = -1
    for question in questions:
        row = row_of(question)
        if row is None or row.is_first:
            written += 1
        yield written, question
