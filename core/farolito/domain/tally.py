"""How many answers there are to each question and each choice, over all versions of a form. Counts, never answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from farolito.domain.cells import entries_of
from farolito.domain.names import is_skipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.changes import Change
    from farolito.domain.columns import Table
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.base import QuestionType


@dataclass(slots=True)
class Tally:
    """Counts by the names of the newest version of the tables, which is the old one of a comparison."""

    tables: Sequence[Table]
    types: Mapping[str, QuestionType]
    responses: int = 0
    questions: Counter[str] = field(default_factory=Counter)  # by path
    choices: Counter[tuple[str, str]] = field(default_factory=Counter)  # by path and choice
    entries: Counter[tuple[str, int]] = field(
        default_factory=Counter
    )  # by repeat and number of the entry

    def add(self, version: str, answers: Answers) -> None:
        """Count one response to a version."""
        self.responses += 1
        for table in self.tables:
            path = table.names.get(version, table.path)
            for numbers, own in entries_of(path, answers):
                if numbers:
                    self.entries[table.path[-1], numbers[-1]] += 1
                self._count(table, version, own)

    def touched(self, change: Change, most: int = 0) -> int:
        """How many stored answers (or entries of a repeat, those after ``most``) a change is about."""
        if change.kind == "added":
            return 0
        if change.what == "choice":
            return self.choices[change.question, change.was or change.name]
        if change.what == "question":
            return self.questions[change.question]
        if change.what == "repeat":
            name = change.was or change.name
            return sum(
                many
                for (repeat, number), many in self.entries.items()
                if repeat == name and number > most
            )
        return 0

    def _count(self, table: Table, version: str, answers: Answers) -> None:
        for strand in table.strands:
            asked = strand.asked.get(version)
            stored = answers.get(asked.question.name) if asked else None
            if asked is None or stored is None or is_skipped(stored):
                continue
            path = "/".join((*table.path, strand.latest.name))
            self.questions[path] += 1
            kind = self.types.get(asked.question.type)
            if kind is None or not kind.has_choices or not kind.recognises(asked.question, stored):
                continue
            chosen = kind.value(asked.as_now(), kind.renamed(stored, asked.choices))
            for name in [chosen] if isinstance(chosen, str) else chosen or ():  # type: ignore[union-attr]
                self.choices[path, str(name)] += 1
